"""How the system runs: for an operator, and for nobody else."""

from __future__ import annotations

from unittest.mock import AsyncMock

import httpx
import pytest

from api.http.app import create_app
from api.ids import NodeKind, parse_id_of
from api.metrics import Metrics
from api.realtime.live import Live
from domain import roles
from domain.errors import DomainError, ErrorCode
from domain.roles import Role
from projections import standing
from tests.api.site import Site

SYSTEM = """
{ system {
    at head openCases
    programs { name state restarts since reason }
    views { name lag complete }
    policies { name lag parked }
    rebuilds { view position target running }
    parked { by position reason mend }
    queue { waiting running oldestSeconds }
    work { done failed refused wattHours }
    disk { free total }
} }"""


async def test_an_operator_sees_how_it_runs(site: Site) -> None:
    ada = await site.join()
    await site.services.log.append(roles.grant(parse_id_of(NodeKind.ACCOUNT, ada.id), Role.OPERATOR))
    await site.settled()
    await site.render(ada, finished=False)
    await site.settled()
    system = (await site.ask(SYSTEM, ada))["system"]
    assert system["queue"]["waiting"] == 1
    assert {view["name"]: view["lag"] for view in system["views"]}["posts"] == 0
    assert 0 < system["disk"]["free"] <= system["disk"]["total"]
    assert system["parked"] == system["rebuilds"] == []


async def test_nobody_else_does(site: Site) -> None:
    moderator = await site.join()
    await site.services.log.append(roles.grant(parse_id_of(NodeKind.ACCOUNT, moderator.id), Role.MODERATOR))
    await site.settled()
    assert await site.code(SYSTEM, moderator) == "NOT_FOUND"
    assert await site.code(SYSTEM) == "UNAUTHENTICATED"


async def test_numbers_are_shown_without_a_database(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "limn_database_answers 1.0" in (await site.client.get("/metrics")).text
    away = AsyncMock(side_effect=DomainError(ErrorCode.QUEUE_FULL, "The database is away."))
    monkeypatch.setattr(site.services.events, "head", away)
    monkeypatch.setattr(standing, "queue", away)
    told = (await site.client.get("/metrics")).text
    assert "limn_database_answers 0.0" in told
    assert "limn_disk_free_bytes" in told
    assert "limn_renders_waiting" not in told, "no number is better than a wrong one"


TOKEN = "a token for the Prometheus server"


async def test_numbers_are_for_this_machine_or_who_has_the_token(site: Site) -> None:
    async def status(client: str, host: str, authorization: str = "", token: str | None = TOKEN) -> int:
        async with Live(site.services) as live:
            app = create_app(live, Metrics(), origin="https://limn.example", metrics_token=token)
            through = httpx.ASGITransport(app, client=(client, 5))
            async with httpx.AsyncClient(transport=through, base_url=f"http://{host}") as asking:
                return (await asking.get("/metrics", headers={"authorization": authorization})).status_code

    assert await status("127.0.0.1", "127.0.0.1:8000") == 200
    assert await status("127.0.0.1", "limn.example") == 404, "a proxy on this machine passes on everybody's requests"
    assert await status("192.0.2.1", "127.0.0.1") == 404
    assert await status("192.0.2.1", "limn.example", "Bearer another") == 404
    assert await status("192.0.2.1", "limn.example", "Bearer None", token=None) == 404
    assert await status("192.0.2.1", "limn.example", f"Bearer {TOKEN}") == 200
