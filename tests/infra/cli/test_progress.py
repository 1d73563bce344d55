"""How far something is: lines for programs, nothing where nobody looks, and answers where they belong."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys

import pytest

from infra.cli.progress import as_it_goes, tell

ASKED = """
from infra.cli.progress import as_it_goes, tell
with as_it_goes(as_json=False) as say:
    say("log", 5, 5)
    tell(False, "found", "an answer")
"""


def test_programs_are_told_the_end_of_each_part(capsys: pytest.CaptureFixture[str]) -> None:
    with as_it_goes(as_json=True) as say:
        say("log", 4, 5, 3)
        say("log", 5, 5, 3)
        say("views", 2, 2)
    tell(True, "done", "It is done.", parts=2)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"event": "progress", "part": "log", "since": 3, "done": 5, "of": 5} in told
    assert told[-2:] == [
        {"event": "progress", "part": "views", "since": 0, "done": 2, "of": 2},
        {"event": "done", "parts": 2},
    ]


def test_where_nobody_looks_there_is_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with as_it_goes(as_json=False) as say:
        say("log", 5, 5)
    assert capsys.readouterr() == ("", "")


def test_a_bar_on_the_terminal_keeps_no_answer_from_a_pipe() -> None:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-c", ASKED], stdout=subprocess.PIPE, stderr=theirs, env={"TERM": "xterm"}, check=True
        )
        assert done.stdout == b"an answer\n"
        assert b"log" in os.read(ours, 4096)
    finally:
        os.close(ours)
        os.close(theirs)
