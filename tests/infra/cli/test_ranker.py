"""``limn ranker``: rankers are defined, shown, tried and withdrawn by whoever runs the system."""

from __future__ import annotations

import asyncio

import pytest
import typer
from typer.testing import CliRunner, Result

from domain.default_rankers import DEFAULT_RANKERS
from domain.errors import DomainError
from infra import rankers
from infra.cli import ranker
from infra.orders import set_defaults
from infra.servers.problem import Problem
from tests.api.conftest import shared_folding
from tests.databases import Database

__all__ = ["shared_folding"]


@pytest.fixture
def conninfo(shared_database: Database, shared_folding: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of a database whose views are made, and which the command finds."""
    monkeypatch.setattr(ranker, "_conninfo", lambda: shared_database.api)
    return shared_database.api


def limn(*words: str) -> Result:
    """Run the command; raise what it raises."""
    app = typer.Typer()
    ranker.add_to(app)
    app.callback()(lambda: None)
    done = CliRunner().invoke(app, ["ranker", *words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_a_ranker_from_its_definition_to_its_end(conninfo: str) -> None:
    wish = ("set", "quick", "likes/(hours+1)", "--description", "What is new.")
    assert limn(*wish).output == "quick is version 1: likes / (hours + 1)\n"
    assert limn("set", "quick", "recent(likes, 1)").output == "quick is version 2: recent(likes, 1)\n"
    assert "quick (version 2): \n  recent(likes, 1)\n" in limn("list").output
    assert asyncio.run(rankers.named(conninfo, "quick@1")).formula == "likes / (hours + 1)"
    assert asyncio.run(rankers.named(conninfo, "quick")).version == 2
    assert limn("test", "likes+1", "--window", "week").output.startswith("likes + 1\n")
    assert limn("withdraw", "quick").output == "quick is withdrawn.\n"
    assert "quick" not in limn("list", "--json").output
    assert asyncio.run(rankers.named(conninfo, "quick@2")).version == 2, "an old board can still be told"
    for gone in ("quick", "quick@3", "nothing"):
        with pytest.raises(DomainError, match="no such ranker"):
            asyncio.run(rankers.named(conninfo, gone))
    with pytest.raises(Problem, match="no ranker of this name"):
        limn("withdraw", "quick")
    with pytest.raises(Problem, match="Column 8: Here a number"):
        limn("set", "quick", "likes +")
    assert "version 4" in limn(*wish).output


def test_a_start_defines_only_what_never_was(conninfo: str) -> None:
    asyncio.run(set_defaults(conninfo))
    limn("withdraw", "lemmy")
    limn("set", "decay", "likes")
    asyncio.run(set_defaults(conninfo))
    standing = {row.name: row.version for row in asyncio.run(rankers.own(conninfo))}
    expected = {one.name: 1 for one in DEFAULT_RANKERS} | {"decay": 2}
    del expected["lemmy"]
    assert standing.items() >= expected.items() and "lemmy" not in standing
    assert next(iter(standing)) == "decay", "the default is the first"
    with pytest.raises(Problem, match="need this one"):
        limn("withdraw", "decay")
