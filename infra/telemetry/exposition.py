"""Numbers in Prometheus' text format: each process writes its own beside its heartbeat, and one page shows them all.

A file is replaced in one step. It stays when its process dies and starts again from zero with the next one, which is
what a Prometheus server expects of a counter. Where two processes count the same, a label `program` tells them apart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest

EVERY = 1.0
SUFFIX = ".metrics"


class Exposed:
    """The numbers of one process. `heartbeat`: the file that it beats at, None where nobody looks."""

    def __init__(self, registry: CollectorRegistry, heartbeat: Path | None) -> None:
        self._registry = registry
        self._path = heartbeat and heartbeat.with_suffix(SUFFIX)

    def write(self) -> None:
        """Say how things stand; whoever reads meanwhile sees the last time whole."""
        if self._path is not None:
            draft = self._path.with_suffix(".told")
            draft.write_bytes(generate_latest(self._registry))
            draft.replace(self._path)

    async def keep_writing(self) -> None:
        """Once a second, until cancelled."""
        while True:
            self.write()
            await asyncio.sleep(EVERY)


def written(folder: Path) -> list[str]:
    """What the processes of a runtime folder wrote last."""
    return [path.read_text() for path in sorted(folder.glob(f"*{SUFFIX}"))]


def merged(texts: Iterable[str]) -> str:
    """One text of several: each family once, with the samples of all."""
    families: dict[str, tuple[list[str], list[str]]] = {}
    for text in texts:
        for name, said, samples in _families(text):
            families.setdefault(name, (said, []))[1].extend(samples)
    return "".join("".join(said + samples) for said, samples in families.values())


def _families(text: str) -> Iterator[tuple[str, list[str], list[str]]]:
    said: list[str] = []
    samples: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.startswith("# HELP") and said:
            yield said[0].split()[2], said, samples
            said, samples = [], []
        (said if line.startswith("#") else samples).append(line)
    if said:
        yield said[0].split()[2], said, samples
