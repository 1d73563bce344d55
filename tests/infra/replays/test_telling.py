"""What a replay is told as: a chart, a picture, a table, JSON."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.ids import NodeKind, node_id
from domain.errors import DomainError
from infra.cli.replay_told import show
from infra.replays.drawn import drawing
from infra.replays.files import write_table, write_text
from infra.replays.plain import plain
from infra.replays.svg import svg
from infra.replays.titles import title
from infra.replays.words import moment, stretch
from infra.servers.problem import Problem
from projections.replays.replay import replay
from projections.replays.tracks import only, tracks
from tests.projections.test_replays import POSTS, Log, asked, life

ROWS = life([("like", POSTS[place % 3], 900) for place in range(12)])
SPEC = asked(ROWS, every=2)
OUTCOME = replay(SPEC, Log(ROWS))
TITLES = {POSTS[0]: title("ada", "A <quiet> \x1b[31m& sea\n"), POSTS[1]: "@bob Dusk"}
SVG = "{http://www.w3.org/2000/svg}"


def test_tracks_are_the_boards_turned_around() -> None:
    for track in tracks(OUTCOME, POSTS):
        for step, frame in enumerate(OUTCOME.frames):
            assert {one.post: one.place for one in frame.a}.get(track.post) == track.a[step]
            assert {one.post: one.place for one in frame.b}.get(track.post) == track.b[step]
    left = only(OUTCOME, {POSTS[1]})
    assert {place for track in tracks(left, POSTS) for place in (*track.a, *track.b)} == {None, 1}


def test_the_picture_is_xml_says_itself_in_words_and_names_only_whom_it_may() -> None:
    root = ET.fromstring(svg(drawing(OUTCOME, TITLES)))
    assert root.get("role") == "img"
    title, description = (root.findtext(f"{SVG}{name}") or "" for name in ("title", "desc"))
    assert "decay (version 1)" in title
    assert "2. @bob Dusk; 3. @ada A <quiet> [31m& sea." in description
    labels = [label.text for label in root.iter(f"{SVG}text") if label.get("class") == "label"]
    assert len(labels) == 4
    assert svg(drawing(replay(asked(ROWS[:1]), Log(ROWS[:1])), {}))


def test_the_terminal_shows_both_boards_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    show(OUTCOME, TITLES, (SPEC.a, SPEC.b), (POSTS[0], POSTS[1]))
    told = capsys.readouterr().out
    assert "decayed(likes, 6)" in told and "hacker-news" in told and "@bob Dusk" in told
    assert "it would" in told and OUTCOME.digest in told
    assert "\x1b" not in told
    assert node_id(NodeKind.POST, POSTS[2]) not in told


def test_json_and_parquet_hold_every_place(tmp_path: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - of the analysis group

    told = json.loads(json.dumps(plain(OUTCOME, TITLES)))
    places = [entry for frame in told["frames"] for side in ("a", "b") for entry in frame[side]]
    table = pq.read_table(write_table(tmp_path, OUTCOME)).to_pylist()
    assert [(row["place"], row["post"], row["score"], row["terms"]) for row in table] == [
        (entry["place"], entry["post"], entry["score"], entry["terms"]) for entry in places
    ]
    assert told["digest"] == OUTCOME.digest
    with pytest.raises(Problem):
        write_table(tmp_path / "none" / "replay.parquet", OUTCOME)
    with pytest.raises(Problem):
        write_text(tmp_path / "none" / "replay.svg", "")


NOW = datetime(2026, 3, 5, 14, 30, tzinfo=UTC)
TODAY = datetime(2026, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "begins", "ends"),
    [
        ("yesterday", TODAY - timedelta(days=1), TODAY),
        ("Today", TODAY, NOW),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)),
        ("2026-03-01T12:00", datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 3, 1, 12, tzinfo=UTC)),
        ("2026-03-01T12:00+02:00", datetime(2026, 3, 1, 10, tzinfo=UTC), datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("now", NOW, NOW),
        ("0000000000000042", 42, 42),
        ("42", 42, 42),
    ],
)
def test_moments_as_people_write_them(written: str, begins: object, ends: object) -> None:
    assert moment("from", written, NOW) == begins
    assert moment("to", written, NOW, ends=True) == ends


@pytest.mark.parametrize(
    "written", ["", "soon", "-1", "2026-13-01", "99999999999999999", "1" * 10_000, "\uff10", "12:00"]
)
def test_what_is_no_moment_is_refused(written: str) -> None:
    with pytest.raises(DomainError):
        moment("from", written, NOW)


def test_stretches_of_time() -> None:
    assert [stretch("every", text) for text in ("90s", "30m", "1h", "1d")] == [
        timedelta(seconds=90), timedelta(minutes=30), timedelta(hours=1), timedelta(days=1),
    ]  # fmt: skip
    for text in ("", "h", "1w", "-1h", "9999999s", "1.5h"):
        with pytest.raises(DomainError):
            stretch("every", text)
