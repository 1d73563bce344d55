"""`limn rebuild`: fold a view again beside the live one, while the system serves; end that; put the old one back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import psycopg
import typer

from infra.addresses import Addresses
from infra.cli import rebuild_told as told
from infra.cli.progress import as_it_goes
from infra.folds import LogSource
from infra.room import Room
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from projections import rebuilding
from projections.aside import Cancelled
from projections.catalogue import SERVING
from projections.rebuild import NothingKept, OtherCode, Progress, Rebuild
from projections.view import View


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(rebuild)


def rebuild(
    view: Annotated[str | None, typer.Argument(help="Name of the view, as `log` shows it.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All views, one after the other.")] = False,
    rollback: Annotated[bool, typer.Option("--rollback", help="Put back the one that was replaced last.")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="End a rebuild, whoever runs it; nothing is left.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Drop the one that is kept for a rollback.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
) -> None:
    """Rebuild a view while the system serves; it takes its place once it is level with the others.

    Interrupted or killed, it goes on from what it has stored when it is called again. The one that it replaces is
    kept until the next rebuild. Exit codes: 0 done; 1 cancelled, or nothing to do it with; 2 no such view;
    3 nothing runs; 7 the disk is full; 9 the database went away; 130 interrupted.
    """
    wanted = _chosen(view, every)
    if rollback + cancel + forget > 1:
        raise Problem("These are different things.", "say one of --rollback, --cancel and --forget", Exit.USAGE)
    settings = Settings()
    conninfo, room = Addresses.of(settings).conninfo("limn_engine"), Room(settings.data, settings.reserve_mib)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        if connection.execute("SELECT FROM views.checkpoint").rowcount == 0:
            raise Problem("There are no views yet.", "wait until limn status says engine ready", Exit.NOT_RUNNING)
        for chosen in wanted:
            if cancel:
                told.ended("cancelled", chosen.name, rebuilding.cancel(connection, chosen.name), as_json)
            elif forget:
                told.ended("forgotten", chosen.name, rebuilding.forget(connection, chosen.name), as_json)
            else:
                with _in_words(chosen.name):
                    _rebuild(connection, LogSource(conninfo), chosen, room, kept=rollback, as_json=as_json)


def _chosen(view: str | None, every: bool) -> list[View]:
    if every == (view is not None):
        raise Problem("Rebuild which view?", "name one, or say --all", Exit.USAGE)
    chosen = [known for known in SERVING if every or known.name == view]
    if not chosen:
        names = ", ".join(known.name for known in SERVING)
        raise Problem("There is no such view.", f"choose one of: {names}", Exit.USAGE)
    return chosen


def _rebuild(
    connection: psycopg.Connection, source: LogSource, view: View, room: Room, *, kept: bool, as_json: bool
) -> None:
    if rebuilding.at_work(connection, view.name):
        typer.echo(f"{view.name} is being rebuilt already; this waits for that to end.", err=True)
    with as_it_goes(as_json) as say:

        def report(progress: Progress) -> None:
            if problem := room.problem():
                raise problem
            say(view.name, progress.position, progress.target, progress.since)

        done = Rebuild(connection, source, view, report).run(kept=kept)
    told.joined(done, as_json)


@contextmanager
def _in_words(view: str) -> Iterator[None]:
    """What ends a rebuild, as a Problem. What had been stored stays, unless it was cancelled."""
    goes_on = f"limn rebuild {view} goes on from what is stored, limn rebuild {view} --cancel clears it"
    try:
        yield
    except NothingKept:
        raise Problem(f"Nothing is kept of {view}.", f"limn rebuild {view} folds it from the first event") from None
    except OtherCode:
        raise Problem(
            f"What is kept of {view} was made by other code, and would not be what this code means.",
            "start the program that made it: it puts it back by itself",
        ) from None
    except Cancelled:
        raise Problem(f"The rebuild of {view} was cancelled.", f"limn rebuild {view} begins again") from None
    except KeyboardInterrupt:
        raise Problem(f"The rebuild of {view} was interrupted.", goes_on, Exit.INTERRUPTED) from None
    except TimeoutError:
        raise Problem(f"Somebody keeps reading {view}, so that nothing can take its place.", goes_on) from None
    except psycopg.errors.DiskFull:
        raise Problem(f"The disk is full; {view} serves on as it was.", f"free some; {goes_on}", Exit.DISK) from None
    except psycopg.OperationalError:
        raise Problem("The database went away.", f"limn status; then {goes_on}", Exit.SERVER) from None
