"""What a client that was cut off must have in the end, told from the log's own events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from api.ids import NodeKind, node_id
from api.realtime.feeds import MOST_CHANGES
from domain.events import Audience
from domain.log import Recorded
from domain.posts import PostRemoved, PostShared
from domain.reactions import PostLiked, PostUnliked

EVENTS = "subscription Log($after: Position) { events(after: $after) { position topic } }"
FEED = """subscription Feed($after: Position) { feedChanges(after: $after) {
  position reset changes { kind postId post { likeCount } } } }"""


def visible(log: Iterable[Recorded], after: int) -> list[int]:
    """The positions of the public log after one. `log`: all of it; no post in it changes to whom it is shown."""
    rows = list(log)
    public = {row.event.subject for row in rows if isinstance(row.event, PostShared) and row.event.first_public}
    return [
        row.position
        for row in rows
        if row.position > after
        and row.event.AUDIENCE is Audience.PUBLIC
        and (row.event.subject in public or not row.event.TOPIC.startswith("post."))
    ]


def exact(got: Sequence[int], log: Sequence[Recorded], after: int) -> bool:
    """Whether a client got every public event once and in order. Those of a post that was taken back may be missing."""
    gone = {row.event.subject for row in log if isinstance(row.event, PostRemoved)}
    public = visible(log, after)
    must = {position for position in public if log[position - 1].event.subject not in gone}
    rising = all(later > earlier for earlier, later in pairwise(got))
    return rising and must <= set(got) <= set(public)


def differences(deltas: Iterable[dict[str, Any]], log: Sequence[Recorded]) -> int:
    """How often what the client holds differs from the feed at its delta's position, folded from the log.

    log  from where the client began, with nothing in the feed

    A client that is told to ask again, as too much has changed, is taken to have done so; without need it is an error.
    """
    held: dict[str, int] = {}
    expected: dict[str, int] = {}
    known = wrong = 0
    positions: list[int] = []
    for delta in deltas:
        changed = set[object]()
        for change in delta["changes"]:
            held.pop(change["postId"], None)
            if change["kind"] != "REMOVED":
                held[change["postId"]] = change["post"]["likeCount"]
        positions.append(int(delta["position"]))
        while known < len(log) and log[known].position <= positions[-1]:
            _fold(expected, log[known])
            changed.add(log[known].event.subject)
            known += 1
        if delta["reset"]:
            assert len(changed) > MOST_CHANGES
            held = dict(expected)
        wrong += held != expected
    assert all(later > earlier for earlier, later in pairwise(positions))
    return wrong


def _fold(feed: dict[str, int], row: Recorded) -> None:
    post = node_id(NodeKind.POST, row.event.subject)
    match row.event:
        case PostShared(first_public=True):
            feed[post] = 0
        case PostRemoved():
            feed.pop(post, None)
        case PostLiked() if post in feed:
            feed[post] += 1
        case PostUnliked() if post in feed:
            feed[post] -= 1
