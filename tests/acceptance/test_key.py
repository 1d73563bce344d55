"""`limn key` on the running system."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Sequence

import pytest
from typer.testing import CliRunner

from infra.cli import app
from infra.cli.client import ApiError, Client
from infra.operations import REGISTER
from tests.infra.supervisor.running import Running

PASSWORD = "correct horse battery staple"


@pytest.fixture
def handle(system: Running, address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Somebody, on whose machine it runs."""
    ready = next(event for event in reversed(system.said) if event["event"] == "ready")
    monkeypatch.setenv("LIMN_DATA", str(ready["data"]))
    handle = f"kim_{secrets.token_hex(4)}"
    wish = {"handle": handle, "displayName": "Kim", "password": PASSWORD}
    asyncio.run(asked(address, None, REGISTER, input=wish))
    return handle


async def asked(address: str, token: str | None, document: str, **variables: object) -> object:
    async with Client(address, token) as client:
        return await client.ask(document, **variables)


def limn(handle: str, *words: str, code: int = 0) -> Sequence[str]:
    """The lines that a command prints, acting as somebody."""
    done = CliRunner().invoke(app, ["key", *words, "--as", handle], input=f"{PASSWORD}\n")
    assert done.exit_code == code, (done.output, done.exception)
    return [line for line in done.stdout.splitlines() if line.strip()]


def test_a_key_is_made_listed_and_revoked(handle: str, address: str) -> None:
    (token,) = limn(handle, "create", "a bot", "--scope", "read", "--scope", "WRITE", "--days", "7")
    assert asyncio.run(asked(address, token, "{ viewer { handle } }")) == {"viewer": {"handle": handle}}
    (line,) = limn(handle, "list", "--json")
    key = json.loads(line)
    assert (key["name"], key["scopes"], key["active"]) == ("a bot", ["READ", "WRITE"], True)
    assert token.startswith(key["prefix"])
    limn(handle, "revoke", key["prefix"])
    with pytest.raises(ApiError):
        asyncio.run(asked(address, token, "{ viewer { handle } }"))
    assert "revoked" in limn(handle, "list")[0]
    limn(handle, "revoke", "limn_00000000", code=1)
