"""The GraphQL schema: one file per noun, the same names as in the other rooms."""
