"""Commands of moderators: taking a case on, deciding it, and undoing what was decided."""

from __future__ import annotations

from uuid import UUID, uuid4

import strawberry

from api.commands import found, perform
from api.context import Context
from api.ids import NodeKind, parse_id_of
from api.schema.cases import Case as ShownCase
from api.schema.cases import shown_case
from api.schema.fields import Info, field, mutation
from api.schema.inputs import KEY
from api.schema.payloads import Payload
from domain import moderation, text
from domain.accounts import Account
from domain.api_keys import ApiScope
from domain.cases import Case, DecisionKind, case_id
from domain.errors import not_found
from domain.flags import Flaggable, FlagKind
from domain.log import Append
from domain.posts import Post
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
    async def case(self) -> ShownCase | None:
        """At the position."""
        return await self.outcome.show(shown_case)


@strawberry.type
class CaseMutations:
    """Commands on cases."""

    @mutation("Take a case on: nobody else decides it until it is released.", scope=ApiScope.MODERATE)
    async def claim_case(self, info: Info, input: CaseRef) -> CasePayload:
        """FORBIDDEN on what one made or reported."""
        return CasePayload(outcome=await perform(info, input, _claim))

    @mutation("Leave a case that one has claimed to others.", scope=ApiScope.MODERATE)
    async def release_case(self, info: Info, input: CaseRef) -> CasePayload:
        """One's own claim."""
        return CasePayload(outcome=await perform(info, input, _release))

    @mutation(
        "Decide a case that one has claimed. RESTORE undoes all that stands on its thing; DISMISS does nothing.",
        scope=ApiScope.MODERATE,
    )
    async def decide_case(self, info: Info, input: DecideCaseInput) -> CasePayload:
        """Its author is told."""
        return CasePayload(outcome=await perform(info, input, _decide))

    @mutation("Undo a decision: its thing is as if it had never been.", scope=ApiScope.MODERATE)
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
    label = text.label(given.label) if given.label is not None else None
    case = await _case(context, given.case_id)
    sealed = context.services.keyring.seal(case.about.author, {"reason": said})
    measure = case.decide(viewer, uuid4(), given.kind, label, given.rule, sealed)
    events = list(case.collect_events())
    if measure:
        events += moderation.restricted(case.about, await _thing(context, case.about), measure)
    elif given.kind is DecisionKind.RESTORE:
        earlier = await _earlier(context, case)
        events += moderation.restored(case.about, await _thing(context, case.about), earlier, viewer, sealed)
    return Append(result=case.id, events=events)


async def _undo(context: Context, viewer: UUID, given: UndoDecisionInput) -> Append:
    said = text.required("reason", given.reason, text.DETAILS_LENGTH, lines=True)
    number = parse_id_of(NodeKind.DECISION, given.decision_id)
    await context.gate.require(Role.MODERATOR)
    decided = await found(context, lambda gate: gate.desk.decision(number))
    case = await context.services.log.load(Case, decided.case)
    assert case is not None, "what was decided is in the log"
    measure = case.undo(viewer, context.services.keyring.seal(case.about.author, {"reason": said}))
    lifted = moderation.lifted(case.about, await _thing(context, case.about), [measure])
    return Append(result=case.id, events=[*case.collect_events(), *lifted])


async def _case(context: Context, case_id: str) -> Case:
    number = parse_id_of(NodeKind.CASE, case_id)
    await context.gate.require(Role.MODERATOR)
    case = await context.services.log.load(Case, number)
    if case is None:
        raise not_found()
    return case


async def _earlier(context: Context, case: Case) -> list[Case]:
    """The rounds before this one; they have no gaps."""
    ids = [case_id(case.about.id, number) for number in range(1, case.number)]
    return [one for number in ids if (one := await context.services.log.load(Case, number))]


async def _thing(context: Context, about: Flaggable) -> Post | Account | None:
    """A post or an account as its stream has it; a comment has none to ask."""
    match about.kind:
        case FlagKind.POST:
            return await context.services.log.load(Post, about.id)
        case FlagKind.ACCOUNT:
            return await context.services.log.load(Account, about.id)
        case FlagKind.COMMENT:
            return None
