"""HTTP: the endpoint of GraphQL, pictures, health and metrics, and what guards them."""
