"""`limn export`: the public log as Parquet files, for DuckDB, notebooks, Ray and whatever else reads them."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infra.analysis import need
from infra.cli.progress import Say, as_it_goes, tell
from infra.cli.refusals import moment
from infra.replays.words import HELP
from infra.settings import Settings
from projections.replays.timeline import Moment

if TYPE_CHECKING:
    from infra.export.manifest import Manifest


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(export)


def export(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet.")],
    since: Annotated[str | None, typer.Option("--from", help=f"Only what happened after. {HELP}")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only what happened up to then, written alike.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
) -> None:
    """Write the public log, people and public posts as Parquet files, as far as anyone may see them now.

    Ids, handles, tags and counts: no prompt, caption or comment is in it. docs/recipes says what to do with it.
    """
    need("pyarrow")
    began = time.monotonic()
    after = None if since is None else moment("from", since)
    upto = None if until is None else moment("to", until, ends=True)
    with as_it_goes(as_json) as say:
        manifest = asyncio.run(_export(Settings(), folder.absolute(), after, upto, say))
    seconds = round(time.monotonic() - began, 3)
    facts = {**_numbers(manifest), "digest": manifest.digest, "seconds": seconds}
    tell(as_json, "exported", _told(folder, manifest, seconds), **facts)


async def _export(settings: Settings, folder: Path, since: Moment | None, until: Moment | None, say: Say) -> Manifest:
    from infra.export.running import running_export  # noqa: PLC0415 - it loads what only the group analysis has

    async with running_export(settings, lambda at: say("export", at.position, at.upto, at.after)) as made:
        return await made.run(folder, since, until)


def _numbers(manifest: Manifest) -> dict[str, int]:
    counts = {name: sum(file.rows for file in getattr(manifest, name)) for name in ("events", "accounts", "posts")}
    size = sum(file.bytes for file in manifest.files)
    place = {"after": manifest.after, "upto": manifest.upto, "unreadable": len(manifest.unreadable)}
    return {**counts, **place, "files": len(manifest.files), "bytes": size}


def _told(folder: Path, manifest: Manifest, seconds: float) -> str:
    said = _numbers(manifest)
    lines = [
        f"{folder}: {said['events']:,} events after {manifest.after} up to {manifest.upto},"
        f" {said['accounts']:,} people, {said['posts']:,} posts in {said['files']} files of {said['bytes']:,} bytes,"
        f" in {seconds:.1f} s",
        f"digest {manifest.digest}",
    ]
    if manifest.unreadable:
        shown = ", ".join(str(position) for position in manifest.unreadable[:5])
        lines.append(f"{said['unreadable']} events could not be read and are left out: {shown} …")
    return "\n".join(lines)
