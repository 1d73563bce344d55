"""What is said of a disk that is nearly full."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from domain.log import NoRoom
from infra.cli import app
from infra.room import Room
from infra.servers.problem import Exit

MORE_THAN_THERE_IS = 1 << 40


def test_where_there_is_room_nothing_is_said(tmp_path: Path) -> None:
    room = Room(tmp_path, 0)
    room.check()
    assert room.missing() == 0
    assert room.problem() is None


def test_what_is_missing_is_said_with_its_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = os.statvfs(tmp_path)
    monkeypatch.setattr(os, "statvfs", lambda _: found)  # whatever others write meanwhile
    room = Room(tmp_path, MORE_THAN_THERE_IS)
    with pytest.raises(NoRoom):
        room.check()
    problem = room.problem()
    assert problem
    assert "nothing new is written until there is room. Nothing was lost." in problem.sentence
    assert problem.mend == f"free {-(-room.missing() // 2**20)} MiB there"


def test_the_doctor_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMN_DATA", str(tmp_path))
    monkeypatch.setenv("LIMN_RESERVE_MIB", str(MORE_THAN_THERE_IS))
    told = CliRunner().invoke(app, ["doctor"])
    assert "WRONG   room to write" in told.output
    assert told.exit_code == Exit.DISK
