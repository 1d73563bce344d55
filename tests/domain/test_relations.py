"""Likes, follows and flags: small streams that anyone can name."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import blocks, flags, follows, mutes, reactions
from domain.errors import DomainError, ErrorCode
from domain.identity import parse_position, position_text

ADA, BOB, POST = uuid4(), uuid4(), uuid4()


def test_like_and_unlike_are_one_stream_of_one_person_and_post() -> None:
    on, off = reactions.like(ADA, POST, BOB).toggle, reactions.unlike(ADA, POST, BOB).toggle
    other = reactions.like(BOB, POST, BOB).toggle
    assert on and off and other
    assert on.on and not off.on
    assert on.event.originator_id == off.event.originator_id != other.event.originator_id


def test_nobody_follows_themselves() -> None:
    with pytest.raises(DomainError):
        follows.follow(ADA, ADA)


def test_flagging_twice_is_one_flag_whatever_the_reason() -> None:
    about = flags.Flaggable(POST, flags.FlagKind.POST, BOB)
    first = flags.flag(ADA, about, flags.FlagReason.SPAM, None).toggle
    again = flags.flag(ADA, about, flags.FlagReason.HATE, None).toggle
    assert first and again
    assert first.event.originator_id == again.event.originator_id


@given(st.integers(min_value=0, max_value=10**16 - 1), st.integers(min_value=0, max_value=10**16 - 1))
def test_positions_sort_as_text(one: int, other: int) -> None:
    assert (one < other) == (position_text(one) < position_text(other))
    assert parse_position(position_text(one)) == one


@pytest.mark.parametrize(
    "position", ["", "0", "-00000000000001", "0" * 17, "\u0660" * 16, "1e15000000000000", " " * 16]
)
def test_a_malformed_position_is_invalid(position: str) -> None:
    with pytest.raises(DomainError):
        parse_position(position)


def test_a_block_ends_what_either_follows() -> None:
    wish = blocks.block(ADA, BOB)
    assert [type(fact) for fact in wish.facts] == [blocks.AccountBlocked, *[follows.AccountUnfollowed] * 2]
    ends = [follows.unfollow(ADA, BOB).toggle, follows.unfollow(BOB, ADA).toggle]
    assert [fact.originator_id for fact in wish.ends] == [end.event.originator_id for end in ends if end]


def test_nobody_blocks_or_mutes_themselves() -> None:
    for refused in (blocks.block, mutes.mute):
        with pytest.raises(DomainError) as error:
            refused(ADA, ADA)
        assert error.value.code is ErrorCode.CONFLICT
