"""Random lives: whatever people do, live rows equal an independent fold of the log, and a rebuild of each view."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from itertools import chain
from typing import Any, ClassVar, TypeVar
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)

from domain import roles
from domain.cases import CaseDecided, DecisionKind, DecisionUndone
from domain.errors import DomainError
from domain.events import Event
from domain.flags import Flaggable, FlagKind, FlagReason
from domain.posts import Visibility
from domain.reactions import PostLiked
from domain.restrictions import PostLifted
from domain.roles import Role
from infra.folds import LogSource
from infra.log import PostgresLog, open_log
from infra.log.blocking import BlockingLog
from projections.catalogue import SERVING
from projections.changes import Changes
from projections.engine import Engine
from projections.install import install
from projections.policies.cases import collecting
from projections.policies.statements import telling
from projections.policy import PolicyRunner
from projections.rebuild import Rebuild
from tests.databases import Database
from tests.oracle.expected import expected
from tests.projections.dump import Rows, dump
from tests.projections.world import World, catch_up

T = TypeVar("T")


class Lives(RuleBasedStateMachine):
    """People, their renders and posts, and what they do to one another."""

    database: ClassVar[Database]
    loop: ClassVar[asyncio.AbstractEventLoop]

    people = Bundle("people")
    waiting = Bundle("waiting")
    posts = Bundle("posts")
    comments = Bundle("comments")

    def __init__(self) -> None:
        super().__init__()
        empty(self.database)
        self.stack = ExitStack()
        self.opened = open_log(self.database.api)
        self.log: PostgresLog = self.do(self.opened.__aenter__())
        self.world = World(self.log)
        self.connection = self.stack.enter_context(psycopg.connect(self.database.engine, autocommit=True))
        install(self.connection, SERVING)
        self.answers = BlockingLog(self.database.policy)
        source = LogSource(self.database.policy)
        self.deciding = self.stack.enter_context(psycopg.connect(self.database.policy, autocommit=True))
        self.runners = [PolicyRunner(self.deciding, source, policy(self.answers)) for policy in (collecting, telling)]
        self.engine = Engine(self.connection, LogSource(self.database.engine), SERVING)

    def do(self, action: Awaitable[T]) -> T:
        """Run one command to its end."""
        return self.loop.run_until_complete(action)

    def teardown(self) -> None:
        """Hold live rows, independent fold and rebuild equal, and close."""
        try:
            self.hold_equal()
            live = sorted_rows(dump(self.connection, SERVING))
            for view in SERVING:
                Rebuild(self.connection, LogSource(self.database.engine), view).run()
            assert sorted_rows(dump(self.connection, SERVING)) == live
        finally:
            self.answers.close()
            self.stack.close()
            self.do(self.opened.__aexit__(None, None, None))

    def hold_equal(self) -> None:
        """Live rows equal the independent fold."""
        catch_up(self.engine)
        events = self.do(self.log.read(0, 10_000))
        assert sorted_rows(dump(self.connection, SERVING)) == sorted_rows(expected(events))

    @initialize(target=people)
    def two_people(self) -> Any:
        """Nobody is alone."""
        return multiple(self.do(self.world.person("ada")), self.do(self.world.person("bob")))

    @rule(target=people)
    def register(self) -> UUID:
        """Someone joins."""
        return self.do(self.world.person(f"p{uuid4().hex[:12]}"))

    @rule(target=waiting, owner=people, remix_of=st.none() | posts, refines=st.none() | waiting)
    def submit(
        self, owner: UUID, remix_of: tuple[UUID, UUID] | None, refines: tuple[UUID, UUID] | None
    ) -> tuple[UUID, UUID]:
        """A prompt, perhaps from a post or a render."""
        return self.do(self.world.render(owner, remix_of and remix_of[0], refines and refines[0])), owner

    @rule(render=consumes(waiting), end=st.sampled_from(["fail", "cancel", "start"]), started=st.booleans())
    def end_without_picture(self, render: tuple[UUID, UUID], end: str, started: bool) -> None:
        """It fails or is cancelled, queued or running; or it just runs."""
        steps = ("start", end) if started else (end,)
        self.do(self.world.change(render[0], *steps, owner=render[1]))

    @rule(
        target=posts,
        render=consumes(waiting),
        visibility=st.sampled_from(Visibility),
        tags=st.lists(st.sampled_from(["sea", "dusk", "snö"]), unique=True, max_size=3),
    )
    def share(self, render: tuple[UUID, UUID], visibility: Visibility, tags: list[str]) -> tuple[UUID, UUID]:
        """It is painted and shown."""
        self.do(self.world.change(render[0], "start", "finish"))
        return self.do(self.world.share(render[0], visibility, tuple(tags))), render[1]

    @rule(post=posts)
    def remove(self, post: tuple[UUID, UUID]) -> None:
        """Its author takes it back; a second time is refused."""
        try:
            self.do(self.world.remove(post[1], post[0]))
        except DomainError as refused:
            assert refused.code == "NOT_FOUND"

    @rule(
        post=posts,
        visibility=st.none() | st.sampled_from(Visibility),
        tags=st.none() | st.lists(st.sampled_from(["sea", "dusk", "snö"]), unique=True, max_size=3),
    )
    def edit(self, post: tuple[UUID, UUID], visibility: Visibility | None, tags: list[str] | None) -> None:
        """Its author shows it to others, or under other tags; what was taken back, or down, stays so."""
        try:
            self.do(self.world.edit(post[1], post[0], visibility, None if tags is None else tuple(tags)))
        except DomainError as refused:
            assert refused.code in {"NOT_FOUND", "FORBIDDEN"}

    @rule(actor=people)
    def edit_profile(self, actor: UUID) -> None:
        """Another name."""
        self.do(self.world.edit_profile(actor, uuid4().bytes))

    @rule(actor=people, post=posts, times=st.integers(1, 2))
    def like(self, actor: UUID, post: tuple[UUID, UUID], times: int) -> None:
        """A like, perhaps twice."""
        for _ in range(times):
            self.do(self.world.like(actor, post[0], post[1]))

    @rule(actor=people, post=posts)
    def unlike(self, actor: UUID, post: tuple[UUID, UUID]) -> None:
        """A like taken back, if there was one."""
        self.do(self.world.unlike(actor, post[0], post[1]))

    @rule(follower=people, followed=people, on=st.booleans())
    def follow(self, follower: UUID, followed: UUID, on: bool) -> None:
        """A follow or its end; nobody follows themselves."""
        if follower != followed:
            self.do((self.world.follow if on else self.world.unfollow)(follower, followed))

    @rule(actor=people, role=st.sampled_from(Role), on=st.booleans())
    def role(self, actor: UUID, role: Role, on: bool) -> None:
        """A role is given or taken, perhaps again."""
        self.do(self.log.append((roles.grant if on else roles.revoke)(actor, role)))

    @rule(actor=people, other=people, on=st.booleans(), tie=st.sampled_from([World.block, World.mute]))
    def part(self, actor: UUID, other: UUID, on: bool, tie: Callable[..., Awaitable[None]]) -> None:
        """A block or a mute, or its end; nobody does it to themselves."""
        if actor != other:
            self.do(tie(self.world, actor, other, on=on))

    @rule(name=st.sampled_from(["kind", "calm"]), stands=st.booleans())
    def set_rule(self, name: str, stands: bool) -> None:
        """A rule for prompts is set, again, or withdrawn."""
        self.do(self.world.rule(name, stands=stands))

    @rule(maker=st.none() | people, name=st.sampled_from(["quick", "slow"]), formula=st.sampled_from([None, "likes"]))
    def say_of_ranker(self, maker: UUID | None, name: str, formula: str | None) -> None:
        """A ranker of the place or of a person is defined, again, or withdrawn."""
        self.do(self.world.ranker(maker, name, formula))

    @rule(owner=people, revoked=st.booleans())
    def api_key(self, owner: UUID, revoked: bool) -> None:
        """A key is made, and perhaps revoked."""
        self.do(self.world.api_key(owner, revoked=revoked))

    @rule(owner=people)
    def submit_refused(self, owner: UUID) -> None:
        """A prompt that a rule forbids."""
        self.do(self.world.refused(owner))

    @rule(target=comments, actor=people, post=posts)
    def comment(self, actor: UUID, post: tuple[UUID, UUID]) -> tuple[UUID, tuple[UUID, UUID]]:
        """A comment."""
        return self.do(self.world.comment(actor, post[0], post[1])), post

    @rule(actor=people, comment=comments)
    def reply(self, actor: UUID, comment: tuple[UUID, tuple[UUID, UUID]]) -> None:
        """A reply."""
        answered, post = comment
        self.do(self.world.comment(actor, post[0], post[1], answered))

    @rule(actor=people, comment=comments, times=st.integers(1, 2))
    def remove_comment(self, actor: UUID, comment: tuple[UUID, tuple[UUID, UUID]], times: int) -> None:
        """A comment goes, perhaps asked for twice."""
        for _ in range(times):
            self.do(self.world.remove_comment(actor, comment[1][0], comment[0]))

    @rule(
        moderator=people,
        flagger=people,
        thing=st.one_of(people, posts, comments),
        outcome=st.sampled_from(DecisionKind),
    )
    def moderate(self, moderator: UUID, flagger: UUID, thing: Any, outcome: DecisionKind) -> None:
        """Someone reports a thing, and another decides on it, or undoes what was; what may not be is refused."""
        about = flaggable(thing)
        self.do(self.world.flag(flagger, about, FlagReason.HATE))
        self.react()
        try:
            self.do(self.world.moderate(moderator, about.id, outcome))
        except DomainError as refused:
            assert refused.code in {"CONFLICT", "FORBIDDEN", "INVALID"}
        self.react()

    def react(self) -> None:
        """The policies see what there is."""
        for runner in self.runners:
            while runner.step():
                pass

    @rule(actor=people, post=posts, reason=st.sampled_from(FlagReason))
    def flag(self, actor: UUID, post: tuple[UUID, UUID], reason: FlagReason) -> None:
        """A report; twice by one person is one."""
        self.do(self.world.flag(actor, Flaggable(post[0], FlagKind.POST, post[1]), reason))

    @rule()
    def fold(self) -> None:
        """The engine works, and everything is right."""
        self.hold_equal()


def flaggable(thing: Any) -> Flaggable:
    """What of a bundle can be reported: a person, a post with its author, or a comment with its post."""
    if isinstance(thing, UUID):
        return Flaggable(thing, FlagKind.ACCOUNT, thing)
    number, owner = thing
    if isinstance(owner, UUID):
        return Flaggable(number, FlagKind.POST, owner)
    return Flaggable(number, FlagKind.COMMENT, owner[1], owner[0])


def sorted_rows(rows: Rows) -> Rows:
    """Rows in one order, whatever the database's collation."""
    return {table: sorted(found, key=repr) for table, found in rows.items()}


