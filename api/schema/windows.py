"""How far back boards look, as the schema names it."""

from __future__ import annotations

from api.schema.enums import show
from projections.views.trending import Window

__all__ = ["Window"]

show(
    Window,
    "How far back a board looks.",
    HOUR="An hour.",
    DAY="A day.",
    WEEK="A week.",
    ALL="To the beginning.",
)
