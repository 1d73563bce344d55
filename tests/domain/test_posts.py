"""Sharing and taking back."""

from __future__ import annotations

from uuid import uuid4

import pytest

from domain.errors import DomainError, ErrorCode
from domain.events import UNRECORDED
from domain.posts import Post, PostEdited, PostRemoved, PostShared, PromptVisibility, Visibility, post_id
from domain.renders import Params, Picture, Render

OWNER, STRANGER = uuid4(), uuid4()


def finished() -> Render:
    render = Render.submit(uuid4(), OWNER, Params(512, 512, 8, 1, "painter"), None, b"")
    render.start()
    render.finish(Picture("00" * 32, 512, 512, "1", "", 0.01, 0.005, 0.02, "measured", b""))
    return render


def share(render: Render, actor: object = OWNER, visibility: Visibility = Visibility.PUBLIC) -> Post:
    return Post.share(render, actor, visibility, PromptVisibility.HIDDEN, ("sea",), b"sealed")  # type: ignore[arg-type] # ids


def test_sharing_says_all_that_folds_need() -> None:
    render = finished()
    (shared,) = share(render).collect_events()
    assert isinstance(shared, PostShared)
    assert (shared.actor, shared.subject, shared.render) == (OWNER, post_id(render.id), render.id)
    assert shared.first_public
    assert shared.timestamp is UNRECORDED


def test_only_a_public_share_is_first_public() -> None:
    (shared,) = share(finished(), visibility=Visibility.UNLISTED).collect_events()
    assert isinstance(shared, PostShared)
    assert not shared.first_public


def test_sharing_the_same_render_meets_the_same_stream() -> None:
    render = finished()
    assert share(render).id == share(render).id


def test_someone_elses_render_looks_absent() -> None:
    with pytest.raises(DomainError) as refusal:
        share(finished(), STRANGER)
    assert refusal.value.code is ErrorCode.NOT_FOUND


def test_an_unfinished_render_cannot_be_shared() -> None:
    render = Render.submit(uuid4(), OWNER, Params(512, 512, 8, 1, "painter"), None, b"")
    with pytest.raises(DomainError) as refusal:
        share(render)
    assert refusal.value.code is ErrorCode.CONFLICT


def test_a_post_is_removed_once_and_by_its_author() -> None:
    post = share(finished())
    with pytest.raises(DomainError):
        post.remove(STRANGER)
    post.remove(OWNER)
    assert isinstance(post.pending_events[-1], PostRemoved)
    with pytest.raises(DomainError) as refusal:
        post.remove(OWNER)
    assert refusal.value.code is ErrorCode.NOT_FOUND


def edited(post: Post, visibility: Visibility, tags: tuple[str, ...] = ("sea",)) -> PostEdited:
    post.edit(OWNER, visibility, PromptVisibility.VISIBLE, tags, b"other")
    event = post.pending_events[-1]
    assert isinstance(event, PostEdited)
    return event


def test_an_edit_says_what_was_before_and_what_is_there_for_the_first_time() -> None:
    post = share(finished(), visibility=Visibility.PRIVATE)
    first = edited(post, Visibility.FOLLOWERS, ("hill",))
    assert (first.visibility_before, first.tags_before, first.tags) == ("PRIVATE", ("sea",), ("hill",))
    steps = [first, *(edited(post, to) for to in (Visibility.PUBLIC, Visibility.UNLISTED, Visibility.PUBLIC))]
    assert [event.first_listed for event in steps] == [True, False, False, False]
    assert [event.first_public for event in steps] == [False, True, False, False]
    assert [event.publicly for event in steps] == [0, 1, -1, 1]
    assert (post.prompt_visibility, post.sealed) == (PromptVisibility.VISIBLE, b"other")
    post.remove(OWNER)
    removed = post.pending_events[-1]
    assert isinstance(removed, PostRemoved)
    assert removed.was_public


def test_only_its_author_edits_a_post_that_is_there() -> None:
    post = share(finished())
    with pytest.raises(DomainError) as refusal:
        post.edit(STRANGER, Visibility.PUBLIC, PromptVisibility.HIDDEN, (), b"")
    assert refusal.value.code is ErrorCode.NOT_FOUND
    post.remove(OWNER)
    with pytest.raises(DomainError):
        edited(post, Visibility.PUBLIC)
