"""Rendering: the model server, the use case of a worker, finishing and the account of energy."""
