"""Sharing and taking back."""

from __future__ import annotations

from uuid import uuid4

import pytest

from domain.errors import DomainError, ErrorCode
from domain.events import UNRECORDED
from domain.posts import Post, PostRemoved, PostShared, PromptVisibility, Visibility, post_id
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
