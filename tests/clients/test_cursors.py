"""Lists are walked page by page, by cursors, while much is written: nothing twice, nothing missed, all in order.

What each list had to hold at each position is told from the log, and not by the views that the pages come from.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from graphql import GraphQLObjectType, get_named_type

from api.realtime.fields import Subscription
from api.schema.root import make_schema
from tests.api.site import Site
from tests.clients.listings import Listing, Walk, listings, walk
from tests.clients.spans import Lists, faults
from tests.clients.storm import Cast, Storm
from tests.projections.world import World

WRITERS = 4
BEFORE = 12
"""How often each thing comes, and once goes, before anybody looks."""
WALKS = 2
"""Through each list, at least."""
ACTS = 60
"""As long as less has happened, each list is walked again."""


@pytest.fixture(scope="module")
async def cast(site: Site) -> Cast:
    return await Cast.of(site)


@pytest.fixture(scope="module")
async def storm(site: Site, cast: Cast) -> Storm:
    """With something in every list."""
    storm = Storm(cast, World(site.services.log), Random(7))
    for act in (*storm.coming * BEFORE, *storm.going):
        await act()
    return storm


@pytest.fixture(scope="module")
async def walks(site: Site, cast: Cast, storm: Storm) -> list[Walk]:
    """Through all lists at a time, while as much happens as pages are turned."""
    turned = asyncio.Semaphore(0)

    async def write() -> None:
        while True:
            await turned.acquire()
            await storm.act()

    async def read(listing: Listing, number: int) -> list[Walk]:
        chance, walked, begun = Random(number), list[Walk](), storm.acted
        while len(walked) < WALKS or storm.acted < begun + ACTS:
            walked.append(await walk(site, listing, chance, turned.release))
        return walked

    await site.settled()
    async with asyncio.TaskGroup() as tasks:
        writers = [tasks.create_task(write()) for _ in range(WRITERS)]
        readers = [tasks.create_task(read(listing, number)) for number, listing in enumerate(listings(cast))]
        found = await asyncio.gather(*readers)
        for writer in writers:
            writer.cancel()
    return [one for walked in found for one in walked]


@pytest.fixture(scope="module")
async def lists(site: Site, cast: Cast, walks: list[Walk]) -> Lists:
    """Every list, as the log has it in the end."""
    head = await site.services.events.head()
    return Lists(cast, await site.services.events.read(0, head, head))


def test_each_thing_that_was_there_throughout_comes_once_and_in_order(walks: list[Walk], lists: Lists) -> None:
    found = {
        (one.listing.field, one.listing.holds): wrong
        for one in walks
        if (wrong := faults(one.got, lists.spans[one.listing.holds], one.began, one.ended))
    }
    assert found == {}


def test_a_board_stays_as_it_was_ranked_while_its_pages_are_turned(walks: list[Walk]) -> None:
    boards = [one.scores for one in walks if one.scores]
    assert boards
    assert all(later <= earlier for board in boards for earlier, later in pairwise(board))


def test_lists_were_written_while_they_were_walked(walks: list[Walk], lists: Lists) -> None:
    moved = {
        one.listing
        for one in walks
        if any(span.moved(one.began, one.ended) for span in lists.spans[one.listing.holds].values())
    }
    assert len(moved) > len({one.listing for one in walks}) / 2
    assert [one.listing for one in walks if not one.got] == []


def test_every_list_of_the_schema_is_walked(cast: Cast) -> None:
    schema = make_schema(Subscription)._schema
    paged = {
        f"{kind.name}.{name}"
        for kind in schema.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        for name, field in kind.fields.items()
        if get_named_type(field.type).name.endswith("Connection") and "after" in field.args
    }
    assert paged == {listing.field for listing in listings(cast)}


async def test_pages_by_number_would_show_things_twice(site: Site, cast: Cast, storm: Storm) -> None:
    """The control: whoever counts what was seen already is wrong as soon as something new comes."""
    listing = listings(cast)[0]
    got: list[str] = []
    await site.settled()
    began = site.services.tide.position
    for _ in range(3):
        page = (await site.ask(listing.query, first=len(got) + 2))["page"]
        got += [edge["node"]["id"] for edge in page["edges"][len(got) :]]
        await storm.share()
        await site.settled()
    head = await site.services.events.head()
    latest = Lists(cast, await site.services.events.read(0, head, head)).spans["latest"]
    assert any(fault.endswith("2 times") for fault in faults(got, latest, began, head))


def test_the_check_finds(walks: list[Walk], lists: Lists) -> None:
    """What is missing, what comes twice, what never was, and what is out of order."""
    one = next(one for one in walks if one.listing.field == "Post.comments")
    spans = lists.spans[one.listing.holds]
    kept = next(thing for thing, span in spans.items() if span.throughout(one.began, one.ended))
    for wrong in (
        replace(one, got=[thing for thing in one.got if thing != kept]),
        replace(one, got=[*one.got, kept]),
        replace(one, got=[*one.got, "comment_of_nobody"]),
        replace(one, got=one.got[::-1]),
    ):
        assert faults(wrong.got, spans, one.began, one.ended)
