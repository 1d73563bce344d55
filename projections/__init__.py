"""Folds: read models and policies as pure functions of the log, and the engine that keeps them."""
