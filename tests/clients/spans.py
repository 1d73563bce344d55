"""What every list must hold, told from the log's own events: from where to where, and in which order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from uuid import UUID

from api.ids import NodeKind, node_id
from domain.api_keys import ApiKeyMade
from domain.blocks import AccountBlocked, AccountUnblocked
from domain.cases import CaseDecided, CaseOpened
from domain.comments import CommentRemoved, PostCommented
from domain.flags import Flagged
from domain.identity import position_text
from domain.log import Recorded
from domain.mutes import AccountMuted, AccountUnmuted
from domain.posts import PostRemoved, PostShared
from domain.rankers import RankerDefined, RankerWithdrawn
from domain.reactions import PostLiked, PostUnliked
from domain.renders import PromptSubmitted
from domain.statements import StatementSent
from tests.clients.storm import Cast


@dataclass(frozen=True, slots=True)
class Span:
    """Of a thing in a list: the positions at which it came and went, and its rank. Greater ranks stand before."""

    since: int
    rank: int
    until: int | None = None

    def throughout(self, began: int, ended: int) -> bool:
        """Whether it was there all the time."""
        return self.since <= began and (self.until is None or self.until > ended)

    def ever(self, began: int, ended: int) -> bool:
        """Whether it was there at some time."""
        return self.since <= ended and (self.until is None or self.until > began)

    def moved(self, began: int, ended: int) -> bool:
        """Whether it came or went meanwhile."""
        return self.ever(began, ended) and not self.throughout(began, ended)


Spans = Mapping[str, Span]


def faults(got: Sequence[str], spans: Spans, began: int, ended: int) -> list[str]:
    """What is wrong with a walk through a list: words for each thing."""
    found = [f"{thing} {times} times" for thing, times in Counter(got).items() if times > 1]
    there = {thing for thing, span in spans.items() if span.throughout(began, ended)}
    possible = {thing for thing, span in spans.items() if span.ever(began, ended)}
    found += [f"{thing} is missing" for thing in there.difference(got)]
    found += [f"{thing} was never there" for thing in set(got) - possible]
    ranks = [(thing, spans[thing].rank) for thing in got if thing in spans]
    return found + [f"{later} after {one}" for (one, rank), (later, after) in pairwise(ranks) if after > rank]


class Lists:
    """A fold of the log into every list. The newest come first where nothing else is said."""

    def __init__(self, cast: Cast, log: Sequence[Recorded]) -> None:
        self._cast = cast
        self._handles = {person.account: person.handle for person in cast.crowd}
        self.spans: dict[str, dict[str, Span]] = defaultdict(dict)
        self._about: dict[UUID, list[str]] = defaultdict(list)
        for row in log:
            self._posts(row)
            self._talk(row)
            self._own(row)
            self._desk(row)
            self._public(row)

    def _begin(self, name: str, thing: str, row: Recorded, rank: int | None = None) -> None:
        self.spans[name].setdefault(thing, Span(row.position, row.position if rank is None else rank))

    def _end(self, name: str, thing: str, row: Recorded) -> None:
        if thing in self.spans[name]:
            self.spans[name][thing] = replace(self.spans[name][thing], until=row.position)

    def _posts(self, row: Recorded) -> None:
        post = node_id(NodeKind.POST, row.event.subject)
        match row.event:
            case PostShared(actor=actor, tags=tags, remix_of=remix_of):
                self._begin("latest", post, row)
                self._begin(f"by {actor}", post, row)
                if tags:
                    self._begin("tagged", post, row)
                if remix_of:
                    self._begin("remixes", post, row)
            case PostRemoved(actor=actor):
                for name in ("latest", f"by {actor}", "tagged", "remixes", "board"):
                    self._end(name, post, row)
            case PostLiked() | PostUnliked() | PostCommented():
                self._begin("board", post, row, rank=0)

    def _talk(self, row: Recorded) -> None:
        match row.event:
            case PostCommented(comment=comment, reply_to=reply_to):
                name = "replies" if reply_to else "comments"
                self._begin(name, node_id(NodeKind.COMMENT, comment), row, rank=-row.position)
            case CommentRemoved(comment=comment):
                for name in ("replies", "comments"):
                    self._end(name, node_id(NodeKind.COMMENT, comment), row)

    def _own(self, row: Recorded) -> None:
        account = node_id(NodeKind.ACCOUNT, row.event.subject)
        match row.event:
            case AccountBlocked():
                self._begin("blocked", account, row)
            case AccountUnblocked():
                self._end("blocked", account, row)
            case AccountMuted():
                self._begin("muted", account, row)
            case AccountUnmuted():
                self._end("muted", account, row)
            case Flagged(subject=subject):
                self._begin("flags", node_id(NodeKind.POST, subject), row)
            case PromptSubmitted(actor=actor, refines=refines, originator_id=render):
                self._begin(f"renders of {actor}", node_id(NodeKind.RENDER, render), row)
                if refines:
                    self._begin("refinements", node_id(NodeKind.RENDER, render), row)
            case ApiKeyMade(subject=key):
                self._begin("keys", node_id(NodeKind.KEY, key), row)
            case StatementSent(decision=decision):
                self._begin("statements", node_id(NodeKind.DECISION, decision), row)

    def _desk(self, row: Recorded) -> None:
        case_id = node_id(NodeKind.CASE, row.event.originator_id)
        match row.event:
            case CaseOpened(weight=weight):
                self._begin("undecided", case_id, row, rank=(weight << 40) - row.position)
            case CaseDecided():
                opened = (-self.spans["undecided"][case_id].rank) % (1 << 40)
                self._end("undecided", case_id, row)
                self._begin("decided", case_id, row, rank=opened)
            case RankerDefined(actor=maker, name=name) if maker:
                self._begin("rankers", f"@{self._handles[maker]}/{name}", row)
            case RankerWithdrawn(actor=maker, name=name) if maker:
                self._end("rankers", f"@{self._handles[maker]}/{name}", row)

    def _public(self, row: Recorded) -> None:
        place, rank = position_text(row.position), -row.position
        match row.event:
            case PostShared(subject=post) | PostLiked(subject=post) | PostCommented(subject=post):
                self._begin("log", place, row, rank)
                self._about[post].append(place)
                if post == self._cast.post:
                    self._begin("log of the post", place, row, rank)
            case PostRemoved(subject=post):
                for told in self._about[post]:
                    self._end("log", told, row)
        if isinstance(row.event, PostLiked | PostUnliked) and row.event.subject == self._cast.post:
            self._begin("proof", place, row, rank)
