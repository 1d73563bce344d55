"""GET /healthz: the process answers. GET /readyz: it can serve, and if not, what it waits for."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from api.context import Services
from api.http.answers import json
from domain.identity import position_text

PATIENCE_SECONDS = 1.0


async def healthz(_: Request) -> Response:
    """200 while the event loop turns."""
    return json({"status": "ok"})


class Readiness:
    """Ready while the log can be read."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def answer(self, _: Request) -> Response:
        """200 or 503, with the positions of log and views."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                head = await self._services.events.head()
        except Exception:  # whatever it is, we are not ready
            return json({"status": "unready", "waits_for": "database"}, 503)
        views = position_text(self._services.tide.position)
        return json({"status": "ready", "log": position_text(head), "views": views})
