"""`limn past`: a believable past for a place that has none, so that there is history to look back on."""

from __future__ import annotations

import json
import time
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated

import psycopg
import typer

from infra.cli.progress import as_it_goes
from infra.cli.refusals import moment
from infra.invented.lives import LEAST, Lives, Plan
from infra.servers.layout import Layout
from infra.servers.problem import Exit, Problem
from infra.settings import Settings

MOST, MOST_DAYS = 20_000_000, 3_650


@dataclass(frozen=True, slots=True)
class Written:
    """What there is now. `seconds`: without the painting."""

    events: int
    people: int
    pictures: int
    until: str
    seconds: float


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(past)


def past(
    events: Annotated[int, typer.Option(min=LEAST, max=MOST, help="How many events.")] = 100_000,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="The same seed, the same past.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="How long it takes.")] = 30,
    until: Annotated[str, typer.Option(help="When it ends: a time like 2026-11-01T12:00Z, or yesterday.")] = "now",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Write an invented past into a new Limn that does not run: people, pictures, likes, comments, follows, reports.

    A few dozen pictures are painted and shared by all posts. `limn up` then folds what was written.
    """
    plan = Plan(events, seed, _time(until), days)
    try:
        written = _write(Settings(), plan)
    except (OSError, psycopg.OperationalError) as error:
        sentence = f"The past could not be written to its end ({type(error).__name__})."
        raise Problem(sentence, "make room, and set LIMN_DATA to a new folder", Exit.DISK) from error
    if as_json:
        typer.echo(json.dumps(asdict(written)))
    else:
        rate = written.events / max(written.seconds, 1e-3)
        typer.echo(
            f"{written.events:,} events of {written.people:,} people until {written.until}, with {written.pictures}"
            f" pictures, in {written.seconds:.0f} s ({rate:,.0f}/s). Start limn up: it folds them."
        )


def _write(settings: Settings, plan: Plan) -> Written:
    from infra.blobs import LocalBlobs  # noqa: PLC0415 - what writes and paints is large, and only needed here
    from infra.cli.past_pictures import painted  # noqa: PLC0415
    from infra.invented.writing import begun, write  # noqa: PLC0415
    from infra.keyring import Keyring  # noqa: PLC0415
    from infra.supervisor.alone import database_alone, triton_alone  # noqa: PLC0415

    folder = Layout(settings.data).data
    with database_alone(settings) as conninfo:
        if there := begun(conninfo("limn_api")):
            raise Problem(f"This log holds {there:,} events.", "set LIMN_DATA to a new folder", Exit.DATA)
        with nullcontext(settings.triton_url) if settings.triton_url else triton_alone() as address:
            pictures = painted(address, LocalBlobs(folder / "blobs"))
        began = time.monotonic()
        with as_it_goes(as_json=False) as say:
            lives, keyring = Lives(plan, pictures), Keyring(folder / "keyring")
            count = write(conninfo("limn_api"), lives, keyring, lambda done: say("writing", done, plan.events))
        seconds = round(time.monotonic() - began, 1)
        kept = len({picture.sha256 for picture in pictures})
        return Written(count, plan.people, kept, plan.until.isoformat(timespec="seconds"), seconds)


def _time(said: str) -> datetime:
    """A time that has come, to the second. Raises Problem."""
    until = moment("until", said)
    if isinstance(until, int):
        raise Problem("--until: a log that is empty has no positions.", "name a time", Exit.USAGE)
    return until.replace(microsecond=0)
