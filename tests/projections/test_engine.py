"""The engine on a real log: what happened is in the rows, once."""

from __future__ import annotations

from uuid import uuid4

from domain.flags import Flaggable, FlagKind, FlagReason
from domain.posts import Visibility
from infra.log import PostgresLog
from projections import checkpoint
from projections.connection import Connection
from projections.engine import Engine
from projections.views import accounts, changed, comments, flags, follows, lists, posts, reactions, renders, tags
from tests.projections.world import World, catch_up


async def test_the_story_is_in_the_views(log: PostgresLog, engine: Engine, reading: Connection) -> None:
    world = World(log)
    ada, bob = await world.person("ada"), await world.person("bob")
    post = await world.post(ada, tags=("sea", "dusk"))
    await world.follow(bob, ada)
    await world.like(bob, post, ada)
    comment = await world.comment(bob, post, ada)
    reply = await world.comment(ada, post, ada, comment)
    remix = await world.post(bob, remix_of=post)
    hidden = await world.post(ada, Visibility.PRIVATE, tags=("sea",))
    await world.flag(bob, Flaggable(post, FlagKind.POST, ada), FlagReason.SPAM)
    catch_up(engine)

    assert await checkpoint.position(reading) == await log.head() == engine.position
    row = (await posts.hydrate(reading, [post]))[post]
    assert (row.author, row.tags, row.like_count, row.comment_count, row.remix_count) == (ada, ["sea", "dusk"], 1, 2, 1)
    assert [placed.id for placed in await lists.latest(reading, None, 10)] == [remix, post]
    assert [placed.id for placed in await tags.latest(reading, "sea", None, 10)] == [post]
    assert [placed.id for placed in await lists.by_author(reading, ada, None, 10, ("PRIVATE",))] == [hidden]
    assert [placed.id for placed in await lists.remixes(reading, post, None, 10)] == [remix]
    assert [placed.id for placed in await lists.home(reading, bob, None, 10)] == [post]
    assert [placed.id for placed in await comments.under(reading, post, None, 10)] == [comment]
    assert [placed.id for placed in await comments.replies(reading, comment, None, 10)] == [reply]
    assert await reactions.liked(reading, bob, [post, remix]) == {post}
    assert await follows.following(reading, bob, [ada, bob]) == {ada}
    assert await flags.counts(reading, post) == {"SPAM": 1}
    found = await accounts.by_handle(reading, "ada")
    assert found == ada
    account = (await accounts.hydrate(reading, [ada]))[ada]
    assert (account.follower_count, account.following_count, account.post_count) == (1, 0, 1)
    assert (await renders.by_owner(reading, bob, None, 10))[0].id
    status = {row.name: row for row in await checkpoint.statuses(reading)}
    assert status["posts"].lag == 0 and status["posts"].complete


async def test_a_removed_post_is_marked_and_listed_nowhere(
    log: PostgresLog, engine: Engine, reading: Connection
) -> None:
    world = World(log)
    ada = await world.person("ada")
    post = await world.post(ada, tags=("sea",))
    catch_up(engine)
    before = engine.position
    await world.remove(ada, post)
    catch_up(engine)

    (moved,) = await changed.posts_since(reading, before, 10)
    assert (moved.id, moved.turned_at) == (post, engine.position)
    assert (await posts.hydrate(reading, [post]))[post].removed
    assert await lists.latest(reading, None, 10) == await tags.latest(reading, "sea", None, 10) == []
    assert (await accounts.hydrate(reading, [ada]))[ada].post_count == 0


async def test_the_queue_knows_places_and_what_is_unfinished(
    log: PostgresLog, engine: Engine, reading: Connection
) -> None:
    world = World(log)
    ada = await world.person("ada")
    first, second, third = [await world.render(ada) for _ in range(3)]
    await world.change(first, "start")
    catch_up(engine)

    assert await renders.queue_place(reading, first) is None
    assert await renders.queue_place(reading, second) == 0
    assert await renders.queue_place(reading, third) == 1
    assert await renders.queue_place(reading, uuid4()) is None
    assert await renders.queue_seconds(reading, 1) is None  # nothing says yet how long one takes
    row = (await renders.hydrate(reading, [third]))[third]
    assert row.seed == str(2**64 - 1)
    later = row.created_at.replace(year=row.created_at.year + 1)
    assert {left.id for left in await renders.unfinished(reading, later, 10)} == {first, second, third}
    await world.change(second, "cancel", owner=ada)
    await world.change(first, "fail")
    catch_up(engine)
    assert await renders.queue_place(reading, third) == 0
    assert {left.id for left in await renders.unfinished(reading, later, 10)} == {third}
