"""Cases: who may decide what, once; and what of it stands."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from domain import rules
from domain.cases import LABELLING, POSSIBLE, WEIGHTS, Case, CaseDecided, CaseFlagged, DecisionKind, case_id
from domain.errors import DomainError, ErrorCode
from domain.flags import Flaggable, FlagKind, FlagReason
from domain.posts import PostRemoved, PromptVisibility, Visibility
from domain.restrictions import Measure, PostLifted, PostRestricted, Restriction
from domain.statements import StatementSent, statement
from tests.domain.test_posts import OWNER, finished, share

ADA, BOB, MODERATOR, OTHER = [uuid4() for _ in range(4)]


def opened(kind: FlagKind = FlagKind.POST, *flaggers: UUID) -> Case:
    case = Case.open(Flaggable(uuid4(), kind, ADA, uuid4()), 1, BOB, FlagReason.HATE)
    for flagger in flaggers:
        case.join(flagger, FlagReason.SPAM)
    return case


def decided(case: Case, outcome: DecisionKind) -> Measure | None:
    case.claim(MODERATOR)
    label = "graphic" if outcome in LABELLING else None
    rule = rules.RULES[0].code if outcome.restriction else None
    return case.decide(MODERATOR, uuid4(), outcome, label, rule, b"sealed")


def code(refused: pytest.ExceptionInfo[DomainError]) -> ErrorCode:
    return refused.value.code


def test_a_case_is_found_by_its_thing_and_round() -> None:
    case = opened()
    assert case.id == case_id(case.about.id, 1) != case_id(case.about.id, 2)


def test_twice_by_one_person_is_one_flag() -> None:
    case = opened(FlagKind.POST, BOB, OTHER, OTHER)
    assert [event.flagger for event in case.collect_events() if isinstance(event, CaseFlagged)] == [OTHER]
    assert set(WEIGHTS) == set(FlagReason)


@pytest.mark.parametrize("kind", FlagKind)
@pytest.mark.parametrize("outcome", DecisionKind)
def test_what_can_be_decided_on_what(kind: FlagKind, outcome: DecisionKind) -> None:
    case = opened(kind)
    if outcome not in POSSIBLE[kind]:
        with pytest.raises(DomainError, match="cannot be decided"):
            decided(case, outcome)
        return
    measure = decided(case, outcome)
    assert (measure and measure.restriction) == outcome.restriction
    (last,) = [event for event in case.collect_events() if isinstance(event, CaseDecided)]
    told = statement(last)
    assert (told is None) is (measure is None)
    assert not isinstance(told, StatementSent) or (told.subject, told.automated) == (ADA, False)


def test_one_moderator_decides_and_once() -> None:
    case = opened()
    with pytest.raises(DomainError) as unclaimed:
        case.decide(MODERATOR, uuid4(), DecisionKind.DISMISS, None, None, b"")
    case.claim(MODERATOR)
    with pytest.raises(DomainError) as taken:
        case.claim(OTHER)
    decided(case, DecisionKind.DISMISS)
    for again in (case.claim, case.release):
        with pytest.raises(DomainError) as over:
            again(MODERATOR)
        assert code(over) == ErrorCode.CONFLICT
    assert code(unclaimed) == code(taken) == ErrorCode.CONFLICT


@pytest.mark.parametrize("partial", [ADA, BOB, OTHER])
def test_nobody_decides_on_what_they_made_or_flagged(partial: UUID) -> None:
    case = opened(FlagKind.POST, OTHER)
    with pytest.raises(DomainError) as refused:
        case.claim(partial)
    decided(case, DecisionKind.REMOVE)
    with pytest.raises(DomainError) as kept:
        case.undo(partial, b"")
    assert code(refused) == code(kept) == ErrorCode.FORBIDDEN


def test_a_decision_is_undone_once() -> None:
    case = opened()
    measure = decided(case, DecisionKind.BLUR)
    assert case.undo(MODERATOR, b"") == measure
    with pytest.raises(DomainError, match="Nothing of this decision"):
        case.undo(MODERATOR, b"")


def test_a_post_is_hidden_while_any_decision_hides_it() -> None:
    post = share(finished())
    first, second = [Measure(uuid4(), Restriction.REMOVE, None) for _ in range(2)]
    post.restrict(first)
    post.restrict(second)
    with pytest.raises(DomainError) as kept:
        post.edit(OWNER, Visibility.PUBLIC, PromptVisibility.HIDDEN, (), b"")
    post.lift(first)
    post.lift(second)
    post.restrict(first)
    post.remove(OWNER)
    post.lift(first)
    with pytest.raises(DomainError, match="taken it back"):
        post.restrict(second)
    events = post.collect_events()
    assert [event.publicly for event in events if isinstance(event, PostRestricted | PostLifted)] == [
        -1,
        0,
        0,
        1,
        -1,
        0,
    ]
    assert [event.was_public for event in events if isinstance(event, PostRemoved)] == [False]
    assert code(kept) == ErrorCode.FORBIDDEN


def test_rules_have_one_code_each() -> None:
    assert len(rules.BY_CODE) == len(rules.RULES)
    with pytest.raises(DomainError, match="no such rule"):
        rules.known("nothing")
