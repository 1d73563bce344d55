"""An invented past becomes a log: the keys of its people first, then its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg

from infra.invented.lives import Lives
from infra.keyring import Keyring
from infra.log.importer import Stored, import_facts

EVERY = 1_000
"""Events between two reports."""

Report = Callable[[int], None]
"""Told how many events there are so far."""


def begun(conninfo: str) -> int:
    """How many events a log has."""
    with psycopg.connect(conninfo) as connection:
        row = connection.execute("SELECT position FROM log.head").fetchone()
    assert row
    return int(row[0])


def write(conninfo: str, lives: Lives, keyring: Keyring | None = None, report: Report = lambda _: None) -> int:
    """Write a past into an empty log by a role that may append; how many events it has.

    keyring  where its people's keys go; without one nobody will read what they say
    """
    if keyring:
        keyring.adopt(lives.keys())
    return import_facts(conninfo, _reported(lives.facts(), report))


def _reported(facts: Iterator[Stored], report: Report) -> Iterator[Stored]:
    for number, fact in enumerate(facts, start=1):
        if number % EVERY == 0:
            report(number)
        yield fact