def empty(database: Database) -> None:
    """A log without events and a schema without views."""
    with psycopg.connect(database.superuser, autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")  # the log guards itself against just this
        superuser.execute("TRUNCATE log.events, log.idempotency, views.checkpoint, views.parked, views.policy")
        superuser.execute("UPDATE log.head SET position = 0, at = '-infinity'")
        tables = superuser.execute("SELECT unnest(tables) FROM views.installed").fetchall()
        for (table,) in tables:
            superuser.execute(f"DROP TABLE views.{table} CASCADE")
        superuser.execute("TRUNCATE views.installed")


@pytest.fixture
def lives(shared_database: Database) -> Iterator[type[Lives]]:
    """The machine, on a database and a loop of its own."""
    Lives.database = shared_database
    Lives.loop = asyncio.new_event_loop()
    yield Lives
    Lives.loop.close()


EXAMPLES = settings(
    max_examples=5,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("examples", [EXAMPLES.max_examples, pytest.param(200, marks=pytest.mark.slow)])
def test_live_rows_equal_the_independent_fold_and_the_rebuild(lives: type[Lives], examples: int) -> None:
    run_state_machine_as_test(lives, settings=settings(EXAMPLES, max_examples=examples))


def decided_life(lives: type[Lives], acts: int) -> set[str]:
    """A life of nothing but moderation and what authors do against it, on a few things, and what came of it."""
    choose, life = random.Random(11), lives()
    try:
        people = [life.do(life.world.person(f"person_{number}")) for number in range(16)]
        source = life.do(life.world.post(people[1], tags=("sea",)))
        posts = [(life.do(life.world.post(people[0], remix_of=source)), people[0]), (source, people[1])]
        said = (life.do(life.world.comment(people[0], *posts[0])), posts[0])
        for _ in range(acts):
            moderator, flagger = choose.sample(people, 2)
            thing = choose.choice([people[0], *posts, *posts, said])
            life.moderate(moderator, flagger, thing, choose.choice([*DecisionKind]))
            if choose.random() < 0.2:
                life.edit(choose.choice(posts), choose.choice([*Visibility]), None)
        life.remove(posts[0])
        life.moderate(people[3], people[2], posts[0], DecisionKind.DISMISS)
        topics = [CaseDecided.TOPIC, DecisionUndone.TOPIC, PostLifted.TOPIC]
        rows = life.do(life.log.read(0, 10_000, topics))
        return {getattr(row.event, "outcome", row.event.TOPIC) for row in rows}
    finally:
        life.teardown()


def test_whatever_is_decided_live_rows_equal_the_fold(lives: type[Lives]) -> None:
    assert decided_life(lives, 100) == {*DecisionKind, DecisionUndone.TOPIC, PostLifted.TOPIC}


def test_the_comparison_finds_a_decision_that_is_not_undone(
    lives: type[Lives], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a view that forgets to count a restriction down does not pass."""
    from projections.views import posts  # noqa: PLC0415 - only what is broken here

    broken = posts.view.handlers.copy()
    broken[PostLifted] = lambda event, position: ()
    monkeypatch.setattr(posts.view, "handlers", broken)
    with pytest.raises(AssertionError):
        decided_life(lives, 30)


def test_the_comparison_finds_a_fold_that_is_off_by_one(lives: type[Lives], monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a view that counts a like twice does not pass."""
    from projections.views import posts  # noqa: PLC0415 - only what is broken here

    liked = posts.view.handlers[PostLiked]

    def twice(event: Event, position: int) -> Changes:
        return chain(liked(event, position), liked(event, position))

    broken = posts.view.handlers.copy()
    broken[PostLiked] = twice
    monkeypatch.setattr(posts.view, "handlers", broken)
    life = lives()
    ada = life.do(life.world.person("ada"))
    life.do(life.world.like(ada, life.do(life.world.post(ada)), ada))
    with pytest.raises(AssertionError):
        life.teardown()
