"""``limn grant`` and ``limn revoke``: who moderates and who operates, said by whoever runs the system."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated
from uuid import UUID

import psycopg
import typer

from domain import roles, text
from domain.errors import DomainError
from domain.log import Append
from domain.roles import Role
from infra.addresses import Addresses
from infra.log import open_log
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from projections.views import accounts

Named = Annotated[Role, typer.Argument(case_sensitive=False, help="moderator or operator.")]
Handle = Annotated[str, typer.Argument(help="Of someone who has joined, with or without @.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(grant)
    app.command()(revoke)


def grant(role: Named, handle: Handle) -> None:
    """Give someone a role. Exit codes: 0 they have it now, 1 nobody has this handle, 3 nothing runs."""
    changed = asyncio.run(change(Settings(), roles.grant, role, handle))
    typer.echo(f"@{plain(handle)} {'is now' if changed else 'was already'} {role.lower()}.")


def revoke(role: Named, handle: Handle) -> None:
    """Take a role from someone, at once. Exit codes as of grant."""
    changed = asyncio.run(change(Settings(), roles.revoke, role, handle))
    typer.echo(f"@{plain(handle)} {'is no longer' if changed else 'was not'} {role.lower()}.")


async def change(settings: Settings, wish: Callable[[UUID, Role], Append], role: Role, handle: str) -> bool:
    """Append what the local operator wishes; False where it was so already. Raises Problem."""
    conninfo = Addresses.of(settings).conninfo("limn_api")
    account = await known(conninfo, handle)
    async with open_log(conninfo) as log:
        return (await log.append(wish(account, role))).appended


async def known(conninfo: str, handle: str) -> UUID:
    """Whose handle it is. Raises Problem."""
    unknown = Problem("Nobody here has this handle.", "check its spelling; they join first, in the app", Exit.FAILED)
    try:
        normal = text.handle(plain(handle))
        async with await psycopg.AsyncConnection.connect(conninfo) as connection:
            account = await accounts.by_handle(connection, normal)
    except (DomainError, psycopg.errors.UndefinedTable):
        raise unknown from None
    if account is None:
        raise unknown
    return account


def plain(handle: str) -> str:
    """A handle as it is stored."""
    return handle.strip().lstrip("@").lower()
