"""Every mutation goes one way: who asks, has it been asked before, decide, append, show the result as it is then."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Protocol, TypeVar
from uuid import UUID

import msgspec

from api.context import Context
from api.gate import Gate
from api.schema.fields import Info
from api.schema.scalars import Position
from domain.api_keys import ApiScope
from domain.errors import DomainError, ErrorCode, conflict, invalid, not_found
from domain.log import Append, Conflict, KeyReused, Log, LogFull, NoRoom, Once, Receipt

ATTEMPTS = 5
"""How often a command is decided again because its streams moved meanwhile."""
SHOW_SECONDS = 1.0
"""The longest an answer waits for the views."""
KEY_LENGTH = 200
NO_ROOM = "There is no room for anything new just now; nothing was lost. Try again later."

R = TypeVar("R")


class Given(Protocol):
    """An input: a dataclass with a key."""

    idempotency_key: str | None


G = TypeVar("G", bound=Given)
Decide = Callable[[Context, UUID, G], Awaitable[Append]]
Wish = Callable[[], Awaitable[Append]]


class Outcome:
    """What became of a command.

    position, result  where it is in the log, and the id of the thing it is about
    error             or why it was refused
    """

    def __init__(
        self,
        context: Context,
        receipt: Receipt | None = None,
        result: UUID | None = None,
        error: DomainError | None = None,
    ) -> None:
        self.context = context
        self.position = Position(receipt.position) if receipt else None
        self.result = receipt.result if receipt else result
        self.error = error
        self._look: asyncio.Task[Gate | None] | None = None

    async def gate(self) -> Gate | None:
        """What the viewer sees at the position, waiting a second for it; None where the views are later than that.

        Nothing is waited for unless the client asks for the thing. A key that may not read sees None.
        """
        if not self.context.caller.may(ApiScope.READ):
            return None
        if self._look is None:
            self._look = asyncio.create_task(self._at_position())
        return await self._look

    async def show(self, read: Callable[[Gate, UUID], Awaitable[R | None]]) -> R | None:
        """The thing that the command is about, as `read` shows it; None where there is nothing to show."""
        gate = await self.gate() if self.result else None
        return await read(gate, self.result) if gate and self.result else None

    async def _at_position(self) -> Gate | None:
        position = self.position or 0
        reached = await self.context.services.tide.reached(position, SHOW_SECONDS)
        return await self.context.fresh() if reached >= position else None


async def perform(info: Info, given: G, decide: Decide[G]) -> Outcome:
    """Do a signed-in viewer's command.

    info    of the mutation; its name counts against the rate of that name, and belongs to the idempotency key
    decide  what it asks of the log, from the context, the viewer and the input; DomainError where it may not happen
    """
    context, act = info.context, info.field_name
    try:
        viewer = context.required_viewer()
        await limited(context, act, str(viewer))
        await context.fresh()  # an earlier command of this request may have changed what this one meets
        receipt = await append(context, lambda: decide(context, viewer, given), once(context, viewer, act, given))
    except DomainError as error:
        return Outcome(context, error=error)
    return Outcome(context, receipt)


async def limited(context: Context, act: str, whom: str) -> None:
    """Count an act; RATE_LIMITED where there are too many."""
    if not await context.services.limits.allow(act, whom):
        raise DomainError(ErrorCode.RATE_LIMITED, "That is too much at once. Try again in a minute.")


def once(context: Context, scope: UUID, act: str, given: Given) -> Once | None:
    """The idempotency key of an input with a digest of the act and of what it says; None where it has no key.

    What an input does not say is not in the digest: it may learn to say more, and an old key still fits.
    """
    key = checked_key(given.idempotency_key)
    if key is None:
        return None
    fields = asdict(given) | {"idempotency_key": None}  # type: ignore[call-overload]  # inputs are dataclasses
    said = {name: value for name, value in fields.items() if value is not None}
    body = msgspec.json.encode([act, said], order="deterministic")
    return Once(scope, key, hmac.digest(context.services.secret, body, hashlib.sha256))


def checked_key(key: str | None) -> str | None:
    """An idempotency key, if there is one; INVALID where it is none."""
    if key is not None and not (0 < len(key) <= KEY_LENGTH and key.isprintable()):
        raise invalid("idempotencyKey", f"A key is 1 to {KEY_LENGTH} printable characters.")
    return key


async def found(context: Context, look: Callable[[Gate], Awaitable[R | None]]) -> R:
    """What a command is about. The views may be behind what the viewer just did: look again at the log's head.

    NOT_FOUND where there is nothing, or nothing that the viewer may see.
    """
    row = await look(context.gate)
    if row is None:
        head = await context.services.events.head()
        if await context.gate.snapshot.position() < head:
            await context.services.tide.reached(head, SHOW_SECONDS)
            row = await look(await context.fresh())
    if row is None:
        raise not_found()
    return row


async def append(context: Context, wish: Wish, key: Once | None) -> Receipt:
    """Append what a command decides, unless it was done before under its key; decide again where streams moved."""
    try:
        return await _once(context.services.log, wish, key)
    except KeyReused:
        raise conflict("This key was used with another input. Choose a new one.", "idempotencyKey") from None
    except NoRoom:
        raise DomainError(ErrorCode.QUEUE_FULL, NO_ROOM) from None
    except LogFull:
        raise DomainError(ErrorCode.QUEUE_FULL, "Too much is being written just now. Try again in a moment.") from None


async def _once(log: Log, wish: Wish, key: Once | None) -> Receipt:
    if key is not None and (earlier := await log.recall(key)):
        return earlier
    try:
        return await _decided(log, wish, key)
    except DomainError:
        if key is not None and (meanwhile := await log.recall(key)):  # the same command, sent twice at once
            return meanwhile
        raise


async def _decided(log: Log, wish: Wish, key: Once | None) -> Receipt:
    for _ in range(ATTEMPTS):
        try:
            return await log.append((await wish()).keyed(key))
        except Conflict:
            continue
    raise conflict("Others changed this at the same time. Try again.")
