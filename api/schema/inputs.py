"""What inputs have in common."""

KEY = "The same key with the same input is done once and answered again, for ever; with another input it is CONFLICT."
