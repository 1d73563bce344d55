"""The PostgreSQL database: its migrations and its pools."""
