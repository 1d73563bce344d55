"""What kinds of things are reported, and what for: enums that several nouns show."""

from __future__ import annotations

from api.schema.enums import show
from domain.flags import FlagKind, FlagReason

__all__ = ["FlagKind", "FlagReason"]

show(
    FlagReason,
    "What is wrong with the thing.",
    SEXUAL="Sexual content.",
    VIOLENCE="Violence, or a threat of it.",
    HATE="Hate against people for what they are.",
    HARASSMENT="Somebody is harassed.",
    SELF_HARM="It calls for self-harm.",
    DECEPTION="It pretends to be what it is not, to mislead.",
    LIKENESS="It shows a real person who did not agree.",
    COPYRIGHT="It takes somebody's work.",
    PRIVACY="It tells what is private.",
    SPAM="It is there to be seen, again and again.",
    OTHER="Something else: say it in the details.",
)
show(
    FlagKind,
    "What kind of thing was reported.",
    POST="A post.",
    COMMENT="A comment.",
    ACCOUNT="An account.",
)
