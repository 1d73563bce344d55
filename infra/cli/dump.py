"""`limn dump` and `limn import`: the log as one stream of bytes, out of one system and into another."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from infra.addresses import Addresses
from infra.backup.files import told
from infra.backup.importing import import_log
from infra.backup.saving import snapshot
from infra.cli.progress import as_it_goes, tell
from infra.durable import Writing
from infra.log.dump import Dump, Sink
from infra.log.dump import dump as write_dump
from infra.servers.problem import Exit, Problem
from infra.servers.roles import OWNER
from infra.settings import Settings

PIPE = Path("-")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(dump)
    app.command(name="import")(import_)


def dump(file: Annotated[Path, typer.Argument(help="A new file; - is stdout.")] = PIPE) -> None:
    """Write the whole log as it is stored, sealed words and all, for limn import. Exit codes as of backup."""
    with (
        _sink(file) as sink,
        snapshot(Addresses.of(Settings()).conninfo(OWNER)) as connection,
        as_it_goes(False) as say,
    ):
        row = connection.execute("SELECT position FROM log.head").fetchone()
        assert row
        into = Dump(sink, row[0])
        write_dump(connection, into, lambda position: say("log", position, into.upto))
    sys.stderr.write(f"{into.position:,} events, {into.digest.hex()}\n")


def import_(
    source: Annotated[Path, typer.Argument(help="What limn dump or limn backup wrote; - is stdin.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
) -> None:
    """Make a new data folder (LIMN_DATA) from the log of another Limn: all of it, or nothing.

    Exit codes: 0 done, 2 the data folder is not empty, 6 the log is cut, damaged, newer than this program or not one
    that it can read, 7 the disk is full.
    """
    settings = Settings()
    began = time.monotonic()
    with as_it_goes(as_json) as say:
        last = import_log(settings, sys.stdin.buffer if source == PIPE else source.expanduser().absolute(), say)
    seconds = round(time.monotonic() - began, 1)
    sentence = f"{settings.data}: {last:,} events ({seconds} s). Start it with: limn up"
    tell(as_json, "imported", sentence, position=last, seconds=seconds)


@contextmanager
def _sink(file: Path) -> Iterator[Sink]:
    if file == PIPE:
        if sys.stdout.isatty():
            raise Problem("A log is nothing to look at.", "name a file, or pass it on with a pipe", Exit.USAGE)
        with told(Path("/dev/stdout")):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
    elif file.exists():
        raise Problem(f"{file} is there already.", "name another file, or remove this one", Exit.USAGE)
    else:
        with told(file), Writing(file.expanduser().absolute()) as writing:
            yield writing
