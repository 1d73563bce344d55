"""Reports and what comes of them: each goes into a case, as the policy does it, and moderators decide most of those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from uuid import UUID

from domain import moderation
from domain.cases import LABELLING, POSSIBLE, WEIGHTS, Case, CaseDecided, DecisionKind
from domain.events import Event
from domain.flags import Flaggable, FlagKind, FlagReason, flag
from domain.identity import caused_id
from domain.log import Append
from domain.restrictions import Measure, Restriction
from domain.statements import statement
from infra.invented.attention import Shown
from infra.invented.world import World
from projections.policies import cases, statements

MOMENT, MINUTE, HOUR = timedelta(milliseconds=30), timedelta(minutes=1), timedelta(hours=1)
OF_COMMENTS, OF_PEOPLE, EXPLAINED, DECIDED, UNDONE = 0.3, 0.1, 0.4, 0.9, 0.08
OUTCOMES = {DecisionKind.DISMISS: 60, DecisionKind.LABEL: 14, DecisionKind.BLUR: 12, DecisionKind.REMOVE: 14}
DETAILS = "I have seen this elsewhere."
REASON = "Several of us have looked at it; this is what our rules ask for."
UNDOING = "On a second look it may stay."


@dataclass(slots=True)
class Round:
    """One look at a thing that was reported: under a post, or the post itself."""

    case: Case
    shown: Shown


class Moderating:
    """What is reported and decided. `moderators` are the numbers of people."""

    def __init__(self, world: World, moderators: Sequence[int]) -> None:
        self._world = world
        self._moderators = moderators
        self._flags: set[tuple[int, UUID]] = set()
        self._open: dict[UUID, Round] = {}
        self._rounds: dict[UUID, int] = {}

    def flag(self) -> Append | None:
        """Somebody reports a post, a comment or an account."""
        world = self._world
        actor = world.somebody()
        shown = world.look(actor)
        about = self._about(actor, shown) if shown else None
        if shown is None or about is None or (actor, about.id) in self._flags:
            return None
        self._flags.add((actor, about.id))
        (reason,) = world.chance.choices(list(WEIGHTS), [9 - weight for weight in WEIGHTS.values()])
        person = world.people.id(actor)
        details = world.seal(person, {"details": DETAILS}) if world.happens(EXPLAINED) else None
        wish = flag(person, about, reason, details)
        assert wish.toggle
        flagged = replace(wish.toggle.event, originator_version=1)
        world.later(MOMENT, MOMENT, partial(self._collect, flagged, about, person, reason, shown))
        return wish

    def _about(self, actor: int, shown: Shown) -> Flaggable | None:
        people, kind = self._world.people, self._world.chance.random()
        author = people.id(shown.author)
        if kind < OF_PEOPLE:
            return Flaggable(author, FlagKind.ACCOUNT, author)
        if kind < OF_PEOPLE + OF_COMMENTS and shown.said:
            said = shown.said.pop()
            stranger = said.author == actor or people.strangers(actor, said.author)
            return None if stranger else Flaggable(said.id, FlagKind.COMMENT, people.id(said.author), shown.id)
        return Flaggable(shown.id, FlagKind.POST, author)

    def _collect(
        self, flagged: Event, about: Flaggable, flagger: UUID, reason: FlagReason, shown: Shown
    ) -> Append | None:
        known = self._open.get(about.id)
        if known:
            known.case.join(flagger, reason)
        else:
            known = Round(Case.open(about, self._rounds.get(about.id, 0) + 1, flagger, reason), shown)
            self._open[about.id], self._rounds[about.id] = known, known.case.number
            if self._world.happens(DECIDED):
                self._world.later(5 * MINUTE, 30 * HOUR, partial(self._claim, known))
        return Append(known.case.id, known.case.collect_events(), event_ids=[caused_id(cases.NAME, flagged)])

    def _claim(self, known: Round) -> Append | None:
        case, people = known.case, self._world.people
        partial_to = {case.about.author, *case.flaggers}
        impartial = [one for one in self._moderators if people.id(one) not in partial_to]
        if not impartial:
            return None
        moderator = people.id(self._world.chance.choice(impartial))
        case.claim(moderator)
        self._world.later(MINUTE / 2, 10 * MINUTE, partial(self._decide, known, moderator))
        return Append(case.id, case.collect_events())

    def _decide(self, known: Round, moderator: UUID) -> Append | None:
        case = known.case
        if moderator in case.flaggers:
            return None
        del self._open[case.about.id]
        outcome = self._outcome(known)
        broken = next(iter(case.flaggers.values())).lower() if outcome.restriction else None
        rule = "spam" if broken == "other" else broken
        label = rule if outcome in LABELLING else None
        sealed = self._world.seal(case.about.author, {"reason": REASON})
        measure = case.decide(moderator, self._world.draw(), outcome, label, rule, sealed)
        events = list(case.collect_events())
        if told := statement(_decided(events[-1])):
            sent = Append(_decided(events[-1]).decision, [told], event_ids=[caused_id(statements.NAME, events[-1])])
            self._world.later(MOMENT, MOMENT, lambda: sent)
        if measure:
            events += self._restricted(known, measure)
        return Append(case.id, events)

    def _outcome(self, known: Round) -> DecisionKind:
        (outcome,) = self._world.chance.choices(list(OUTCOMES), list(OUTCOMES.values()))
        about = known.case.about
        standing = about.kind is not FlagKind.ACCOUNT and not known.shown.removed
        return outcome if standing and outcome in POSSIBLE[about.kind] else DecisionKind.DISMISS

    def _restricted(self, known: Round, measure: Measure) -> Sequence[Event]:
        about, shown = known.case.about, known.shown
        if about.kind is FlagKind.COMMENT:
            return moderation.restricted(about, None, measure)
        facts = moderation.restricted(about, shown.post, measure)
        shown.facts += facts
        shown.hidden = shown.post.hiding > 0
        if self._world.happens(UNDONE) and measure.restriction is Restriction.REMOVE:
            self._world.later(HOUR, 48 * HOUR, partial(self._undo, known))
        return facts

    def _undo(self, known: Round) -> Append | None:
        case, shown = known.case, known.shown
        impartial = [one for one in self._moderators if self._world.people.id(one) not in case.flaggers]
        impartial = [one for one in impartial if one != shown.author]
        if not impartial:
            return None
        moderator = self._world.people.id(impartial[0])
        measure = case.undo(moderator, self._world.seal(case.about.author, {"reason": UNDOING}))
        events = list(case.collect_events())
        facts = moderation.lifted(case.about, shown.post, [measure])
        shown.facts += facts
        shown.hidden = shown.post.hiding > 0
        return Append(case.id, [*events, *facts])


def _decided(event: Event) -> CaseDecided:
    assert isinstance(event, CaseDecided)
    return event
