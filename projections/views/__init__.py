"""Read models, one file each: its tables, its changes per event, its queries."""
