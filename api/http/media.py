"""Which form of response a client asks for."""

from __future__ import annotations

from collections.abc import Sequence

JSON = "application/json"
HTML = "text/html"
GRAPHQL = "application/graphql-response+json"
EVENTS = "text/event-stream"


def preferred(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header likes best; the first offered where it does not care, else None.

    The range that fits a type most closely says how much it is liked; of equals the header's order decides.
    """
    wanted = [weighed(part) for part in (accept or "*/*").split(",") if part.strip()]
    best: tuple[float, int, str] | None = None
    for kind in offered:
        fitting = [(_closeness(one, kind), weight, -order) for order, (one, weight) in enumerate(wanted)]
        closest, weight, place = max(fitting, default=(0, 0.0, 0))
        if closest and weight > 0 and (best is None or (weight, place) > best[:2]):
            best = (weight, place, kind)
    return best[2] if best else None


def weighed(part: str) -> tuple[str, float]:
    """What one part of an Accept header, or of one like it, names, and how much that is liked: 0 is not at all."""
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return kind, float(parameter[2:])
            except ValueError:
                return kind, 0.0
    return kind, 1.0


def _closeness(wanted: str, offered: str) -> int:
    """How closely a range fits a type; 0 where it does not."""
    return (wanted == offered) * 3 or (wanted == offered.partition("/")[0] + "/*") * 2 or int(wanted == "*/*")
