"""`limn shred`: destroy someone's key, so that nobody ever reads their words again."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from infra.addresses import Addresses
from infra.backup import keys
from infra.cli.roles import Handle, known, plain
from infra.servers.layout import Layout
from infra.servers.problem import Exit, Problem
from infra.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(shred)


def shred(
    handle: Handle,
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Destroy the key of someone's words: prompts, captions, comments, name. There is no way back, from no backup.

    Their account, their pictures and their tags stay. Exit codes: 0 destroyed here and in every copy of the keys,
    1 nobody has this handle, or a copy could not be reached and has the key still, 3 nothing runs.
    """
    settings = Settings()
    person = asyncio.run(known(Addresses.of(settings).conninfo("limn_api"), handle))
    if not sure and typer.prompt(f"Nobody will ever read @{plain(handle)}'s words again. Type the handle") != plain(
        handle
    ):
        raise Problem("Nothing was destroyed.", "type the handle as it is", Exit.USAGE)
    keyring = Layout(settings.data).keyring
    if away := keys.shred(keyring, person):
        raise Problem(
            f"Destroyed here; not to be reached, and with the key in it still: {', '.join(map(str, away))}.",
            f"bring it back and run limn shred again; for one that is gone for good, see {keyring / keys.COPIES}",
            Exit.FAILED,
        )
    typer.echo(
        f"The key of @{plain(handle)} is destroyed, here and in every copy of the keys ({len(keys.copies(keyring))})."
    )
