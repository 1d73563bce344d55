"""The explorer page: GraphiQL over Limn's own schema, served from this machine alone."""
