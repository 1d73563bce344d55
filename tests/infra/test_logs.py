"""What processes log: one object a line, and no word of what a person wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECRET = "the-secret-garden"
WAYS = {
    "structlog": "structlog.get_logger('infra.x').exception('it.failed')",
    "stdlib": "logging.getLogger('api.x').exception('it failed')",
    "another's logger": "logging.getLogger('uvicorn.error').error('it failed\\n', exc_info=error)",
    "a cause": "raise RuntimeError('it failed') from error",
    "an unread task": "asyncio.run(forget())",
    "nobody caught it": "raise",
    "a thread": "thread = threading.Thread(target=fail); thread.start(); thread.join()",
    "a group": "logging.getLogger('x').error('it failed', exc_info=ExceptionGroup('of', [error]))",
}
PROGRAM = """
import asyncio, gc, logging, threading
import structlog
from infra import logs

def fail():
    prompt = "the-" + "secret-" + "garden"
    raise ValueError(f"not this: {{prompt}}")

async def forget():
    async def task():
        fail()
    kept = asyncio.create_task(task())
    await asyncio.sleep(0)
    del kept
    gc.collect()

{begin}
try:
    fail()
except ValueError as error:
    {way}
"""


def said(way: str, begin: str) -> str:
    """What a process writes that logs an exception in this way."""
    program = PROGRAM.format(way=WAYS[way], begin=begin)
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr


@pytest.mark.parametrize("way", WAYS)
def test_an_exception_is_one_line_without_its_values(way: str) -> None:
    output = said(way, "logs.configure()")
    assert SECRET not in output
    (entry,) = map(json.loads, output.splitlines())
    assert list(entry)[:4] == ["time", "level", "event", "logger"]
    assert entry["time"].endswith("Z")
    assert entry["level"] in {"error", "critical"}
    failed = next(one for one in entry["raised"] if one["class"] == "ValueError")
    assert failed["places"][-1].endswith(" fail")


@pytest.mark.parametrize("way", ["structlog", "stdlib", "an unread task"])
def test_the_check_finds_the_secret_in_what_is_logged_by_default(way: str) -> None:
    assert SECRET in said(way, "")


def test_levels_and_fields() -> None:
    program = """
import logging
import structlog
from infra import logs
logs.configure()
structlog.get_logger("infra.x").info("view.rebuilt", view="posts", seconds=1.5)
logging.getLogger("projections.x").warning("a view is behind by %d", 3, extra={"said": "by a client"})
logging.getLogger("httpx").info("nothing that an operator needs")
"""
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    first, second = map(json.loads, ran.stderr.splitlines())
    assert ran.stdout == ""
    assert {name: value for name, value in first.items() if name != "time"} == {
        "level": "info",
        "event": "view.rebuilt",
        "logger": "infra.x",
        "view": "posts",
        "seconds": 1.5,
    }
    assert (second["level"], second["event"]) == ("warning", "a view is behind by 3")
    assert "said" not in second


def test_an_entry_leads_to_its_trace() -> None:
    program = """
import logging
import structlog
from infra import logs
current = [f"00-{'ab' * 16}-{'cd' * 8}-01", None]
logs.configure(lambda: current[0])
structlog.get_logger("infra.x").warning("the-first")
logging.getLogger("uvicorn").warning("another's")
current[0] = None
structlog.get_logger("infra.x").warning("the-last")
"""
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    first, anothers, last = map(json.loads, ran.stderr.splitlines())
    assert first["trace"] == anothers["trace"] == "ab" * 16
    assert "trace" not in last
