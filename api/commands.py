"""Every mutation goes one way: who asks, has it been asked before, decide, append, show the result as it is then."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Protocol, TypeVar
from uuid import UUID

import msgspec

from api.context import Context
from api.gate import Gate
from api.schema.scalars import Position
from domain.errors import DomainError, ErrorCode, conflict, invalid, not_found
from domain.log import Append, Conflict, KeyReused, LogFull, Once, Receipt

ATTEMPTS = 5
"""How often a command is decided again because its streams moved meanwhile."""
SHOW_SECONDS = 1.0
"""The longest an answer waits for the views."""
KEY_LENGTH = 200

R = TypeVar("R")
Decide = Callable[[UUID], Awaitable[Append]]


class Given(Protocol):
    """An input: a dataclass with a key."""

    idempotency_key: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command.

    position, result  where it is in the log, and the id of the thing it is about
    gate              through which to show the thing at that position; None where the views are too late
    error             or why it was refused
    """

    position: Position | None = None
    result: UUID | None = None
    gate: Gate | None = None
    error: DomainError | None = None


async def perform(context: Context, given: Given, decide: Decide, *, limit: str | None = None) -> Outcome:
    """Do a signed-in viewer's command.

    decide  what it asks of the log; DomainError where it may not happen
    limit   the rate it counts against
    """
    try:
        viewer = context.required_viewer()
        if limit is not None:
            await limited(context, limit, str(viewer))
        receipt = await append(context, lambda: decide(viewer), once(context, viewer, given))
    except DomainError as error:
        return Outcome(error=error)
    return await shown(context, receipt)


async def limited(context: Context, act: str, whom: str) -> None:
    """Count an act; RATE_LIMITED where there are too many."""
    if not await context.services.limits.allow(act, whom):
        raise DomainError(ErrorCode.RATE_LIMITED, "That is too much at once. Try again in a minute.")


def once(context: Context, scope: UUID, given: Given) -> Once | None:
    """The idempotency key of an input with a digest of all the rest of it, None where it has no key."""
    key = given.idempotency_key
    if key is None:
        return None
    if not (0 < len(key) <= KEY_LENGTH and key.isprintable()):
        raise invalid("idempotencyKey", f"A key is 1 to {KEY_LENGTH} printable characters.")
    rest = asdict(given) | {"idempotency_key": None}  # type: ignore[call-overload]  # inputs are dataclasses
    body = msgspec.json.encode([type(given).__name__, rest], order="deterministic")
    return Once(scope, key, hmac.digest(context.services.secret, body, hashlib.sha256))


async def shown(context: Context, receipt: Receipt) -> Outcome:
    """The outcome of an accepted command, with a view of it if the views come to it in time."""
    reached = await context.services.tide.reached(receipt.position, SHOW_SECONDS)
    gate = await context.fresh()
    return Outcome(Position(receipt.position), receipt.result, gate if reached >= receipt.position else None)


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


async def append(context: Context, wish: Callable[[], Awaitable[Append]], key: Once | None) -> Receipt:
    """Append what a command decides, unless it was done before under its key; decide again where streams moved."""
    log = context.services.log
    try:
        if key is not None and (earlier := await log.recall(key)):
            return earlier
        for _ in range(ATTEMPTS):
            try:
                return await log.append((await wish()).keyed(key))
            except Conflict:
                continue
    except KeyReused:
        raise conflict("This key was used with another input. Choose a new one.", "idempotencyKey") from None
    except LogFull:
        raise DomainError(ErrorCode.QUEUE_FULL, "Too much is being written just now. Try again in a moment.") from None
    raise conflict("Others changed this at the same time. Try again.")
