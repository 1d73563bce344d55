"""A believable log: people who join, paint, share, like, comment and follow, some far more popular than others."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from uuid import UUID

import psycopg

from domain.accounts import register
from domain.comments import comment
from domain.events import Event
from domain.flags import Flaggable, FlagKind, FlagReason, flag
from domain.follows import follow, unfollow
from domain.log import Append
from domain.posts import Post, PromptVisibility, Visibility
from domain.reactions import like, unlike
from domain.renders import Params, Picture, Render
from infra.log.codec import encode

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
PER_EVENT = timedelta(milliseconds=180)

COLUMNS = (
    "notification_id, originator_id, originator_version, topic, state, at, actor, subject, event_id,"
    " schema_version, personal"
)
TYPES = ("int8", "uuid", "int8", "text", "bytea", "timestamptz", "uuid", "uuid", "uuid", "int2", "bytea")
SHARES = {"like": 52, "unlike": 4, "comment": 14, "follow": 14, "unfollow": 1, "post": 9, "join": 5, "flag": 1}
TAGS = ("sea", "dusk", "portrait", "ink", "night", "city", "forest", "abstract")


class Population:
    """Random lives, the same for the same seed. The first posts and people are the most popular."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._people: list[UUID] = []
        self._posts: list[tuple[UUID, UUID]] = []
        self._versions: defaultdict[UUID, int] = defaultdict(int)
        self._likes: list[tuple[UUID, UUID, UUID]] = []
        self._follows: list[tuple[UUID, UUID]] = []

    def lives(self) -> Iterator[Event]:
        """Events for ever."""
        for _ in range(20):
            yield from self._join()
        yield from self._post()
        acts, weights = list(SHARES), list(SHARES.values())
        while True:
            for act in self._random.choices(acts, weights, k=1_000):
                yield from getattr(self, f"_{act}")()

    def _uuid(self) -> UUID:
        return UUID(int=self._random.getrandbits(128), version=4)

    def _person(self) -> UUID:
        return self._random.choice(self._people)

    def _popular(self) -> tuple[UUID, UUID]:
        return self._posts[int(len(self._posts) * self._random.random() ** 2.5)]

    def _sealed(self, size: int) -> bytes:
        return self._random.randbytes(28 + size)

    def _toggled(self, wish: Append) -> Iterator[Event]:
        """The event of a relation, if it changes anything."""
        assert wish.toggle
        event, on = wish.toggle.event, wish.toggle.on
        version = self._versions[event.originator_id]
        if (version % 2 == 1) != on:
            self._versions[event.originator_id] = event.__dict__["originator_version"] = version + 1
            yield event

    def _join(self) -> Iterator[Event]:
        account = self._uuid()
        self._people.append(account)
        yield from register(account, f"person_{len(self._people)}", self._sealed(12)).events

    def _post(self) -> Iterator[Event]:
        owner = self._person()
        remix_of = self._popular()[0] if self._posts and self._random.random() < 0.1 else None
        params = Params(512, 512, 8, self._random.getrandbits(64), "painter")
        render = Render.submit(self._uuid(), owner, params, remix_of, self._sealed(90))
        render.start()
        render.finish(self._picture())
        yield from render.collect_events()
        (visibility,) = self._random.choices(list(Visibility), (85, 5, 5, 5))
        tags = tuple(self._random.sample(TAGS, self._random.randint(0, 3)))
        post = Post.share(render, owner, visibility, PromptVisibility.HIDDEN, tags, self._sealed(60))
        if self._random.random() < 0.03:
            post.remove(owner)
        else:
            self._posts.append((post.id, owner))
        yield from post.collect_events()

    def _picture(self) -> Picture:
        digest, placeholder = self._random.randbytes(32).hex(), "data:image/webp;base64," + "A" * 120
        return Picture(digest, 512, 512, "1", placeholder, 0.02, 0.01, 0.04, "cpu", self._sealed(80))

    def _like(self) -> Iterator[Event]:
        actor, (post, author) = self._person(), self._popular()
        self._likes.append((actor, post, author))
        yield from self._toggled(like(actor, post, author))

    def _unlike(self) -> Iterator[Event]:
        yield from self._toggled(unlike(*self._random.choice(self._likes))) if self._likes else ()

    def _follow(self) -> Iterator[Event]:
        follower, followed = self._person(), self._people[int(len(self._people) * self._random.random() ** 2)]
        if follower != followed:
            self._follows.append((follower, followed))
            yield from self._toggled(follow(follower, followed))

    def _unfollow(self) -> Iterator[Event]:
        yield from self._toggled(unfollow(*self._random.choice(self._follows))) if self._follows else ()

    def _comment(self) -> Iterator[Event]:
        post, author = self._popular()
        yield from comment(self._person(), post, author, self._uuid(), None, self._sealed(70)).events

    def _flag(self) -> Iterator[Event]:
        reason = self._random.choice(list(FlagReason))
        post, author = self._popular()
        wish = flag(self._person(), Flaggable(post, FlagKind.POST, author), reason, self._sealed(40))
        yield from self._toggled(wish)


def fill(owner: str, events: int, seed: int = 1) -> None:
    """Put a believable log of so many events into an empty database, by its owner's conninfo."""
    lives = islice(Population(seed).lives(), events)
    with psycopg.connect(owner) as connection:
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY log.events ({COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy,
        ):
            copy.set_types(TYPES)
            for position, event in enumerate(lives, start=1):
                fact = encode(event, UUID(int=position, version=4))
                at = BEGAN + PER_EVENT * position
                stream = (position, fact.originator_id, event.originator_version, fact.topic, fact.state, at)
                copy.write_row((*stream, fact.actor, fact.subject, fact.event_id, fact.schema_version, fact.personal))
        connection.execute("UPDATE log.head SET position = %s, at = %s", [events, BEGAN + PER_EVENT * events])
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE log.events")
