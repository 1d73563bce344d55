"""``limn rebuild``: a view is made anew, put back and forgotten; whatever ends it is a sentence and an exit code."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import psycopg
import pytest
import typer
from typer.testing import CliRunner

from infra.addresses import Addresses
from infra.cli import rebuild
from infra.room import Room
from infra.servers.problem import Exit, Problem
from projections.catalogue import SERVING
from projections.install import install
from projections.rebuild import Rebuild
from tests.databases import Database


@pytest.fixture
def views(database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Database:
    """A database whose views are made, and which the command finds."""
    with psycopg.connect(database.engine, autocommit=True) as connection:
        install(connection, SERVING)
    found = SimpleNamespace(conninfo=lambda role: database.engine)
    monkeypatch.setattr(Addresses, "of", lambda settings: found)
    monkeypatch.setenv("LIMN_DATA", str(tmp_path))
    return database


def limn(*words: str) -> str:
    """What the command says; raises what it raises."""
    app = typer.Typer()
    rebuild.add_to(app)
    app.callback()(lambda: None)
    done = CliRunner().invoke(app, ["rebuild", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_view_is_made_anew_put_back_and_forgotten(views: Database) -> None:
    with pytest.raises(Problem, match="Nothing is kept of posts"):
        limn("posts", "--rollback")
    assert json.loads(limn("posts", "--json").splitlines()[-1])["event"] == "joined"
    assert limn("posts", "--rollback").startswith("posts: 0 events in ")
    assert limn("posts", "--forget") == "posts: forgotten\n"
    assert limn("posts", "--cancel") == "posts: there was nothing\n"


def test_what_cannot_be_meant(views: Database) -> None:
    for words in ((), ("ghosts",), ("posts", "--all"), ("posts", "--cancel", "--forget")):
        with pytest.raises(Problem) as met:
            limn(*words)
        assert met.value.code is Exit.USAGE


ENDS: dict[BaseException, Exit] = {
    KeyboardInterrupt(): Exit.INTERRUPTED,
    psycopg.errors.DiskFull(): Exit.DISK,
    psycopg.OperationalError(): Exit.SERVER,
    TimeoutError(): Exit.FAILED,
}


def test_what_ends_it_says_how_it_goes_on(views: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for ending, code in ENDS.items():
        monkeypatch.setattr(Rebuild, "join", Mock(side_effect=ending))
        with pytest.raises(Problem, match="limn rebuild posts goes on") as met:
            limn("posts")
        assert met.value.code is code


def test_it_stops_before_it_takes_the_room_that_others_need(views: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    low = Problem("The disk is nearly full.", "free some", Exit.DISK)
    monkeypatch.setattr(Room, "problem", lambda room: low)
    with pytest.raises(Problem, match="nearly full"):
        limn("posts")
