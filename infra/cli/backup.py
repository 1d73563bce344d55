"""`limn backup` and `limn restore`: what it takes to stand up again elsewhere, and standing up again."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from infra.addresses import Addresses
from infra.backup import keys as key_copies
from infra.backup.files import told
from infra.backup.manifest import NAME
from infra.backup.restoring import Restored
from infra.backup.restoring import restore as bring_back
from infra.backup.saving import save
from infra.cli.progress import as_it_goes, tell
from infra.servers.layout import Layout
from infra.servers.problem import Exit, Problem
from infra.servers.roles import OWNER
from infra.settings import Settings

WARNING = """\
KEYS: {folder} opens everyone's words. Keep it apart from every backup, where it is read by nobody and always in reach:
erasing someone destroys their key there, too, and is not complete while that cannot be done.
"""
KEYLESS = "WITHOUT KEYS: nobody's words can be read here, and never will be. Restore again with --keys to have them.\n"

As_json = Annotated[bool, typer.Option("--json", help="One JSON object per line.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(backup)
    app.command()(restore)


def backup(
    folder: Annotated[
        Path | None, typer.Argument(help="A new folder, or an earlier backup: it gets what is new.")
    ] = None,
    keys: Annotated[Path | None, typer.Option(help="Copy the keys of everyone's words to this folder.")] = None,
    as_json: As_json = False,
) -> None:
    """Back up the running system: log, pictures and passwords into a folder; keys, only if told so, into another.

    Exit codes: 0 done, 2 the folder is something else, 3 nothing runs, 6 the folder or the backup in it does not fit,
    7 its disk is full.
    """
    settings = Settings()
    layout = Layout(settings.data)
    folder, keys = folder and folder.expanduser().absolute(), keys and keys.expanduser().absolute()
    _check(folder, keys)
    if keys:
        with told(keys):
            copied = key_copies.save(layout, keys)
        sys.stderr.write(WARNING.format(folder=keys))
        gone = f", {copied.destroyed} destroyed there" if copied.destroyed else ""
        tell(as_json, "keys", f"{copied.keys:,} keys in {keys}{gone}", **asdict(copied))
    if folder:
        began = time.monotonic()
        with as_it_goes(as_json) as say:
            saved = save(Addresses.of(settings).conninfo(OWNER), layout, folder, say)
        now = saved.manifest
        facts = {"position": now.position, "events": saved.events, "files": saved.files, "erased": now.erased.count}
        seconds = round(time.monotonic() - began, 1)
        sentence = (
            f"{folder}: whole up to position {now.position:,}, {now.pictures.count:,} files of pictures;"
            f" {saved.events:,} events and {saved.files:,} files were new ({seconds} s)"
        )
        tell(as_json, "backup", sentence, **facts, seconds=seconds)


def restore(
    folder: Annotated[Path, typer.Argument(help="What limn backup wrote.")],
    keys: Annotated[Path | None, typer.Option(help="What limn backup --keys wrote.")] = None,
    as_json: As_json = False,
) -> None:
    """Make a new data folder (LIMN_DATA) from a backup; start it with limn up, which folds the views again.

    Whose key was destroyed stays unread, whatever the copy holds. Exit codes: 0 done, 2 the data folder is not empty,
    or this is no backup, 6 a file is damaged or newer than this program, 7 the disk is full.
    """
    settings = Settings()
    began = time.monotonic()
    with as_it_goes(as_json) as say:
        got = bring_back(settings, folder.expanduser().absolute(), keys and keys.expanduser().absolute(), say)
    seconds = round(time.monotonic() - began, 1)
    if keys is None:
        sys.stderr.write(KEYLESS)
    tell(as_json, "restored", _sentence(settings, got, seconds), **asdict(got), seconds=seconds)


def _sentence(settings: Settings, got: Restored, seconds: float) -> str:
    destroyed = f"; {got.destroyed} keys stay destroyed" if got.destroyed else ""
    lost = f"; the keys of {got.lost:,} people are not there" if got.lost else ""
    return (
        f"{settings.data}: {got.position:,} events, {got.pictures:,} files of pictures, {got.keys:,} keys ({seconds} s)"
        f"{destroyed}{lost}. Everyone signs in again. Start it with: limn up"
    )


def _check(folder: Path | None, keys: Path | None) -> None:
    if folder is None and keys is None:
        raise Problem("Back up what, and where to?", "name a folder, or --keys and another", Exit.USAGE)
    if keys and any(place == folder or (place / NAME).exists() for place in (keys, *keys.parents)):
        sentence = "A backup and its keys in one place are worth as much as no keys at all."
        raise Problem(sentence, "name two places", Exit.USAGE)
