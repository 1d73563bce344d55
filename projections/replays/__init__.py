"""Replays: how boards moved, folded again from the log. Pure: events in, boards out."""
