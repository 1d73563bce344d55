"""Phrases to a draft: which colour, number and place belongs to which thing, and what is denied or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from painting.draft import Draft
from painting.kinds import Kind, Place
from painting.lexicon import Count, Hue, Meaning, Region, Sign, Size
from painting.natures import WATERY
from painting.pending import PLENTY, Denial, Pending
from painting.scene import Effect, Light, Relation, Shift, Spot, Subject, Weather
from painting.words import Phrase

CONTAINERS = frozenset({Kind.BOWL, Kind.VASE, Kind.CUP, Kind.GLASS, Kind.BOTTLE, Kind.LANTERN})
_SEA_OF = 20
_REGION_OF = {Place.ROOM: "wall", Place.STUDIO: "wall", Place.SKY: "sky", Place.SPACE: "sky", Place.FOREST: "leaves"}


class Listener:
    """Hears one clause after another into a draft.

    `last` is what was named last: a thing, or the name of a part of the picture. `predicate` says that what comes now
    is said of it.
    """

    last: Subject | str | None

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._begin()

    def hear(self, clause: Sequence[Phrase]) -> None:
        """One whole clause."""
        self._begin()
        for phrase in clause:
            if not phrase.meanings:
                self.draft.unknown.append(phrase.text)
                self.last = None if isinstance(self.last, str) else self.last
            for meaning in phrase.meanings:
                self._heard(meaning, phrase.plural)
        self._pause()
        self.draft.clause += 1

    def _begin(self) -> None:
        self.pending = Pending()
        self.denial = Denial.OFF
        self.verb: Sign | None = None
        self.last = None
        self.victim: Subject | None = None
        self.holder: Kind | None = None
        self.wearer: Kind | None = None
        self.chosen: Meaning | None = None
        self.predicate = self.joined = self.sea_of = self.bearing = False

    def _heard(self, meaning: Meaning, plural: bool) -> None:
        match meaning:
            case Sign():
                self._sign(meaning)
            case Kind():
                self._thing(meaning, plural)
            case Hue() | Count() | Size() | Spot() | Relation():
                self._quality(meaning)
            case Region(name):
                self._region(name)
            case Shift():
                self._shift(meaning)
            case Effect():
                self._other(meaning)
            case _:
                self._choice(meaning)

    def _sign(self, sign: Sign) -> None:
        match sign:
            case Sign.PAUSE:
                self._pause()
            case Sign.NO:
                self.denial, self.pending = Denial.ON, Pending()
            case Sign.OR if self.denial is Denial.SPENT:
                self.denial = Denial.ON
            case Sign.AND:
                self._and()
            case Sign.OF:
                self._of()
            case Sign.IT:
                self.last, self.predicate = next(iter(self.draft.subjects), None), True
            case Sign.MAKE | Sign.ADD | Sign.REPLACE:
                self.verb, self.denial = sign, Denial.OFF
            case Sign.INTO | Sign.INSTEAD:
                self._exchange(sign)
            case _:
                self._mark(sign)

    def _mark(self, sign: Sign) -> None:
        """A word that only colours what comes next."""
        match sign:
            case Sign.IS:
                self.predicate = True
            case Sign.THE:
                self.pending.definite = True
            case Sign.MORE | Sign.FEWER:
                self.pending.more = 1 if sign is Sign.MORE else -1
            case Sign.WEARING if isinstance(self.last, Subject):
                self.wearer = self.last.kind
            case Sign.GLOWING if isinstance(self.last, Subject) and self.pending == Pending():
                self.last = self.draft.change(self.last, glowing=True)
            case Sign.GLOWING:
                self.pending.glowing = True

    def _and(self) -> None:
        self._settle_orange()
        if self.predicate and self.pending.hue:
            self._predicate()
        self.denial = Denial.DOUBT if self.denial is Denial.SPENT else Denial.OFF
        self.joined = True

    def _of(self) -> None:
        if isinstance(self.last, Subject) and self.last.kind in CONTAINERS:
            self.holder = self.last.kind
        self.bearing = isinstance(self.last, Subject)
        self.sea_of = self.last in ("ground", "leaves")

    def _exchange(self, sign: Sign) -> None:
        """A into B: A, already heard, leaves. B instead of A: A is heard next."""
        if sign is Sign.INTO and self.chosen is not None:
            self.draft.forget(self.chosen)
        elif sign is Sign.INTO or self.verb is Sign.REPLACE:
            self.victim = self.last if isinstance(self.last, Subject) else None
        else:
            self.verb = Sign.INSTEAD

    def _quality(self, quality: Hue | Count | Size | Spot | Relation) -> None:
        pending = self.pending
        match quality:
            case Hue(name):
                pending.hues = (*pending.hues, name)
            case Count(number):
                if self.denial is Denial.DOUBT or self.joined:
                    self.denial, self.holder = (Denial.OFF if self.denial is Denial.DOUBT else self.denial), None
                pending.count = number
            case Size(scale):
                pending.scale = scale
            case Spot() if isinstance(self.last, Subject) and pending.count is None:
                self.last = self.draft.change(self.last, spot=quality)
            case Spot():
                pending.spot = quality
            case Relation():
                self._settle_orange()
                pending.relation, self.holder = quality, None

    def _settle_orange(self) -> None:
        """A colour that a number stands before and no thing behind is the fruit."""
        if self.pending.hue == "orange" and self.pending.count is not None and not self.predicate:
            self.pending.hues = ()
            self._thing(Kind.ORANGE, plural=False)

    def _denied(self, meaning: Meaning) -> bool:
        if self.denial not in (Denial.ON, Denial.DOUBT):
            return False
        self.draft.remove(meaning)
        self.denial, self.pending = Denial.SPENT, Pending()
        return True

    def _thing(self, kind: Kind, plural: bool) -> None:
        if self._denied(kind):
            return
        there = self.draft.find(kind, self.pending.hue)
        if self.verb in (Sign.REPLACE, Sign.INSTEAD) and there is not None and self.victim is None:
            self._leaves(there)
            return
        anchor, relation = self.last, self._relation(kind)
        found = self._named(kind, plural, there)
        if relation and isinstance(anchor, Subject) and anchor.slot != found.slot:
            self.draft.change(self.draft.at(anchor.slot) or anchor, relation=relation, anchor=kind)
        self.last, self.pending, self.chosen = found, Pending(), None
        self.predicate = self.verb is Sign.MAKE
        self.joined = self.sea_of = self.bearing = False

    def _relation(self, kind: Kind) -> Relation | None:
        """An umbrella that somebody has is over them."""
        relation = self.pending.relation
        held = self.bearing or relation is Relation.BESIDE
        return Relation.UNDER if kind is Kind.UMBRELLA and held else relation

    def _leaves(self, subject: Subject) -> None:
        """What is replaced: the one that came gets its slot, or the one that is named next will."""
        came = self.last
        self.pending = Pending()
        if self.verb is Sign.INSTEAD and isinstance(came, Subject):
            self.draft.remove(subject.kind)
            self.last = self.draft.change(came, slot=subject.slot)
        else:
            self.victim = self.last = subject
        self.verb = None

    def _named(self, kind: Kind, plural: bool, there: Subject | None) -> Subject:
        pending = self.pending
        if self.victim is not None:
            before, self.victim = self.draft.at(self.victim.slot) or self.victim, None
            self.draft.banned.discard(kind)
            return self.draft.change(before, kind=kind, colour=pending.hue, count=pending.count or before.count)
        if there is not None and pending.more:
            change = max(2, there.count // 2) if pending.more > 0 else -max(1, there.count // 2)
            return self.draft.change(there, count=there.count + change)
        if there is not None and self._means(there):
            return self._changed(there)
        return self.draft.add(self._new(kind, plural))

    def _means(self, there: Subject) -> bool:
        """Whether what is named is the one that is there, and not one more."""
        if self.verb is Sign.ADD:
            return False
        return self.draft.clause > 0 or self.pending.definite or self.pending.relation is Relation.INSIDE

    def _changed(self, there: Subject) -> Subject:
        pending = self.pending
        return self.draft.change(
            there,
            colour=pending.hue or there.colour,
            count=pending.count or there.count,
            scale=pending.scale or there.scale,
            spot=pending.spot or there.spot,
            glowing=pending.glowing or there.glowing,
        )

    def _new(self, kind: Kind, plural: bool) -> Subject:
        pending = self.pending
        count = pending.count or (PLENTY.get(kind, 3) if plural else 1)
        subject = Subject(
            kind=kind,
            count=max(count, _SEA_OF) if self.sea_of and plural and pending.count is None else count,
            colour=pending.hue,
            scale=pending.scale or 1.0,
            spot=pending.spot,
            glowing=pending.glowing,
        )
        if self.wearer is not None:
            wearer, self.wearer = self.wearer, None
            return replace(subject, relation=Relation.ON, anchor=wearer)
        if self.holder is not None:
            return replace(subject, relation=Relation.INSIDE, anchor=self.holder)
        return subject

    def _region(self, name: str) -> None:
        if self.denial is Denial.OFF or self.denial is Denial.SPENT:
            if self.pending.hue:
                self.draft.tones[name] = self.pending.hue
            self.last, self.predicate = name, self.verb is Sign.MAKE
        self.pending = Pending()

    def _choice(self, choice: Meaning) -> None:
        if self.pending.more < 0:
            self.denial = Denial.ON
        if self._denied(choice):
            return
        if self.verb in (Sign.REPLACE, Sign.INSTEAD):
            self.draft.forget(choice)
            self.verb, self.pending = None, Pending()
            return
        hue, region = self.pending.hue, None
        if isinstance(choice, Place):
            region = _REGION_OF.get(choice, "water" if choice in WATERY else "ground")
            self.last, self.predicate = region, self.verb is Sign.MAKE
        elif isinstance(choice, Light | Weather):
            region = "sky"
        if hue and region:
            self.draft.tones[region] = hue
        elif hue and not self.predicate:
            self.draft.whole.append(hue)
        if not (hue and self.predicate and not region):
            self.pending = Pending()
        self.chosen = choice
        self.draft.choose(choice)  # type: ignore[arg-type]  # all other meanings were told apart before

    def _shift(self, shift: Shift) -> None:
        before = self.draft.shift
        self.draft.shift = Shift(
            max(-2, min(2, before.light + shift.light)),
            max(-2, min(2, before.warmth + shift.warmth)),
            max(-2, min(2, before.strength + shift.strength)),
        )

    def _other(self, effect: Effect) -> None:
        if not self._denied(effect):
            self.draft.others.add(effect)

    def _predicate(self) -> None:
        """The boat is blue; make the boat bigger."""
        pending, last = self.pending, self.last
        if isinstance(last, Subject):
            self.last = self._changed(self.draft.at(last.slot) or last)
        elif last is not None and pending.hue:
            self.draft.tones[last] = pending.hue
        elif pending.hue:
            self._colour_all(pending.hues)
        self.pending = Pending()

    def _colour_all(self, hues: Sequence[str]) -> None:
        if self.draft.clause:
            self.draft.whole.clear()
        self.draft.whole += hues

    def _pause(self) -> None:
        """What found nothing to bind to is said of the last thing, or colours the whole picture."""
        self._settle_orange()
        if self.denial is Denial.ON and self.pending.hue:
            self.draft.banned.add(Hue(self.pending.hue))
        elif self.predicate:
            self._predicate()
        elif self.pending.hue:
            self._colour_all(self.pending.hues)
        self.pending, self.denial = Pending(), Denial.OFF
        self.last = self.holder = self.wearer = None
        self.predicate = self.joined = False
