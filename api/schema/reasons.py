"""What kinds of things are reported, and what for: enums that several nouns show."""

from __future__ import annotations

import strawberry

from domain.flags import FlagKind, FlagReason

__all__ = ["FlagKind", "FlagReason"]

strawberry.enum(FlagReason, description="What is wrong with the thing.")
strawberry.enum(FlagKind, description="What kind of thing was reported.")
