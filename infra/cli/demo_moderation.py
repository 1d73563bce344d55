"""The end of `limn demo`: something was reported, a moderator decided one case, and another waits for whoever looks."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Protocol

from domain import roles
from domain.roles import Role
from infra.cli.client import ApiError, Client
from infra.cli.roles import change
from infra.operations import CASES, CLAIM, DECIDE, FLAG
from infra.settings import Settings

ASKED, EVERY = 100, 0.1
"""How often the queue is asked for the new case, and the seconds between."""
DECISION = {
    "kind": "BLUR",
    "label": "violence",
    "rule": "violence",
    "reason": "Two people reported it; it stands behind a label until one asks for it.",
}


class Somebody(Protocol):
    """Someone of the demo, signed in."""

    @property
    def client(self) -> Client:
        """Speaks for them."""

    @property
    def handle(self) -> str:
        """What they are called."""


async def moderate(
    settings: Settings, moderator: Somebody, reporters: Sequence[Somebody], posts: tuple[str, str]
) -> None:
    """Two people report the first post, which is then blurred; one reports the second. Raises ApiError or Problem."""
    decided, waiting = posts
    await change(settings, roles.grant, Role.MODERATOR, moderator.handle)
    for reporter in reporters:
        seen = await reporter.client.make(FLAG, subjectId=decided, reason="VIOLENCE")
    case = await _case_of(moderator, decided, str(seen["position"]))
    await moderator.client.make(CLAIM, caseId=case)
    await moderator.client.make(DECIDE, caseId=case, **DECISION)
    await reporters[0].client.make(FLAG, subjectId=waiting, reason="COPYRIGHT", details="I have seen this before.")


async def _case_of(moderator: Somebody, post: str, position: str) -> str:
    """The case that a policy opens once it has seen the report at `position`."""
    for _ in range(ASKED):
        edges = (await moderator.client.ask(CASES, min=position))["cases"]["edges"]
        for edge in edges:
            if edge["node"]["subjectId"] == post:
                return str(edge["node"]["id"])
        await asyncio.sleep(EVERY)
    raise ApiError("What was reported has no case: see `limn status`.")
