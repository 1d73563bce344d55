"""An export answers what the running system answers: in SQL by the recipes, and in replays by the folds themselves."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import psycopg
import pytest
from duckdb import DuckDBPyConnection
from psycopg import AsyncConnection
from typer.testing import CliRunner

from api.ids import NodeKind, node_id, parse_id
from domain.default_rankers import DEFAULT_RANKERS
from domain.errors import DomainError
from domain.rankers import define
from domain.reactions import PostLiked
from infra.addresses import Addresses
from infra.cli import app
from infra.database.pool import open_pool
from infra.events import PooledEvents
from infra.export.asking import whole
from infra.export.export import Export
from infra.export.on_ray import fold_piece, replay_on_ray
from infra.export.opened import asked, opened
from infra.export.reading import ExportedLog
from infra.export.replaying import Exported
from infra.export.running import opened_export
from infra.folds import LogSource
from infra.invented.lives import Lives, Plan
from infra.invented.scenes import unpainted
from infra.invented.writing import write
from infra.keyring import Keyring
from infra.log.importer import import_events
from infra.notebook import yesterday
from infra.notebook.asking import Asking
from infra.replays.reading import asked as asked_running
from infra.servers.problem import Problem
from projections.catalogue import SERVING
from projections.engine import Engine
from projections.install import install
from projections.replays.replay import Part, finish, replay, stretches
from projections.replays.stretch import TOPICS, Stretch
from projections.replays.timeline import Question
from projections.views import trending
from projections.views.trending import Window
from tests.databases import Database
from tests.projections.world import catch_up
from tests.rankers import RANKERS

RECIPES = Path(__file__).parents[3] / "docs" / "recipes"
PLAN = Plan(events=3_000, seed=5, until=datetime(2026, 11, 22, 17, tzinfo=UTC), days=3)
PUBLIC = "visibility = 'PUBLIC' AND NOT removed AND hidden = 0"
Rows = list[tuple[Any, ...]]


@asynccontextmanager
async def exporting(database: Database, folder: Path) -> AsyncIterator[Export]:
    async with opened_export(database.api, Keyring(folder / "keyring")) as made:
        yield made


@pytest.fixture(scope="module")
async def exported(shared_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of a past that the views have folded."""
    folder = tmp_path_factory.mktemp("past")
    write(shared_database.api, Lives(PLAN, unpainted()))
    again = replace(DEFAULT_RANKERS[0], formula="likes", version=1)
    (defined,) = define(again).events
    import_events(shared_database.api, [type(defined)(**vars(defined) | {"timestamp": PLAN.until})])
    with psycopg.connect(shared_database.engine, autocommit=True) as connection:
        install(connection, SERVING)
        catch_up(Engine(connection, LogSource(shared_database.engine), SERVING))
    async with exporting(shared_database, folder) as made:
        await made.run(folder / "out")
    return folder / "out"


@pytest.fixture
def duck(exported: Path) -> DuckDBPyConnection:
    return opened(exported)


@pytest.fixture
def views(shared_database: Database) -> psycopg.Connection:
    return psycopg.connect(shared_database.superuser)


def rows(duck: DuckDBPyConnection, question: str) -> Rows:
    return asked(duck, question)[1]


def answer(duck: DuckDBPyConnection, recipe: str) -> Rows:
    return rows(duck, (RECIPES / f"{recipe}.sql").read_text())


def posts(rows: Rows) -> Rows:
    """The same, with what the database calls a post written as the API does."""
    return [(node_id(NodeKind.POST, post), *rest) for post, *rest in rows]


