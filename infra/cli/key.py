"""``limn key``: API keys, which let a program act for a person."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar

import typer

from domain.api_keys import USUAL, ApiScope
from infra.cli.client import ApiError, Client, address
from infra.cli.render import session
from infra.operations import KEYS, MAKE_KEY, REVOKE_KEY, SIGN_IN, SIGN_OUT
from infra.servers.problem import Exit, Problem
from infra.settings import Settings

T = TypeVar("T")

Name = Annotated[str, typer.Argument(help="What it is for.")]
Prefix = Annotated[str, typer.Argument(help="How it begins, as `limn key list` tells.")]
Scopes = Annotated[
    list[ApiScope], typer.Option("--scope", case_sensitive=False, help="What it is good for; may be said again.")
]
Days = Annotated[int, typer.Option(min=1, max=366, help="How long it lasts.")]
As = Annotated[
    str | None,
    typer.Option("--as", help="Whose; asks for the password. Else of the account that `limn render` has."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def add_to(app: typer.Typer) -> None:
    """Add the group to the command line."""
    group = typer.Typer(help="API keys, which let a program act for a person.", no_args_is_help=True)
    group.command()(create)
    group.command("list")(list_)
    group.command()(revoke)
    app.add_typer(group, name="key")


def create(name: Name, scope: Scopes, days: Days = USUAL.days, handle: As = None) -> None:
    """Make a key and print it, this once. Exit codes: 0 made, 1 refused, or nothing runs."""
    expires_at = datetime.now(UTC) + timedelta(days=days)
    wish = {"name": name, "scopes": scope, "expiresAt": expires_at.isoformat()}

    async def make(client: Client) -> str:
        return str((await client.ask(MAKE_KEY, input=wish))["createApiKey"]["token"])

    typer.echo(_acting(handle, make))
    typer.echo(f"Send it as `Authorization: Bearer …` until {expires_at:%Y-%m-%d}. It is not shown again.", err=True)


def list_(handle: As = None, as_json: AsJson = False) -> None:
    """Tell the keys there are, the newest first, and when each was used last."""
    for key in _acting(handle, _listed):
        if as_json:
            typer.echo(json.dumps(key))
        else:
            used = f"used last {key['lastUsedAt']:.10}" if key["lastUsedAt"] else "never used"
            typer.echo(f"{key['prefix']}…  {_state(key)}, {used}, {' '.join(key['scopes'])}: {key['name']}")


def revoke(prefix: Prefix, handle: As = None) -> None:
    """Take a key out of use, at once. Exit codes: 0 done, 1 there is no such key, or nothing runs."""

    async def end(client: Client) -> None:
        known = [key["id"] for key in await _listed(client) if key["prefix"] == prefix.removesuffix("…")]
        if not known:
            raise Problem("There is no such key.", "see limn key list", Exit.FAILED)
        for number in known:
            await client.ask(REVOKE_KEY, input={"keyId": number})

    _acting(handle, end)
    typer.echo(f"{prefix} is worth nothing from now on.")


def _acting(handle: str | None, act: Callable[[Client], Coroutine[Any, Any, T]]) -> T:
    """What an act comes to as the person who is named, or as this folder's own account."""
    password = typer.prompt(f"Password of {handle}", hide_input=True, err=True) if handle else None

    async def acted() -> T:
        async with _signed_in(Settings(), handle, password) as client:
            return await act(client)

    try:
        return asyncio.run(acted())
    except ApiError as error:
        raise Problem(str(error), "see limn key --help", Exit.FAILED) from error


@asynccontextmanager
async def _signed_in(settings: Settings, handle: str | None, password: str | None) -> AsyncIterator[Client]:
    async with Client(address(settings)) as client:
        if handle is None:
            client.token = await session(client, settings.data / "cli" / "session.json")
            yield client
            return
        wish = {"handle": handle.strip().lstrip("@"), "password": password}
        client.token = str((await client.ask(SIGN_IN, input=wish))["signIn"]["token"])
        try:
            yield client
        finally:
            await client.ask(SIGN_OUT)


async def _listed(client: Client) -> list[dict[str, Any]]:
    viewer = (await client.ask(KEYS))["viewer"]
    return [edge["node"] for edge in viewer["apiKeys"]["edges"]]


def _state(key: dict[str, Any]) -> str:
    if key["active"]:
        return f"works until {key['expiresAt']:.10}"
    return "revoked" if key["revokedAt"] else "ended"
