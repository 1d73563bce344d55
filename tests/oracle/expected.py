"""The rows that follow from the truth: each number counted over everything that happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.api_keys import ApiKeyMade
from domain.comments import PostCommented
from domain.events import Event
from domain.flags import Flagged
from domain.log import Recorded
from domain.posts import PostShared
from domain.rankers import RankerDefined, RankerWithdrawn
from domain.renders import Asked, ImageRendered, PromptRefused
from domain.screening import RuleSet
from tests.oracle.counted import account_tally
from tests.oracle.naive import Truth

Rows = dict[str, list[tuple[Any, ...]]]


def expected(events: Iterable[Recorded]) -> Rows:
    """Every row of every serving view, in no order."""
    truth, events = Truth(), list(events)
    for recorded in events:
        truth.see(recorded)
    return {
        "accounts": _accounts(truth),
        "account_tally": account_tally(events),
        "roles": [(*place, position) for place, position in truth.roles.items()],
        "role_turns": list(truth.role_turns.items()),
        "api_keys": [_api_key(*key) for key in truth.api_keys.values()],
        "renders": _renders(truth),
        "screening_rules": _rules(truth),
        "rankers": [_ranker(*said) for said in truth.rankers],
        "posts": _posts(truth),
        "tagged": _tagged(truth),
        "likes": [(actor, post, position) for (actor, post), position in truth.likes.items()],
        "follows": [(actor, whom, position) for (actor, whom), position in truth.follows.items()],
        "blocks": [(actor, whom, position) for (actor, whom), position in truth.blocks.items()],
        "block_turns": list(truth.block_turns.items()),
        "mute_turns": list(truth.mute_turns.items()),
        "mutes": [(actor, whom, position) for (actor, whom), position in truth.mutes.items()],
        "comments": _comments(truth),
        "flags": _flags(truth),
        "flag_counts": _flag_counts(truth),
        "cases": truth.moderation.case_rows(),
        "case_flags": truth.moderation.flag_rows(),
        "decisions": truth.moderation.decision_rows(),
        "statements": truth.moderation.statement_rows(),
        "trending_tally": [
            (*place, truth.gained[place], truth.lost[place], truth.said[place], truth.unsaid[place])
            for place in truth.gained.keys() | truth.lost.keys() | truth.said.keys() | truth.unsaid.keys()
        ],
    }


def _shared(truth: Truth) -> list[tuple[int, PostShared]]:
    return [(row.position, row.event) for row in truth.posts.values() if isinstance(row.event, PostShared)]


def _said(truth: Truth) -> list[tuple[int, PostCommented]]:
    return [(row.position, row.event) for row in truth.comments.values() if isinstance(row.event, PostCommented)]


def _accounts(truth: Truth) -> list[tuple[Any, ...]]:
    public = [event for _, event in _shared(truth) if truth.public(event.subject)]
    return [
        (
            account,
            event.handle,
            truth.profiles[account],
            event.timestamp,
            truth.turned.get(account),
            sum(followed == account for _, followed in truth.follows),
            sum(follower == account for follower, _ in truth.follows),
            sum(post.actor == account for post in public),
            *_standing(truth, account, "LABEL", "LIMIT"),
        )
        for account, event in truth.accounts.items()
    ]


def _standing(truth: Truth, thing: UUID, *kinds: str) -> tuple[int, ...]:
    """How many decisions of each kind stand on a thing."""
    counts = truth.moderation.standing(thing)
    return tuple(counts[kind] for kind in kinds)


def _renders(truth: Truth) -> list[tuple[Any, ...]]:
    rows = []
    for render, facts in truth.renders.items():
        asked = facts["asked"].event
        assert isinstance(asked, Asked)
        wish = (asked.width, asked.height, asked.steps, str(asked.seed), asked.model, asked.remix_of, asked.refines)
        times = (facts.get("began"), facts.get("end"))
        course = (facts["asked"].position, asked.timestamp, facts["since"], facts["attempts"], *times)
        rule = (asked.rule, asked.message) if isinstance(asked, PromptRefused) else (None, None)
        end = (facts.get("reason"), *rule, *_picture(facts))
        rows.append((render, asked.actor, facts["status"], asked.sealed, *wish, *course, *end))
    return rows


def _rules(truth: Truth) -> list[tuple[Any, ...]]:
    rows = []
    for name, (put, last) in truth.rules.items():
        rule, version, stands = put.event, last.event.originator_version, put is last
        assert isinstance(rule, RuleSet)
        rows.append((name, version, stands, list(rule.forbids), rule.message, rule.timestamp, last.position))
    return rows


def _ranker(position: int, event: Event) -> tuple[Any, ...]:
    assert isinstance(event, RankerDefined | RankerWithdrawn)
    meaning: tuple[Any, ...] = (None, None, None)
    if isinstance(event, RankerDefined):
        meaning = (event.formula, event.description, event.sealed)
    stream = (event.originator_id, event.originator_version)
    return (*stream, event.actor, event.name, *meaning, event.timestamp, position)


def _api_key(made: Recorded, revoked_at: datetime | None) -> tuple[Any, ...]:
    event = made.event
    assert isinstance(event, ApiKeyMade)
    life = (list(event.scopes), event.timestamp, event.expires_at, revoked_at, made.position)
    return (event.subject, event.actor, event.sealed, *life)


def _picture(facts: dict[str, Any]) -> tuple[Any, ...]:
    picture = facts.get("picture")
    if picture is None:
        return (None,) * 10
    assert isinstance(picture, ImageRendered)
    shown = (picture.sha256, picture.width, picture.height, picture.sealed, picture.model_version, picture.placeholder)
    return (*shown, picture.watt_hours, picture.watt_hours_low, picture.watt_hours_high, picture.energy_method)


def _posts(truth: Truth) -> list[tuple[Any, ...]]:
    remixed = [event.remix_of for _, event in _shared(truth) if truth.public(event.subject)]
    rows = []
    for position, event in _shared(truth):
        post = event.subject
        now = truth.said_of[post][-1][1]
        shown = (now.visibility, now.prompt_visibility, list(now.tags), event.remix_of, now.sealed)
        counts = (
            sum(liked == post for _, liked in truth.likes),
            sum(comment.subject == post and comment.comment not in truth.gone for _, comment in _said(truth)),
            remixed.count(post),
            0,
            *_standing(truth, post, "LABEL", "BLUR", "LIMIT", "REMOVE"),
        )
        state = (post in truth.removed, truth.touched[post])
        rows.append(
            (post, event.actor, event.render, *shown, event.timestamp, position, *_placed(truth, post), *state, *counts)
        )
    return rows


def _placed(truth: Truth, post: UUID) -> tuple[Any, ...]:
    """When it first came into a list, when everyone first saw it, and since when that is as it is."""
    versions = truth.said_of[post]
    listed = [position for position, event in versions if event.visibility in {"PUBLIC", "FOLLOWERS"}]
    public = [(position, event.timestamp) for position, event in versions if event.visibility == "PUBLIC"]
    turned = [
        position
        for (position, event), (_, before) in zip(versions[1:], versions, strict=False)
        if event.visibility != before.visibility
    ]
    ends = (truth.removed.get(post, 0), truth.turned.get(post, 0))
    since = max(versions[0][0], *turned, *ends)
    return (listed[0] if listed else None, *(public[0] if public else (None, None)), since)


def _tagged(truth: Truth) -> list[tuple[Any, ...]]:
    rows: dict[tuple[str, UUID], tuple[int, int | None]] = {}
    for post, versions in truth.said_of.items():
        tags: set[str] = set()
        public = False
        for position, event in versions:
            first, public = event.visibility == "PUBLIC" and not public, public or event.visibility == "PUBLIC"
            rows |= {(tag, post): (position, None) for tag in event.tags if first or tag not in tags}
            rows |= {(tag, post): (rows[tag, post][0], position) for tag in tags - set(event.tags)}
            tags = set(event.tags)
    return [(*place, *row) for place, row in rows.items()]


def _comments(truth: Truth) -> list[tuple[Any, ...]]:
    answers = Counter(event.reply_to for _, event in _said(truth))
    return [
        (
            event.comment,
            event.subject,
            event.actor,
            event.reply_to,
            None if event.comment in truth.gone else event.sealed,
            position,
            event.timestamp,
            event.comment in truth.gone,
            answers[event.comment],
            *_standing(truth, event.comment, "LABEL", "REMOVE"),
        )
        for position, event in _said(truth)
    ]


def _flags(truth: Truth) -> list[tuple[Any, ...]]:
    return [
        (*place, event.kind, event.reason, event.sealed, row.position, event.timestamp)
        for place, row in truth.flags.items()
        if isinstance(event := row.event, Flagged)
    ]


def _flag_counts(truth: Truth) -> list[tuple[Any, ...]]:
    counts = Counter((e.subject, e.reason) for row in truth.flags.values() if isinstance(e := row.event, Flagged))
    return [(*place, number) for place, number in counts.items()]
