"""Whatever happened to posts, the proof of each counter is the number that the view shows."""

from __future__ import annotations

from random import Random

from domain.errors import DomainError
from domain.posts import Visibility
from infra.database.pool import open_pool
from infra.events import PooledEvents
from infra.log import PostgresLog
from projections.connection import Connection
from projections.engine import Engine
from projections.proof import COUNTERS, prove
from projections.views import posts
from tests.databases import Database
from tests.projections.world import World, catch_up

ACTS = 120


async def live(world: World, choose: Random) -> None:
    """People do things to a few posts and remixes, some of which are shown, hidden, taken down and taken back."""
    people = [await world.person(f"person_{number}") for number in range(4)]
    owned = {await world.post(people[0]): people[0]}
    for _ in range(ACTS):
        person, post = choose.choice(people), choose.choice([*owned])
        try:
            match choose.randrange(7):
                case 0 | 1:
                    await world.like(person, post, owned[post])
                case 2:
                    await world.unlike(person, post, owned[post])
                case 3:
                    comment = await world.comment(person, post, owned[post])
                    if choose.random() < 0.5:
                        await world.remove_comment(person, post, comment)
                case 4 if len(owned) < 8:
                    owned[await world.post(person, choose.choice([*Visibility]), remix_of=post)] = person
                case 5:
                    await world.edit(owned[post], post, choose.choice([*Visibility]))
                case 6 if choose.random() < 0.2:
                    await world.remove(owned[post], post)
        except DomainError as refused:
            assert refused.code == "NOT_FOUND"


async def test_every_counter_equals_its_proof(
    log: PostgresLog, engine: Engine, reading: Connection, database: Database
) -> None:
    await live(World(log), Random(4))
    catch_up(engine)
    cursor = await reading.execute("SELECT post FROM views.posts")
    rows = await posts.hydrate(reading, [post for (post,) in await cursor.fetchall()])
    proved = 0
    async with open_pool(database.worker, size=2) as pool:
        events = PooledEvents(pool)
        for post, row in rows.items():
            for counter in COUNTERS.values():
                proof = await prove(reading, events, events, counter, post, engine.position)
                listed = await proof.page(0, 1_000)
                value = getattr(row, counter.column)
                assert sum(term.adds * term.events for term in proof.terms) == value
                assert sum(counter.added(post, event) for event in listed) == value, "event by event, too"
                assert len(listed) == sum(term.events for term in proof.terms)
                proved += len(listed)
    assert proved > ACTS / 4, "there was something to prove"
