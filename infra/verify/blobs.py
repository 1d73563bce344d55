"""Pictures against their digests: of each that was rendered, the files that are in the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg

from domain.renders import ImageRendered
from inference.finishing import digest_of_files
from infra.folds import LogSource
from infra.verify.findings import Finding, Part, Report, Wrong


class BlobCheck:
    """Every picture that an event names is read from a folder of the store."""

    def __init__(self, connection: psycopg.Connection, source: LogSource, folder: Path, report: Report) -> None:
        self._connection = connection
        self._source = source
        self._folder = folder
        self._report = report
        self._pictures = self._uncounted = 0

    @property
    def note(self) -> str:
        """How many were looked at, and of how many nobody had counted the files: those are only looked for."""
        uncounted = f"; of {self._uncounted:,} the files were never counted" if self._uncounted else ""
        return f"{self._pictures:,} pictures{uncounted}"

    def run(self) -> Iterator[Finding]:
        """All that is wrong, in no order."""
        named = self._named()
        self._pictures = len(named)
        for number, (sha256, digests) in enumerate(named.items(), 1):
            files = read_files(self._folder / sha256[:2] / sha256)
            if not files:
                yield Finding(Part.BLOBS, Wrong.MISSING, sha256)
            elif "" in digests:
                self._uncounted += 1
            elif digest_of_files(files) not in digests:
                yield Finding(Part.BLOBS, Wrong.CHANGED, sha256)
            self._report(Part.BLOBS, number, len(named))

    def _named(self) -> Mapping[str, set[str]]:
        """What events say of the files of each picture. The same picture may be rendered twice, by other encoders:
        those that came first are kept, so each of what is said will do.
        """
        row = self._connection.execute("SELECT position FROM log.head").fetchone()
        assert row, "the log has a head"
        named: dict[str, set[str]] = {}
        for page in self._source.stream(0, row[0], [ImageRendered.TOPIC]):
            for _, event in page:
                if isinstance(event, ImageRendered):
                    named.setdefault(event.sha256, set()).add(event.files)
        return named


def read_files(folder: Path) -> Mapping[str, bytes]:
    """The files of a folder by name; none where it is not there."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}
