"""Whatever is in a command's way is one sentence and an exit code."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import psycopg
import pytest

from domain.errors import DomainError, ErrorCode
from infra import cli
from infra.cli.commands import FILES, Loading
from infra.servers.problem import Exit, Problem

IN_THE_WAY: dict[Exception, Exit] = {
    Problem("Nothing runs.", "limn up", Exit.NOT_RUNNING): Exit.NOT_RUNNING,
    DomainError(ErrorCode.STALE, "The views are being made for the first time."): Exit.SERVER,
    DomainError(ErrorCode.INVALID, "There is no such ranker."): Exit.USAGE,
    psycopg.errors.AdminShutdown("terminating\nconnection"): Exit.SERVER,
    psycopg.errors.ConnectionTimeout("connection timeout expired"): Exit.SERVER,
}


def test_what_is_in_the_way_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for met, code in IN_THE_WAY.items():
        monkeypatch.setattr(cli, "app", Mock(side_effect=met))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr().err
        assert (ended.value.code, said.count("\n")) == (code, 1)
        assert "Mend: limn" in said or said == f"{met.args[0]}\n"


def test_every_command_is_in_the_file_that_is_loaded_for_it() -> None:
    files = {path.stem for path in Path(cli.__file__).parent.glob("*.py") if "def add_to(" in path.read_text()}
    assert set(FILES.values()) == files
    assert [name for name, command in Loading().items() if command.name != name] == []
