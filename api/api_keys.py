"""The gate's part on API keys: that there is one, and what it is for, is told to who made it and to nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from api.gate import Gate
from projections.views import api_keys
from projections.views.api_keys import ApiKeyRow


async def own(gate: Gate, ids: Sequence[UUID]) -> list[ApiKeyRow | None]:
    """Those of the keys that are the viewer's own, in the order of the ids."""
    found = await gate.read(lambda connection: api_keys.hydrate(connection, ids))
    return [row if (row := found.get(number)) and row.owner == gate.viewer else None for number in ids]
