"""Keeps a copy of the public log in a file: every event once, in order, one a line, however often it is killed.

    python firehose.py http://127.0.0.1:8000 events.jsonl

The copy itself says where to go on, so there is no second file that could disagree with it.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import httpx

DOCUMENT = """subscription Firehose($after: Position) {
  events(after: $after) { position topic at actor { id } subject payload }
}"""
BEGINNING = "0" * 16
LONGEST_LINE = 1 << 20
PATIENCE = httpx.Timeout(10, read=60)
"""Seconds. The server says something every 15, even where nothing happens."""


def place(copy: Path) -> str:
    """The position of the copy's last whole line. Half a line, as a kill may leave it, is cut off."""
    copy.touch()
    with copy.open("rb+") as file:
        start = max(0, copy.stat().st_size - LONGEST_LINE)
        file.seek(start)
        whole = file.read().rpartition(b"\n")[0]
        file.truncate(start + len(whole) + 1 if whole else 0)
    return str(json.loads(whole.splitlines()[-1])["position"]) if whole else BEGINNING


def follow(address: str, copy: Path) -> None:
    """Write down what happens after the copy's last event, until the connection ends."""
    asked = {"query": DOCUMENT, "variables": {"after": place(copy)}}
    accept = {"accept": "text/event-stream"}
    with (
        copy.open("ab") as file,
        httpx.stream("POST", f"{address}/graphql", json=asked, headers=accept, timeout=PATIENCE) as answer,
    ):
        answer.raise_for_status()
        for line in answer.iter_lines():
            if line.startswith("data: "):
                file.write(_event(line) + b"\n")
                file.flush()


def _event(line: str) -> bytes:
    said = json.loads(line.removeprefix("data: "))
    if "errors" in said:
        raise SystemExit(said["errors"][0]["message"])
    return json.dumps(said["data"]["events"]).encode()


def main(address: str, copy: Path) -> None:
    """Follow for ever: a lost connection is made again."""
    while True:
        try:
            follow(address, copy)
        except httpx.TransportError as lost:
            sys.stderr.write(f"{lost}; trying again\n")
        time.sleep(1)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
