"""The public interface: one GraphQL schema, live streams, pictures, the explorer."""
