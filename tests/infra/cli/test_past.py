"""`limn past`: a new folder gets a past, once; and what cannot be one is said."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import psycopg
import pytest

from infra.cli import past as command
from infra.invented.scenes import unpainted
from infra.servers.problem import Problem

WHEN = "2026-11-01T12:00Z"


def run(events: int = 300, until: str = WHEN) -> None:
    command.past(events=events, seed=1, days=2, until=until, as_json=True)


def test_a_new_folder_gets_a_past_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LIMN_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("infra.supervisor.alone.triton_alone", lambda: nullcontext("nowhere"))
    monkeypatch.setattr("infra.cli.past_pictures.painted", lambda address, blobs: unpainted())
    run()
    told = json.loads(capsys.readouterr().out)
    assert (told["events"], told["people"], told["until"]) == (300, 12, "2026-11-01T12:00:00+00:00")
    assert sum(1 for path in (tmp_path / "data" / "keyring").glob("??/*")) == 12
    with pytest.raises(Problem, match="holds 300 events"):
        run()


@pytest.mark.parametrize(
    ("until", "said"), [("soon", "is no moment"), ("12", "has no positions"), ("2999-01-01", "in the future")]
)
def test_times_that_cannot_be_are_refused(until: str, said: str) -> None:
    with pytest.raises(Problem, match=said):
        run(until=until)


def test_a_disk_without_room_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise psycopg.errors.DiskFull

    monkeypatch.setattr(command, "_write", full)
    with pytest.raises(Problem, match="DiskFull"):
        run()