def test_likes_per_day(duck: DuckDBPyConnection, views: psycopg.Connection) -> None:
    expected = views.execute(
        "SELECT (at AT TIME ZONE 'UTC')::date, count(*) FILTER (WHERE topic = 'post.liked'),"
        f" count(*) FILTER (WHERE topic = 'post.unliked') FROM log.events JOIN views.posts ON post = subject"
        f" WHERE topic IN ('post.liked', 'post.unliked') AND {PUBLIC} GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert answer(duck, "likes_per_day") == expected
    assert sum(gained for _, gained, _ in expected) > 500


def test_activity_by_hour(duck: DuckDBPyConnection) -> None:
    events, people = Counter[int](), defaultdict[int, set[str | None]](set)
    for at, actor in rows(duck, "SELECT happened_at, actor FROM events"):
        events[at.astimezone(UTC).hour] += 1
        people[at.astimezone(UTC).hour] |= {actor} - {None}
    assert answer(duck, "activity_by_hour") == [(hour, events[hour], len(people[hour])) for hour in sorted(events)]


@pytest.mark.parametrize("ago", [timedelta(), timedelta(hours=20)])
async def test_board_hacker_news(shared_database: Database, duck: DuckDBPyConnection, ago: timedelta) -> None:
    moment = rows(duck, "SELECT max(happened_at) FROM events")[0][0] - ago
    async with (
        open_pool(shared_database.api) as pool,
        await AsyncConnection.connect(shared_database.api) as connection,
    ):
        log = PooledEvents(pool)
        head = await log.head()
        position = await log.position_at(moment, head)
        past = await trending.past(log, position, head)
        ranker = RANKERS["hacker-news"]
        board = await trending.board(connection, Window.DAY, ranker, moment, trending.BOARD_DEPTH, past=past)
    duck.execute("SET VARIABLE moment = ?", [moment.isoformat()])
    found = answer(duck, "board_hacker_news")
    assert [row[1] for row in found] == [node_id(NodeKind.POST, one.id) for one in board]
    assert [row[3] for row in found] == pytest.approx([one.score for one in board])
    assert [row[4] for row in found] == [one.terms[0].value for one in board]
    assert len(board) > 30


async def test_counts_are_folds(shared_database: Database, duck: DuckDBPyConnection, tmp_path: Path) -> None:
    assert answer(duck, "counts_are_folds") == []
    async with exporting(shared_database, tmp_path) as made:
        await made.run(tmp_path / "half", since=1_500)
    differing = answer(opened(tmp_path / "half"), "counts_are_folds")
    assert {counter for _, counter, _, _ in differing} > {"like_count", "comment_count", "follower_count"}


def test_events_behind_a_count(duck: DuckDBPyConnection, views: psycopg.Connection) -> None:
    query = f"SELECT post, like_count FROM views.posts WHERE {PUBLIC} ORDER BY like_count DESC LIMIT 1 OFFSET 3"
    for post, likes in posts(views.execute(query).fetchall()):
        duck.execute("SET VARIABLE post = ?", [post])
        events = views.execute(
            "SELECT notification_id FROM log.events WHERE subject = %s AND topic IN ('post.liked', 'post.unliked')"
            " ORDER BY 1",
            [parse_id(post)[1]],
        ).fetchall()
        found = answer(duck, "events_behind_a_count")
        assert [(row[0],) for row in found] == events
        assert found[-1][-1] == likes > 0


def test_most_talked_about(duck: DuckDBPyConnection, views: psycopg.Connection) -> None:
    query = """SELECT posts.post, handle, count(*), count(DISTINCT comments.author) FROM views.comments
        JOIN views.posts USING (post) JOIN views.accounts ON account = posts.author
        WHERE NOT comments.removed AND visibility = 'PUBLIC' AND NOT posts.removed AND posts.hidden = 0
        GROUP BY 1, 2 ORDER BY 3 DESC, 4 DESC, 1 LIMIT 20"""
    assert answer(duck, "most_talked_about") == posts(views.execute(query).fetchall())


def test_remix_trees(duck: DuckDBPyConnection, views: psycopg.Connection) -> None:
    sources: dict[UUID, UUID | None] = dict(
        views.execute(f"SELECT post, remix_of FROM views.posts WHERE {PUBLIC}").fetchall()
    )
    trees = defaultdict[Any, list[int]](list)
    for post in sources:
        depth, root = 0, post
        while (source := sources[root]) in sources:
            depth, root = depth + 1, source
        trees[root].append(depth)
    expected = [(root, len(depths) - 1, max(depths)) for root, depths in trees.items() if len(depths) > 1]
    assert sorted(answer(duck, "remix_trees")) == sorted(posts(expected))
    assert expected


def test_retention(duck: DuckDBPyConnection) -> None:
    joined, active = dict[str, date](), defaultdict[str, set[date]](set)
    for topic, actor, at in rows(duck, "SELECT topic, actor, happened_at FROM events"):
        active[actor].add(at.astimezone(UTC).date())
        if topic == "account.registered":
            joined[actor] = at.astimezone(UTC).date()
    expected = Counter(
        (first, after)
        for actor, first in joined.items()
        for after in (0, 1, 2, 7)
        if first + timedelta(after) in active[actor]
    )
    found = answer(duck, "retention")
    assert {
        (day, after): count for day, *counts in found for after, count in zip((0, 1, 2, 7), counts, strict=True)
    } == {(day, after): expected[day, after] for day in sorted(set(joined.values())) for after in (0, 1, 2, 7)}


def test_first_like(duck: DuckDBPyConnection, views: psycopg.Connection) -> None:
    query = f"""SELECT (first_public_at AT TIME ZONE 'UTC')::date, first_public_at,
        (SELECT min(at) FROM log.events WHERE subject = post AND topic = 'post.liked')
        FROM views.posts WHERE {PUBLIC}"""
    days = defaultdict[date, list[float | None]](list)
    for day, shared, liked in views.execute(query).fetchall():
        days[day].append(liked and (liked.replace(microsecond=0) - shared.replace(microsecond=0)).total_seconds() / 60)
    liked = {day: [wait for wait in waits if wait is not None] for day, waits in sorted(days.items())}
    expected = [(day, len(days[day]), len(waits), median(waits) if waits else None) for day, waits in liked.items()]
    found = answer(duck, "first_like")
    assert [row[:3] for row in found] == [row[:3] for row in expected]
    assert [row[3] for row in found] == pytest.approx([row[3] for row in expected], abs=0.1)


def test_every_recipe_is_tested_and_says_what_it_is_for() -> None:
    recipes = {path.stem: path.read_text() for path in RECIPES.glob("*.sql")}
    assert [name for name in recipes if f"test_{name}" not in globals()] == []
    assert [name for name, text in recipes.items() if not text.startswith("-- ")] == []
    told = (RECIPES / "README.md").read_text()
    assert [name for name in recipes if f"{name}.sql" not in told] == []


def question() -> Question:
    """Boards over everything, every few hours."""
    return Question(RANKERS["decay"], RANKERS["hacker-news"], Window.ALL, steps=9)


def test_a_replay_of_the_files_is_that_of_the_log(shared_database: Database, exported: Path) -> None:
    log = whole(ExportedLog(exported))
    spec = asked_running(shared_database.engine, question())
    outcome = replay(spec, LogSource(shared_database.engine))
    assert replay(spec, log).digest == outcome.digest
    folded = []
    for parts in stretches(spec):  # as machines do it: each piece from the one file that it is in
        stretch = Stretch()
        for file, piece in (one for part in parts for one in log.pieces(part)):
            stretch.join(fold_piece(file, piece))
        folded.append(stretch)
    assert finish(spec, folded).digest == outcome.digest
    assert len({file for file, _ in log.pieces(Part(0, spec.now, TOPICS))}) > 2
    assert sum(len(frame.a) for frame in outcome.frames) > 100


def test_an_export_is_replayed_without_a_running_system(exported: Path) -> None:
    where = Exported(exported)
    assert where.ranker("decay@1").formula == RANKERS["decay"].formula
    assert (
        where.ranker("decay") == where.ranker("decay@2") == replace(where.ranker("decay@1"), version=2, formula="likes")
    )
    spec = where.asked(replace(question(), a=where.ranker("decay"), b=where.ranker("likes / (hours + 2)")))
    last = where.answered(spec, lambda position: None).frames[-1]
    titles = where.titles([one.post for one in last.a])
    assert len(titles) == len(last.a) > 0
    assert all(title.startswith("@") for title in titles.values())
    with pytest.raises(DomainError, match="no such ranker"):
        where.ranker("decay@3")


async def test_boards_are_not_made_of_a_part(shared_database: Database, tmp_path: Path) -> None:
    async with exporting(shared_database, tmp_path) as made:
        await made.run(tmp_path / "part", until=1_000)
    with pytest.raises(Problem, match="a part of the log"):
        Exported(tmp_path / "part")


def test_rows_of_another_version_are_not_folded(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PostLiked, "class_version", 2, raising=False)
    with pytest.raises(Problem, match=r"when post\.liked was told otherwise"):
        ExportedLog(exported)


def test_the_notebook_tells_the_same_boards(shared_database: Database, exported: Path) -> None:
    asking = Asking(exported)
    _, shown = yesterday.app.run(defs={"export": asking})
    day = shown["day"].value
    assert day == PLAN.until.date() - timedelta(days=1)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
    question = Question(RANKERS["decay"], RANKERS["hacker-news"], Window.DAY, steps=1, end=midnight)
    (frame,) = replay(asked_running(shared_database.engine, question), LogSource(shared_database.engine)).frames
    assert [line["score"] for line in shown["boards"].last(False)] == [round(entry.score, 6) for entry in frame.b]
    upper, lower = list(shown["boards"].pairs(False).values())[:2]
    assert [reason["term"] for reason in shown["boards"].why(False, upper, lower)] == ["likes", "hours"]
    assert all(line["shown"] == line["folded"] for line in shown["counted"])
    assert asking.behind(str(shown["counted"][0]["post"]))


def test_the_command_line_asks_an_export(
    shared_database: Database, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = SimpleNamespace(conninfo=lambda role: shared_database.api)
    monkeypatch.setattr(Addresses, "of", lambda settings: found)
    monkeypatch.setenv("LIMN_DATA", str(tmp_path))
    made = told("export", str(tmp_path / "out"), "--to", "2026-11-21", "--json")
    assert (
        json.loads(made[-1])["events"] == json.loads(told("sql", str(tmp_path / "out"), COUNTED, "--json")[0])["n"] > 0
    )
    played = json.loads(told("replay", "--over", str(exported), "--window", "all", "--steps", "2", "--json")[0])
    assert len(played["frames"]) == 2
    for words, wrong in (
        (("export", str(exported)), "is there already"),
        (("export", "out", "--from", "2099-01-01"), "in the future"),
        (("export", "out", "--from", "soon"), "no moment"),
        (("sql", str(tmp_path), "FROM events"), "is no export"),
        (("sql", str(exported), "SELEC"), "DuckDB"),
        (("sql", str(exported), "FROM events", "--set", "day"), "sets nothing"),
        (("replay", "somewhere:6379"), "say --ray"),
    ):
        with pytest.raises(Problem, match=wrong):
            told(*words)
    monkeypatch.setattr("infra.analysis.find_spec", lambda package: None)
    with pytest.raises(Problem, match="make analysis"):
        told("sql", str(exported), "FROM events")


COUNTED = "SELECT count(*) AS n FROM events"


def told(*words: str) -> list[str]:
    """What a command says, a line each; what it raises."""
    done = CliRunner().invoke(app, words)
    if isinstance(done.exception, Problem):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_ray_answers_the_same_though_a_worker_is_killed(exported: Path) -> None:
    spec = Exported(exported).asked(question())
    killed: list[int] = []

    def kill(position: int) -> None:
        for worker in [] if killed else workers():
            os.kill(worker, signal.SIGKILL)
            killed.append(worker)

    log = ExportedLog(exported)
    assert replay_on_ray(spec, log, report=kill).digest == replay(spec, log).digest
    assert killed
    assert workers() == []


def workers() -> list[int]:
    """Workers of a Ray that this process has started."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if line.read_bytes().startswith((b"ray::IDLE", b"ray::fold_piece")) and _descends(int(line.parent.name)):
                found.append(int(line.parent.name))
    return found


def _descends(process: int) -> bool:
    while process > 1 and process != os.getpid():
        status = Path(f"/proc/{process}/status").read_text()
        process = int(status.partition("PPid:")[2].split()[0])
    return process == os.getpid()
