"""A notebook over an export, for `limn notebook`."""
