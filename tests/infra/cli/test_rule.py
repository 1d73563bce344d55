"""``limn rule``: rules are set, shown, tried and withdrawn by whoever runs the system."""

from __future__ import annotations

import asyncio

import pytest
import typer
from typer.testing import CliRunner, Result

from domain.default_rules import DEFAULT_RULES
from infra.cli import rule
from infra.orders import set_defaults
from infra.rules import rows
from infra.servers.problem import Problem
from tests.api.conftest import shared_folding
from tests.databases import Database

__all__ = ["shared_folding"]


@pytest.fixture
def conninfo(shared_database: Database, shared_folding: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of a database whose views are made, and which the command finds."""
    monkeypatch.setattr(rule, "_conninfo", lambda: shared_database.api)
    return shared_database.api


def limn(*words: str) -> Result:
    """Run the command; raise what it raises."""
    app = typer.Typer()
    rule.add_to(app)
    app.callback()(lambda: None)
    done = CliRunner().invoke(app, ["rule", *words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_a_rule_from_its_setting_to_its_end(conninfo: str) -> None:
    wish = ("set", "wolves", "--words", "wolf, wolves", "--words", "snow", "--message", "No wolves in the snow.")
    assert limn(*wish).output == "wolves is in force, version 1.\n"
    assert limn(*wish).output == "wolves is in force, version 2.\n"
    assert "wolves (version 2): No wolves in the snow.\n  wolf, wolves\n  snow\n" in limn("list").output
    refused = limn("test", "a WOLF in $now")
    assert refused.exit_code == 1 and "“WOLF”, “$now”" in refused.output
    assert limn("test", "a wolf").exit_code == 0
    assert limn("withdraw", "wolves").output == "wolves is withdrawn.\n"
    assert "wolves" not in limn("list", "--json").output
    with pytest.raises(Problem, match="No rule of this name"):
        limn("withdraw", "wolves")
    with pytest.raises(Problem, match="A phrase is"):
        limn("set", "wolves", "--words", "", "--message", "No.")
    assert "version 4" in limn(*wish).output


def test_a_start_sets_only_what_never_was(conninfo: str) -> None:
    asyncio.run(set_defaults(conninfo))
    gone = DEFAULT_RULES[0].name
    limn("withdraw", gone)
    asyncio.run(set_defaults(conninfo))
    versions = {row.name: (row.version, row.standing) for row in asyncio.run(rows(conninfo))}
    assert versions[gone] == (2, False)
    assert {versions[other.name] for other in DEFAULT_RULES[1:]} == {(1, True)}
