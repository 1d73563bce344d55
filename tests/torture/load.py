"""People who like, comment, ask for pictures and share them while everything dies around them.

Whoever has a key repeats an act until it is answered; whoever has none does it once, and lives with not knowing.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx

from api.ids import NodeKind, node_id, parse_id_of
from tests.torture.journal import Act, Journal

PATIENCE = 90.0
"""Seconds after which an act that is not answered is a complaint."""
AGAIN = 0.1
"""Seconds between two tries of one act."""
NOT_NOW = {"QUEUE_FULL", "STALE", "RATE_LIMITED", "NOT_FOUND", "CONFLICT", "UNAUTHENTICATED"}
"""Refusals that pass: the views are behind, the queue is full, the database is away."""

REGISTER = "mutation($input: RegisterInput!) { done: register(input: $input) { token position account { id } %s } }"
ACTS = {
    "prompt.submitted": "mutation($input: SubmitPromptInput!) { done: submitPrompt(input: $input) { position %s } }",
    "post.shared": "mutation($input: SharePostInput!) { done: sharePost(input: $input) { position post { id } %s } }",
    "post.liked": "mutation($input: PostRef!) { done: likePost(input: $input) { position %s } }",
    "post.unliked": "mutation($input: PostRef!) { done: unlikePost(input: $input) { position %s } }",
    "post.commented": "mutation($input: CommentInput!) { done: comment(input: $input) { position %s } }",
}
ERRORS = "userErrors { code message }"


class Unknown(Exception):
    """No answer: it may have happened."""


class Refused(Exception):
    """It did not happen."""


@dataclass
class World:
    """What people share: where to ask, what is there to like, and whether to go on."""

    address: str
    journal: Journal
    prompts: Callable[[random.Random], str]
    unfinished: Callable[[], int]
    """Renders without an end."""
    finished: Callable[[UUID], list[UUID]]
    """Finished renders of a person that were not handed out before."""
    asked: int = 0
    posts: list[UUID] = field(default_factory=list)
    stop: asyncio.Event = field(default_factory=asyncio.Event)


CROWD = 8
"""So many renders may wait at a time."""
PACE = 0.04
"""Seconds that a person rests between two acts, on average: the processors are for healing."""


class Person:
    """Someone who acts, one thing after the other. Without a key they only ask for pictures and comment."""

    def __init__(self, world: World, seed: int, *, keyed: bool) -> None:
        self.world = world
        self.chance = random.Random(seed)
        self.keyed = keyed
        self.liked: set[UUID] = set()
        self.number = 0
        self.name = f"p{seed}_{'k' if keyed else 'n'}"
        self.account: UUID
        self.http = httpx.AsyncClient(base_url=world.address, timeout=20)

    async def join(self) -> None:
        """Register, while all is well."""
        wish = {"handle": self.name, "displayName": self.name, "password": "a long password", "idempotencyKey": "join"}
        payload: dict[str, Any] = {"account": None}
        while not payload["account"]:
            payload = await self._ask(REGISTER % ERRORS, wish)
        self.account = parse_id_of(NodeKind.ACCOUNT, payload["account"]["id"])
        self.http.headers["authorization"] = f"Bearer {payload['token']}"
        self.world.journal.people.add(self.account)
        self._told("account.registered", payload, None)

    async def live(self) -> None:
        """Act until told to stop; the act at hand is finished first."""
        acts: list[Callable[[], Awaitable[None]]] = [self.ask_for_a_picture, self.comment]
        if self.keyed:
            acts += [self.like, self.like, self.like, self.share]
        while not self.world.stop.is_set():
            await self.chance.choice(acts)()
            await asyncio.sleep(self.chance.uniform(0, 2 * PACE))

    async def like(self) -> None:
        """Like something, or take a like back; each time it changes something."""
        if not self.world.posts:
            return
        post = self.chance.choice(self.world.posts)
        topic = "post.unliked" if post in self.liked else "post.liked"
        if await self._do(topic, post, postId=node_id(NodeKind.POST, post)):
            self.liked ^= {post}

    async def comment(self) -> None:
        """Say something."""
        if self.world.posts:
            post = self.chance.choice(self.world.posts)
            await self._do("post.commented", post, postId=node_id(NodeKind.POST, post), text=f"No. {self.number}")

    async def ask_for_a_picture(self) -> None:
        """Submit a prompt, unless too many wait."""
        world = self.world
        if world.unfinished() < CROWD:
            world.asked += 1
            side = 256 + world.asked // 256 % 32 * 8  # the tests' painter knows 256 colours
            wish = {"prompt": world.prompts(self.chance), "seed": str(world.asked), "width": side, "height": 256}
            await self._do("prompt.submitted", None, **wish, steps=4)

    async def share(self) -> None:
        """Show what is finished."""
        for render in self.world.finished(self.account):
            payload = await self._do("post.shared", None, renderId=node_id(NodeKind.RENDER, render))
            if payload and payload["post"]:
                self.world.posts.append(parse_id_of(NodeKind.POST, payload["post"]["id"]))

    async def _do(self, topic: str, subject: UUID | None, **wish: object) -> dict[str, Any] | None:
        """Do it, as often as it takes; None where it did not happen, or nobody knows."""
        self.number += 1
        document = ACTS[topic] % ERRORS
        if self.keyed:
            payload = await self._until_answered(topic, document, wish | {"idempotencyKey": str(self.number)})
        else:
            payload = await self._once(topic, document, wish)
        if payload:
            self._told(topic, payload, subject)
        return payload

    def _told(self, topic: str, payload: dict[str, Any], subject: UUID | None) -> None:
        self.world.journal.tell(int(payload["position"]), Act(topic, self.account, subject))

    async def _once(self, topic: str, document: str, wish: dict[str, Any]) -> dict[str, Any] | None:
        try:
            return await self._ask(document, wish)
        except Unknown:
            self.world.journal.unknown[topic, self.account] += 1
            await asyncio.sleep(AGAIN)
        except Refused as refusal:
            self.world.journal.trouble[f"{topic} {refusal}"] += 1
        return None

    async def _until_answered(self, topic: str, document: str, wish: dict[str, Any]) -> dict[str, Any] | None:
        deadline, last = time.monotonic() + PATIENCE, ""
        while time.monotonic() < deadline:
            try:
                return await self._ask(document, wish)
            except (Unknown, Refused) as trouble:
                last = f"{topic} {trouble}"
                self.world.journal.trouble[last] += 1
                await asyncio.sleep(AGAIN)
        self.world.journal.complaints.append(f"not answered for {PATIENCE:.0f} s: {last}")
        return None

    async def _ask(self, document: str, wish: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = await self.http.post("/graphql", json={"query": document, "variables": {"input": wish}})
            body = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Unknown(type(error).__name__) from error
        if errors := body.get("errors"):
            code = errors[0]["extensions"]["code"]
            raise (Refused if code in NOT_NOW else Unknown)(code)
        payload: dict[str, Any] = body["data"]["done"]
        if refused := payload["userErrors"]:
            code = refused[0]["code"]
            if code not in NOT_NOW:
                self.world.journal.complaints.append(f"refused for ever: {code} {refused[0]['message']}")
            raise Refused(f"{code}: {refused[0]['message']}")
        return payload
