"""How restrictions are counted on rows, and what lists leave out because of them."""

from __future__ import annotations

from domain.restrictions import Restricted, Restriction

COUNTERS = {
    Restriction.LABEL: "labelled",
    Restriction.BLUR: "blurred",
    Restriction.LIMIT: "limited",
    Restriction.REMOVE: "hidden",
}
"""The column in which decisions of a kind are counted: anything above zero holds."""

SHOWN = "NOT removed AND hidden = 0"
"""Posts that anyone but their author may come across."""
LIMITED = "(limited > 0 OR EXISTS (SELECT FROM views.accounts WHERE account = author AND accounts.limited > 0))"
"""Posts that are limited, themselves or with all of their author's."""
DISCOVERED = f"visibility = 'PUBLIC' AND {SHOWN} AND NOT {LIMITED}"
"""Posts that stand where everyone looks: among the latest, under tags, in searches and on boards."""


def counted(event: Restricted) -> dict[str, int]:
    """What an event adds to the counters of the row it is about."""
    return {COUNTERS[Restriction(event.restriction)]: event.more}
