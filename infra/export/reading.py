"""An export read back: its events as folds take them. What is not public of an event is None."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from api.ids import parse_id
from domain.events import TOPICS, Event
from domain.log import Recorded
from domain.posts import PostRemoved
from domain.restrictions import Restricted
from infra.export.columns import PLACE, versions
from infra.export.manifest import File, Manifest, read
from infra.servers.problem import Exit, Problem
from projections.replays.replay import Part

NOWHERE = UUID(int=0)
"""The stream of every event: which it is, the public log does not tell."""

POSITION = list(PLACE).index("position")

Values = Mapping[str, Any]


class ExportedLog:
    """Implements `projections.replays.replay.Events` over the files of an export.

    Raises Problem where the folder is no export, not as it was written, or of another version of some event.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.manifest: Manifest = read(folder)
        if changed := sorted(dict(self.manifest.versions.items() - versions().items())):
            raise Problem(f"{folder} is of a time when {changed[0]} was told otherwise.", "export again", Exit.DATA)

    def stream(self, after: int, upto: int, topics: Sequence[str]) -> Iterator[list[Recorded]]:
        """The events of these topics in (after, upto], a page at a time."""
        for file in self.manifest.events:
            yield from stream_file(self._folder / file.path, after, upto, topics)

    def pieces(self, part: Part) -> Iterator[tuple[Path, Part]]:
        """A part, cut where files end, and the file that each piece is in."""
        for file in self.manifest.events:
            path = self._folder / file.path
            bounds = _bounds(pq.ParquetFile(path))
            after, upto = max(part.after, bounds[0][0] - 1), min(part.upto, bounds[-1][1])
            if after < upto:
                yield path, part._replace(after=after, upto=upto)

    def column(self, name: str) -> pa.ChunkedArray:
        """A column of all events, in order."""
        files = (self._folder / file.path for file in self.manifest.events)
        return pa.chunked_array([pq.ParquetFile(file).read(columns=[name])[name].combine_chunks() for file in files])

    def people(self) -> dict[str, str]:
        """The handle of each account, by its id."""
        return self._pairs(self.manifest.accounts, "account", "handle")

    def authors(self) -> dict[str, str]:
        """The handle of each public post's author, by the post's id."""
        people = self.people()
        return {post: people[author] for post, author in self._pairs(self.manifest.posts, "post", "author").items()}

    def _pairs(self, files: Sequence[File], key: str, value: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for file in files:
            table = pq.ParquetFile(self._folder / file.path).read(columns=[key, value])
            found.update(zip(table[key].to_pylist(), table[value].to_pylist(), strict=True))
        return found


def stream_file(path: Path, after: int, upto: int, topics: Sequence[str]) -> Iterator[list[Recorded]]:
    """The same, of one file. Groups of rows outside the stretch are not read."""
    wanted = {topic: TOPICS[topic] for topic in topics if topic in TOPICS}
    file = pq.ParquetFile(path)
    names = {name for kind in wanted.values() for name in kind.PUBLIC_FIELDS} & set(file.schema_arrow.names)
    for group, (first, last) in enumerate(_bounds(file)):
        if last > after and first <= upto:
            table = file.read_row_group(group, columns=[*PLACE, *names])
            if page := _page(_within(table, after, upto, topics), wanted):
                yield page


def _bounds(file: pq.ParquetFile) -> list[tuple[int, int]]:
    """The first and the last position of each group of rows."""
    groups = (file.metadata.row_group(group).column(POSITION).statistics for group in range(file.num_row_groups))
    return [(found.min, found.max) for found in groups]


def _within(table: pa.Table, after: int, upto: int, topics: Sequence[str]) -> pa.Table:
    position = table["position"]
    inside = pc.and_(pc.greater(position, after), pc.less_equal(position, upto))
    return table.filter(pc.and_(inside, pc.is_in(table["topic"], pa.array(topics, pa.string()))))


def _page(table: pa.Table, kinds: Mapping[str, type[Event]]) -> list[Recorded]:
    shapes = {topic: _Shape(kind) for topic, kind in kinds.items()}
    page = []
    for values in table.to_pylist():
        shape = shapes[values["topic"]]
        if shape.told(values):
            page.append(Recorded(values["position"], shape.event(values)))
    return page


class _Shape:
    """How rows of one topic become events of its class."""

    def __init__(self, kind: type[Event]) -> None:
        self._kind = kind
        self._blank = {field.name: None for field in fields(kind)}
        hints = get_type_hints(kind)
        self._fields: list[tuple[str, Callable[[Any], object]]] = [
            (name, _parsed(hints[name])) for name in kind.PUBLIC_FIELDS
        ]

    def told(self, values: Values) -> bool:
        """Whether there is something to fold. Of what is hidden now, only that it went is told, to who keeps a copy."""
        if issubclass(self._kind, Restricted):
            return values["restriction"] is not None
        return self._kind is not PostRemoved

    def event(self, values: Values) -> Event:
        """As the log would give it, less what is not public."""
        event = object.__new__(self._kind)
        event.__dict__.update(self._blank)
        event.__dict__.update(
            originator_id=NOWHERE,
            originator_version=0,
            timestamp=values["happened_at"],
            actor=_number(values["actor"]),
            subject=_number(values["subject"]) or NOWHERE,
        )
        for name, parse in self._fields:
            value = values.get(name)
            event.__dict__[name] = None if value is None else parse(value)
        return event


def _parsed(hint: object) -> Callable[[Any], object]:
    if hint == tuple[str, ...]:
        return tuple
    return _number if UUID in (hint, *get_args(hint)) else _same


def _number(text: str | None) -> UUID | None:
    return parse_id(text)[1] if text else None


def _same(value: object) -> object:
    return value
