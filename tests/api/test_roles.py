"""Roles: given and taken by the local operator, seen by oneself alone, lost at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.caller import Caller
from api.gate import Gate
from domain.errors import DomainError
from domain.roles import Role, grant, revoke
from infra.addresses import Addresses
from infra.cli.roles import change
from infra.servers.problem import Problem
from infra.settings import Settings
from tests.api.site import Person, Site
from tests.databases import Database

ROLES = "query($handle: String!) { viewer { roles } account(handle: $handle) { roles } }"


async def required(site: Site, person: Person | None) -> str:
    """How a gate answers who asks for what only moderators may."""
    async with site.services.gate(Caller(person.account if person else None)) as gate:
        return await _required(gate)


async def _required(gate: Gate) -> str:
    try:
        await gate.require(Role.MODERATOR)
    except DomainError as refused:
        return refused.code
    return "passed"


async def test_a_role_is_seen_by_oneself_and_lost_at_once(site: Site) -> None:
    ada, bob = await site.join(), await site.join()
    assert [await required(site, person) for person in (None, ada)] == ["UNAUTHENTICATED", "NOT_FOUND"]
    for role in Role:
        assert (await site.services.log.append(grant(ada.account, role))).appended
        assert not (await site.services.log.append(grant(ada.account, role))).appended
    await site.settled()
    assert await required(site, ada) == "passed"
    assert (await site.ask(ROLES, ada, handle=ada.handle))["viewer"]["roles"] == ["MODERATOR", "OPERATOR"]
    assert await site.ask(ROLES, bob, handle=ada.handle) == {"viewer": {"roles": []}, "account": {"roles": []}}
    await site.services.log.append(revoke(ada.account, Role.MODERATOR))
    await site.settled()
    assert await required(site, ada) == "NOT_FOUND"
    log = await site.ask("{ events(first: 100) { edges { node { topic } } } }")
    assert "role." not in str(log)


async def test_the_command_line_gives_and_takes(
    site: Site, shared_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Addresses, "of", lambda _: Addresses("", "", "", Path()))
    monkeypatch.setattr(Addresses, "conninfo", lambda *_: shared_database.api)
    ada = await site.join()
    settings = Settings()
    for wish in (grant, revoke):
        assert await change(settings, wish, Role.MODERATOR, f"@{ada.handle.upper()}")
        assert not await change(settings, wish, Role.MODERATOR, ada.handle)
    for nobody in ("nobody_at_all", "not a handle"):
        with pytest.raises(Problem, match="Nobody here"):
            await change(settings, grant, Role.OPERATOR, nobody)
