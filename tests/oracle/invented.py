"""What could have been: an independent look at a log, that finds what no command could have written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from domain import blocks, cases, comments, flags, follows, mutes, reactions, roles
from domain.accounts import AccountRegistered
from domain.events import UNRECORDED, Event
from domain.log import Recorded
from domain.posts import LISTED, PostEdited, PostRemoved, PostShared, Visibility
from domain.renders import ImageRendered, PromptSubmitted
from domain.restrictions import PostLifted, PostRestricted, Restriction

ON = (
    reactions.PostLiked,
    follows.AccountFollowed,
    blocks.AccountBlocked,
    mutes.AccountMuted,
    flags.Flagged,
    roles.RoleGranted,
)
OFF = (
    reactions.PostUnliked,
    follows.AccountUnfollowed,
    blocks.AccountUnblocked,
    mutes.AccountUnmuted,
    comments.CommentRemoved,
    roles.RoleRevoked,
)
SEEN = (reactions.PostLiked, reactions.PostUnliked, comments.PostCommented, flags.Flagged)
"""What one does only to a post that one sees."""


def broken_rules(events: Iterable[Recorded]) -> list[str]:
    """What is wrong with a whole log, in words; empty where every event could have been a command's."""
    look = Look()
    return [f"{row.position} {row.event.TOPIC}: {wrong}" for row in events for wrong in look.at(row)]


class Look:
    """What is known after the events so far."""

    def __init__(self) -> None:
        self.position = 0
        self.time = UNRECORDED
        self.versions: defaultdict[UUID, int] = defaultdict(int)
        self.people: set[UUID] = set()
        self.handles: set[str] = set()
        self.pictures: dict[UUID, UUID | None] = {}
        self.posts: dict[UUID, PostShared] = {}
        self.visibility: dict[UUID, str] = {}
        self.gone: set[UUID] = set()
        self.hidden: defaultdict[UUID, int] = defaultdict(int)
        self.walls: set[tuple[UUID | None, UUID]] = set()
        self.follows: set[tuple[UUID | None, UUID]] = set()
        self.said: dict[UUID, UUID] = {}
        self.reports: set[tuple[UUID | None, UUID]] = set()

    def at(self, row: Recorded) -> list[str]:
        """What is wrong with the next event."""
        event = row.event
        wrong = [said for said, so in self._wrong(row) if so]
        self.position, self.time = row.position, event.timestamp
        self.versions[event.originator_id] += 1
        self._learn(event)
        return wrong

    def _wrong(self, row: Recorded) -> Iterable[tuple[str, bool]]:
        event, version = row.event, self.versions[row.event.originator_id] + 1
        yield "positions have a gap", row.position != self.position + 1
        yield "time falls", event.timestamp < self.time
        yield "its stream has a gap", event.originator_version != version
        yield "turned on twice", isinstance(event, ON) and version % 2 == 0
        yield "turned off twice", isinstance(event, OFF) and version % 2 == 1
        joining = isinstance(event, AccountRegistered) or event.TOPIC == "handle.reserved"
        yield "nobody did it", event.actor is not None and not joining and event.actor not in self.people
        yield "a handle twice", isinstance(event, AccountRegistered) and event.handle in self.handles
        yield from self._of_posts(event)

    def _of_posts(self, event: Event) -> Iterable[tuple[str, bool]]:
        if isinstance(event, PostShared):
            yield "its picture is another's or not there", self.pictures.get(event.render, event.render) != event.actor
            yield "first made public, or not", event.first_public != (event.visibility == Visibility.PUBLIC)
        if isinstance(event, PostEdited):
            yield "edited while it is hidden or gone", not self._stands(event.subject)
            yield "first listed again", event.first_listed and self.visibility.get(event.subject) in LISTED
        if isinstance(event, PostRemoved):
            public = self.visibility.get(event.subject) == Visibility.PUBLIC and not self.hidden[event.subject]
            yield "it was public, or not", event.was_public != public
        if isinstance(event, SEEN) and event.subject in self.posts:
            yield "done to what one does not see", not self._seen(event.actor, event.subject)
        elif isinstance(event, SEEN) and not isinstance(event, flags.Flagged):
            yield "done before it was shared", True
        if isinstance(event, comments.PostCommented) and event.reply_to:
            yield "answers what is not there", self.said.get(event.reply_to) != event.subject
        if isinstance(event, PromptSubmitted) and event.remix_of:
            source = self.posts.get(event.remix_of)
            yield "its words were not to be used", source is None or source.prompt_visibility != "REMIXABLE"
        if isinstance(event, cases.CaseOpened | cases.CaseFlagged):
            yield "a case without its report", (event.flagger, event.subject) not in self.reports

    def _stands(self, post: UUID) -> bool:
        return post not in self.gone and not self.hidden[post]

    def _seen(self, viewer: UUID | None, post: UUID) -> bool:
        author = self.posts[post].actor
        if not self._stands(post) or author is None:
            return False
        if (viewer, author) in self.walls or (author, viewer) in self.walls:
            return False
        shown = self.visibility[post]
        return shown in {Visibility.PUBLIC, Visibility.UNLISTED} or (
            shown == Visibility.FOLLOWERS and (viewer, author) in self.follows
        )

    def _learn(self, event: Event) -> None:
        match event:
            case AccountRegistered():
                self.people.add(event.originator_id)
                self.handles.add(event.handle)
            case ImageRendered():
                self.pictures[event.originator_id] = event.owner
            case comments.PostCommented():
                self.said[event.comment] = event.subject
            case comments.CommentRemoved():
                self.said.pop(event.comment, None)
        self._learn_of_ties(event, (event.actor, event.subject))
        self._learn_of_posts(event, event.subject)

    def _learn_of_ties(self, event: Event, pair: tuple[UUID | None, UUID]) -> None:
        match event:
            case blocks.AccountBlocked():
                self.walls.add(pair)
            case flags.Flagged():
                self.reports.add(pair)
            case follows.AccountFollowed():
                self.follows.add(pair)
            case follows.AccountUnfollowed():
                self.follows.discard(pair)

    def _learn_of_posts(self, event: Event, post: UUID) -> None:
        match event:
            case PostShared():
                self.posts[post], self.visibility[post] = event, event.visibility
            case PostEdited():
                self.visibility[post] = event.visibility
            case PostRemoved():
                self.gone.add(post)
            case PostLifted() if event.restriction == Restriction.REMOVE:
                self.hidden[post] -= 1
            case PostRestricted() if event.restriction == Restriction.REMOVE:
                self.hidden[post] += 1
