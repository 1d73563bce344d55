"""Replays over the PostgreSQL log: read there, folded outside the interface's process, told as text, chart or table."""
