"""`limn verify` on a system that runs: what it says, and the exit code that says it to programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest
import typer
from typer.testing import CliRunner, Result

from infra.cli import verify
from infra.folds import LogSource
from infra.servers.problem import Exit, Problem
from projections.attestation import Attestation
from projections.catalogue import SERVING
from projections.engine import Engine
from projections.install import install
from tests.databases import Database
from tests.projections.world import catch_up


class Here:
    """Says that a system runs, and where its database is."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, _settings: object) -> Here:
        """As `Addresses.of`."""
        return self

    def conninfo(self, _role: str) -> str:
        """Of the engine's role."""
        return self._database.engine


@pytest.fixture
def limn(shared_database: Database, filled: Path, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    """The command, on a log whose views are level with it."""
    monkeypatch.setenv("LIMN_DATA", str(filled))
    monkeypatch.setattr(verify, "Addresses", Here(shared_database))
    with psycopg.connect(shared_database.engine, autocommit=True) as connection:
        install(connection, SERVING)
        catch_up(Engine(connection, LogSource(shared_database.engine), SERVING))
    app = typer.Typer()
    verify.add_to(app)
    return app


def run(limn: typer.Typer, *arguments: str) -> Result:
    """Its answer."""
    return CliRunner().invoke(limn, arguments)


def lines(result: Result) -> list[dict[str, Any]]:
    """What it said, without how far it was."""
    said = [json.loads(line) for line in result.stdout.splitlines()]
    return [line for line in said if line["event"] != "progress"]


def test_it_says_what_is_wrong(limn: typer.Typer, shared_database: Database, filled: Path) -> None:
    sound = run(limn, "--json", "--against", str(filled / "attested.json"))
    assert [(line["part"], line["wrong"]) for line in lines(sound)] == [("log", 0), ("blobs", 0), ("views", 0)]
    assert sound.exit_code == Exit.OK
    with psycopg.connect(shared_database.superuser, autocommit=True) as superuser:
        superuser.execute("UPDATE log.events SET event_id = gen_random_uuid() WHERE notification_id = 17")
    found, *_ = lines(run(limn, "--json", "--only", "log"))
    assert (found["wrong"], found["place"]) == ("CHANGED", "17")
    told = run(limn, "--only", "log", "--only", "blobs")
    assert "event 17: not what was attested" in told.stdout
    assert told.exit_code == Exit.DAMAGED


def test_what_is_no_attestation_is_refused(limn: typer.Typer, filled: Path, tmp_path: Path) -> None:
    kept = Attestation.read((filled / "attested.json").read_text())
    foreign = json.loads(kept.json) | {"key": "00" * 32}
    for number, text in enumerate(["", "{}", "[]", "\0", kept.json[:-9], json.dumps(foreign)]):
        path = tmp_path / str(number)
        path.write_text(text)
        refused = run(limn, "--against", str(path)).exception
        assert isinstance(refused, Problem)
        assert refused.code == Exit.USAGE
    assert run(limn, "--key").stdout == f"{kept.key.hex()}\n"
