"""Which form of response a client asks for."""

from __future__ import annotations

from collections.abc import Sequence

JSON = "application/json"
HTML = "text/html"
GRAPHQL = "application/graphql-response+json"
EVENTS = "text/event-stream"


def preferred(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header likes best; the first offered where it does not care, else None."""
    wanted = [_weighed(part) for part in (accept or "*/*").split(",") if part.strip()]
    best: tuple[float, int, str] | None = None
    for order, (kind, weight) in enumerate(wanted):
        found = next((one for one in offered if _matches(kind, one)), None)
        if found is not None and weight > 0 and (best is None or weight > best[0]):
            best = (weight, order, found)
    return best[2] if best else None


def _weighed(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return kind, float(parameter[2:])
            except ValueError:
                return kind, 0.0
    return kind, 1.0


def _matches(wanted: str, offered: str) -> bool:
    return wanted in {offered, "*/*", offered.partition("/")[0] + "/*"}
