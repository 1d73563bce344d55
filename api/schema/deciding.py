"""Commands of moderators: taking a case on, deciding it, and undoing what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

import strawberry

from api.commands import found, perform
from api.context import Context
from api.ids import NodeKind, parse_id_of
from api.schema.cases import Case, shown_case
from api.schema.fields import Info, field, mutation
from api.schema.inputs import KEY
from api.schema.payloads import Payload
from domain import cases, text
from domain.accounts import Account
from domain.cases import DecisionKind
from domain.errors import conflict, not_found
from domain.events import Event
from domain.flags import Flaggable, FlagKind
from domain.log import Append
from domain.posts import Post
from domain.restrictions import Measure, lift_comment, restrict_comment
from domain.roles import Role


@strawberry.input(description="Names a case.")
class CaseRef:
    """By its id."""

    case_id: strawberry.ID = strawberry.field(description="The case's id.")
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="A decision on a claimed case.")
class DecideCaseInput:
    """By who has claimed it."""

    case_id: strawberry.ID = strawberry.field(description="The case's id.")
    kind: DecisionKind = strawberry.field(description="What is decided.")
    reason: str = strawberry.field(description="Why, in words for its author; at most 2,000 characters.")
    label: str | None = strawberry.field(description="What LABEL and BLUR say of the thing.", default=None)
    rule: str | None = strawberry.field(description="The rule broken, where the thing is restricted.", default=None)
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="A decision to undo.")
class UndoDecisionInput:
    """Whoever decided it."""

    decision_id: strawberry.ID = strawberry.field(description="The decision's id.")
    reason: str = strawberry.field(description="Why, in words for the author; at most 2,000 characters.")
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.type(description="What a command on a case answers.")
class CasePayload(Payload):
    """The case as it is at the position."""

    @field("The case; null if it is not to be read within a second.")
    async def case(self) -> Case | None:
        """At the position."""
        return await self.outcome.show(shown_case)


@strawberry.type
class CaseMutations:
    """Commands on cases."""

    @mutation("Take a case on: nobody else decides it until it is released.")
    async def claim_case(self, info: Info, input: CaseRef) -> CasePayload:
        """FORBIDDEN on what one made or reported."""
        return CasePayload(outcome=await perform(info, input, _claim))

    @mutation("Leave a case that one has claimed to others.")
    async def release_case(self, info: Info, input: CaseRef) -> CasePayload:
        """One's own claim."""
        return CasePayload(outcome=await perform(info, input, _release))

    @mutation("Decide a case that one has claimed. RESTORE undoes all that stands on its thing; DISMISS does nothing.")
    async def decide_case(self, info: Info, input: DecideCaseInput) -> CasePayload:
        """Its author is told."""
        return CasePayload(outcome=await perform(info, input, _decide))

    @mutation("Undo a decision: its thing is as if it had never been.")
    async def undo_decision(self, info: Info, input: UndoDecisionInput) -> CasePayload:
        """By any moderator who neither made the thing nor reported it."""
        return CasePayload(outcome=await perform(info, input, _undo))


async def _claim(context: Context, viewer: UUID, given: CaseRef) -> Append:
    case = await _case(context, given.case_id)
    case.claim(viewer)
    return Append(result=case.id, events=case.collect_events())


async def _release(context: Context, viewer: UUID, given: CaseRef) -> Append:
    case = await _case(context, given.case_id)
    case.release(viewer)
    return Append(result=case.id, events=case.collect_events())


async def _decide(context: Context, viewer: UUID, given: DecideCaseInput) -> Append:
    said = text.required("reason", given.reason, text.DETAILS_LENGTH, lines=True)
    label = text.tags([given.label])[0] if given.label is not None else None
    case = await _case(context, given.case_id)
    sealed = context.services.keyring.seal(case.about.author, {"reason": said})
    measure = case.decide(viewer, uuid4(), given.kind, label, given.rule, sealed)
    events = list(case.collect_events())
    if measure:
        events += await _borne(context, case.about, [measure])
    elif given.kind is DecisionKind.RESTORE:
        events += await _restored(context, viewer, case, sealed)
    return Append(result=case.id, events=events)


async def _undo(context: Context, viewer: UUID, given: UndoDecisionInput) -> Append:
    said = text.required("reason", given.reason, text.DETAILS_LENGTH, lines=True)
    number = parse_id_of(NodeKind.DECISION, given.decision_id)
    await context.gate.require(Role.MODERATOR)
    decided = await found(context, lambda gate: gate.desk.decision(number))
    case = await context.services.log.load(cases.Case, decided.case)
    if case is None:
        raise not_found()
    measure = case.undo(viewer, context.services.keyring.seal(case.about.author, {"reason": said}))
    return Append(
        result=case.id, events=[*case.collect_events(), *await _borne(context, case.about, [measure], lifted=True)]
    )


async def _case(context: Context, case_id: str) -> cases.Case:
    number = parse_id_of(NodeKind.CASE, case_id)
    await context.gate.require(Role.MODERATOR)
    case = await context.services.log.load(cases.Case, number)
    if case is None:
        raise not_found()
    return case


async def _restored(context: Context, viewer: UUID, case: cases.Case, sealed: bytes) -> list[Event]:
    """Everything that stands on a thing is undone, round by round."""
    earlier = [await _round(context, case.about.id, number) for number in range(1, case.number)]
    standing = [one for one in earlier if one.measure]
    if not standing:
        raise conflict("Nothing restricts this. Dismiss the case.", "kind")
    measures = [one.undo(viewer, sealed) for one in standing]
    undone = [event for one in standing for event in one.collect_events()]
    return [*undone, *await _borne(context, case.about, measures, lifted=True)]


async def _round(context: Context, subject: UUID, number: int) -> cases.Case:
    case = await context.services.log.load(cases.Case, cases.case_id(subject, number))
    assert case is not None, "rounds have no gaps"
    return case


async def _borne(
    context: Context, about: Flaggable, measures: Sequence[Measure], *, lifted: bool = False
) -> Sequence[Event]:
    """What decisions do to their thing, on the thing's own stream."""
    if about.kind is FlagKind.COMMENT:
        assert about.post is not None, "a comment stands under a post"
        change = lift_comment if lifted else restrict_comment
        return [change(about.id, about.post, about.author, measure) for measure in measures]
    thing: Post | Account | None
    if about.kind is FlagKind.POST:
        thing = await context.services.log.load(Post, about.id)
    else:
        thing = await context.services.log.load(Account, about.id)
    assert thing is not None, "what was flagged is there"
    for measure in measures:
        (thing.lift if lifted else thing.restrict)(measure)
    return thing.collect_events()
