"""Posts: pictures their makers show to others."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from domain.errors import DomainError, ErrorCode, conflict, not_found
from domain.events import Aggregate, Audience, Created, Event
from domain.identity import relation_id
from domain.renders import Render, RenderStatus
from domain.restrictions import Measure, PostLifted, PostRestricted, Restriction


class Visibility(StrEnum):
    """To whom a post is shown."""

    PUBLIC = "PUBLIC"
    UNLISTED = "UNLISTED"
    FOLLOWERS = "FOLLOWERS"
    PRIVATE = "PRIVATE"


LISTED = frozenset({Visibility.PUBLIC, Visibility.FOLLOWERS})
"""Such posts stand in lists, for those to whom they are shown."""


class PromptVisibility(StrEnum):
    """What others may do with a post's words."""

    HIDDEN = "HIDDEN"
    VISIBLE = "VISIBLE"
    REMIXABLE = "REMIXABLE"


class PostShared(Created):
    """An author showed a finished render. Nothing of it is seen by anyone else before this."""

    TOPIC = "post.shared"
    AUDIENCE = Audience.PUBLIC
    PUBLIC_FIELDS = ("tags", "visibility", "prompt_visibility", "remix_of", "first_public")

    render: UUID
    visibility: str
    prompt_visibility: str
    tags: tuple[str, ...]
    remix_of: UUID | None
    """the post it was remixed from"""
    first_public: bool
    """it became public with this event, for the first time"""
    sealed: bytes | None
    """caption, alt_text; and prompt where the words are not hidden"""


class PostEdited(Event):
    """Its author says otherwise of it: all that can be said, as it is from now on, and what of it folds count."""

    TOPIC = "post.edited"
    AUDIENCE = Audience.PUBLIC
    PUBLIC_FIELDS = ("tags", "visibility", "prompt_visibility", "remix_of", "first_public")

    visibility: str
    visibility_before: str
    prompt_visibility: str
    tags: tuple[str, ...]
    tags_before: tuple[str, ...]
    remix_of: UUID | None
    first_listed: bool
    """it came into a list with this event, for the first time"""
    first_public: bool
    """it became public with this event, for the first time"""
    sealed: bytes | None
    """caption, alt_text; and prompt where the words are not hidden"""

    @property
    def publicly(self) -> int:
        """How many public posts there are more with it: 1, 0 or -1."""
        return (self.visibility == Visibility.PUBLIC) - (self.visibility_before == Visibility.PUBLIC)

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.visibility = Visibility(self.visibility)
        aggregate.prompt_visibility = PromptVisibility(self.prompt_visibility)
        aggregate.tags = self.tags
        aggregate.sealed = self.sealed
        aggregate.been_listed |= self.first_listed
        aggregate.been_public |= self.first_public


class PostRemoved(Event):
    """Its author took it back."""

    TOPIC = "post.removed"
    AUDIENCE = Audience.PUBLIC

    was_public: bool
    remix_of: UUID | None

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.removed = True


class Post(Aggregate):
    """A picture that is shown. Its id follows from its render: sharing twice meets the same stream."""

    TOPIC = "post"

    def __init__(
        self,
        actor: UUID,
        render: UUID,
        visibility: str,
        prompt_visibility: str,
        tags: tuple[str, ...],
        remix_of: UUID | None,
        first_public: bool,
        sealed: bytes | None,
    ) -> None:
        self.author = actor
        self.render = render
        self.visibility = Visibility(visibility)
        self.prompt_visibility = PromptVisibility(prompt_visibility)
        self.tags = tags
        self.remix_of = remix_of
        self.been_listed = self.visibility in LISTED
        self.been_public = first_public
        self.sealed = sealed
        self.removed = False
        self.restrictions: dict[UUID, Measure] = {}

    @classmethod
    def share(
        cls,
        render: Render,
        actor: UUID,
        visibility: Visibility,
        prompt_visibility: PromptVisibility,
        tags: tuple[str, ...],
        sealed: bytes,
    ) -> Post:
        """Show a finished render of one's own."""
        if actor != render.owner:
            raise not_found()
        if render.status is not RenderStatus.DONE:
            raise conflict("Only a finished picture can be shared. Wait until its render is DONE.", "renderId")
        return cls._create(
            PostShared,
            id=post_id(render.id),
            actor=actor,
            subject=post_id(render.id),
            render=render.id,
            visibility=visibility.value,
            prompt_visibility=prompt_visibility.value,
            tags=tags,
            remix_of=render.remix_of,
            first_public=visibility is Visibility.PUBLIC,
            sealed=sealed,
        )

    def edit(
        self,
        actor: UUID,
        visibility: Visibility,
        prompt_visibility: PromptVisibility,
        tags: tuple[str, ...],
        sealed: bytes,
    ) -> None:
        """Say otherwise of it; all is given, also what stays."""
        self._authors(actor)
        if self.hiding:
            raise DomainError(
                ErrorCode.FORBIDDEN,
                "Moderators have taken this down, so it stays as it is. You can remove it, or contest the decision.",
                "postId",
            )
        self.trigger_event(
            PostEdited,
            actor=actor,
            subject=self.id,
            visibility=visibility.value,
            visibility_before=self.visibility.value,
            prompt_visibility=prompt_visibility.value,
            tags=tags,
            tags_before=self.tags,
            remix_of=self.remix_of,
            first_listed=visibility in LISTED and not self.been_listed,
            first_public=visibility is Visibility.PUBLIC and not self.been_public,
            sealed=sealed,
        )

    def remove(self, actor: UUID) -> None:
        """Take it back; for good."""
        self._authors(actor)
        self.trigger_event(
            PostRemoved,
            actor=actor,
            subject=self.id,
            was_public=self.visibility is Visibility.PUBLIC and not self.hiding,
            remix_of=self.remix_of,
        )

    @property
    def hiding(self) -> int:
        """How many decisions hide it from everyone but its author."""
        return sum(measure.restriction is Restriction.REMOVE for measure in self.restrictions.values())

    def restrict(self, measure: Measure) -> None:
        """A decision begins to stand."""
        if self.removed:
            raise conflict("Its author has taken it back. Dismiss the case.", "kind")
        hides = measure.restriction is Restriction.REMOVE and not self.hiding
        self._bear(PostRestricted, measure, -int(hides and self.visibility is Visibility.PUBLIC))

    def lift(self, measure: Measure) -> None:
        """A decision no longer stands."""
        shows = measure.restriction is Restriction.REMOVE and self.hiding == 1 and not self.removed
        self._bear(PostLifted, measure, int(shows and self.visibility is Visibility.PUBLIC))

    def _bear(self, fact: type[PostRestricted | PostLifted], measure: Measure, publicly: int) -> None:
        self.trigger_event(
            fact,
            actor=None,
            subject=self.id,
            decision=measure.decision,
            author=self.author,
            restriction=measure.restriction.value,
            label=measure.label,
            remix_of=self.remix_of,
            publicly=publicly,
        )

    def _authors(self, actor: UUID) -> None:
        if actor != self.author or self.removed:
            raise not_found()


def post_id(render: UUID) -> UUID:
    """The post of a render."""
    return relation_id("post", render, render)
