"""What has been said of rankers: a row for each definition and each withdrawal. The newest of a ranker holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.identity import ranker_id
from domain.rankers import DEFAULT, RankerDefined, RankerWithdrawn, Reference
from projections.changes import Changes
from projections.connection import Connection
from projections.rankers import Ranker
from projections.reading import Placed, rows
from projections.tables import Table
from projections.view import View
from projections.walls import RANKERS

rankers = Table(
    "rankers",
    key={"ranker": "uuid", "version": "bigint"},
    puts={
        "maker": "uuid null",
        "name": "text",
        "formula": "text null",
        "description": "text null",
        "sealed": "bytea null",
        "said_at": "timestamptz",
        "position": "bigint",
    },
    indexes=("(maker, name)", "(position) WHERE maker IS NOT NULL"),
    wall=RANKERS,
)
view = View("rankers", version=1, tables=(rankers,))


@view.on(RankerDefined)
def defined(event: RankerDefined, position: int) -> Changes:
    """A name has a meaning from here on."""
    yield rankers.create(
        (event.subject, event.originator_version),
        maker=event.actor,
        name=event.name,
        formula=event.formula,
        description=event.description,
        sealed=event.sealed,
        said_at=event.timestamp,
        position=position,
    )


@view.on(RankerWithdrawn)
def withdrawn(event: RankerWithdrawn, position: int) -> Changes:
    """It has none any more."""
    yield rankers.create(
        (event.subject, event.originator_version),
        maker=event.actor,
        name=event.name,
        formula=None,
        description=None,
        sealed=None,
        said_at=event.timestamp,
        position=position,
    )


@dataclass(frozen=True, slots=True)
class RankerRow:
    """A version of a ranker.

    maker    None for the place's own
    formula  None where this version withdrew it, and so `description` and `sealed`
    """

    id: UUID
    version: int
    maker: UUID | None
    name: str
    formula: str | None
    description: str | None
    sealed: bytes | None
    said_at: datetime
    position: int


COLUMNS = ", ".join(rankers.columns)
NEWEST = (
    "NOT EXISTS (SELECT FROM views.rankers AS later WHERE later.ranker = one.ranker AND later.version > one.version)"
)


async def ranker_versions(connection: Connection, ranker: UUID, limit: int) -> list[RankerRow]:
    """What was said of a ranker, the newest first."""
    query = f"SELECT {COLUMNS} FROM views.rankers WHERE ranker = %s ORDER BY version DESC LIMIT %s"  # noqa: S608 - constants
    return await rows(connection, RankerRow, query, ranker, limit)


async def newest(connection: Connection, ranker: UUID) -> RankerRow | None:
    """What was said last of a ranker, if anything was."""
    said = await ranker_versions(connection, ranker, 1)
    return said[0] if said else None


async def find(connection: Connection, wanted: Reference) -> RankerRow | None:
    """What a reference names; None where there is nothing, or that version withdrew it."""
    whose, values = "maker IS NULL", []
    if wanted.handle is not None:
        whose, values = "maker = (SELECT account FROM views.accounts WHERE handle = %s)", [wanted.handle]
    query = f"""SELECT {COLUMNS} FROM views.rankers
        WHERE {whose} AND name = %s AND version = coalesce(%s, version) ORDER BY version DESC LIMIT 1
        """  # noqa: S608 - constants
    found = await rows(connection, RankerRow, query, *values, wanted.name, wanted.version)
    return found[0] if found and found[0].formula is not None else None


def ranker_of(row: RankerRow, handle: str | None) -> Ranker:
    """A version of a ranker at work, named as its maker's. ValueError where that version withdrew it."""
    if row.formula is None:
        raise ValueError("a withdrawal has no formula")
    name = row.name if handle is None else f"@{handle}/{row.name}"
    return Ranker(name, row.version, row.description or "", row.formula)


async def rankers_of(connection: Connection, maker: UUID | None) -> list[RankerRow]:
    """The rankers that someone has, or the place itself: the default first, then in the order of their making."""
    whose, values = ("maker = %s", [maker]) if maker else ("maker IS NULL", [])
    query = f"""SELECT {COLUMNS} FROM views.rankers AS one WHERE {whose} AND formula IS NOT NULL AND {NEWEST}
        ORDER BY ranker <> %s, (SELECT min(position) FROM views.rankers AS first WHERE first.ranker = one.ranker)
        """  # noqa: S608 - constants
    return await rows(connection, RankerRow, query, *values, ranker_id(None, DEFAULT))


async def made(connection: Connection, before: int | None, limit: int) -> Sequence[Placed]:
    """Rankers that people have, the one defined last first; before a position."""
    query = f"""SELECT ranker, position FROM views.rankers AS one
        WHERE maker IS NOT NULL AND formula IS NOT NULL AND position < coalesce(%s, 9223372036854775807) AND {NEWEST}
        ORDER BY position DESC LIMIT %s"""  # noqa: S608 - constants
    return await rows(connection, Placed, query, before, limit)


async def hydrate_rankers(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, RankerRow]:
    """The newest versions of rankers that stand, by id."""
    query = f"""SELECT {COLUMNS} FROM views.rankers AS one
        WHERE ranker = ANY(%s) AND formula IS NOT NULL AND {NEWEST}"""  # noqa: S608 - constants
    return {row.id: row for row in await rows(connection, RankerRow, query, list(ids))}
