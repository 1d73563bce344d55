"""How far back boards look, as the schema names it."""

from __future__ import annotations

import strawberry

from projections.views.trending import Window

__all__ = ["Window"]

strawberry.enum(Window, description="How far back a board looks.")
