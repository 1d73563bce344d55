"""``limn rule``: the rules that prompts are judged by, said by whoever runs the system."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from typing import Annotated

import typer

from domain.log import Append, Conflict
from domain.screening import Rule, Screen, set_rule, withdraw_rule
from infra import orders, rules
from infra.addresses import Addresses
from infra.cli.refusals import refusals
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from projections.views.screening import RuleRow

Name = Annotated[str, typer.Argument(help="1 to 40 of the characters a to z, 0 to 9 and -.")]
Words = Annotated[
    list[str],
    typer.Option(
        help="Words and phrases, parted by commas. Given again: a prompt must have one of each to be refused."
    ),
]
Message = Annotated[str, typer.Option(help="What is said to whoever is refused, one sentence.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def add_to(app: typer.Typer) -> None:
    """Add the group to the command line."""
    group = typer.Typer(help="Rules that prompts are judged by.", no_args_is_help=True)
    group.command("list")(list_)
    group.command("set")(set_)
    group.command()(withdraw)
    group.command("test")(test)
    app.add_typer(group, name="rule")


def list_(as_json: AsJson = False) -> None:
    """Show the rules in force."""
    for row in _standing(_conninfo()):
        if as_json:
            typer.echo(json.dumps(asdict(row), default=str))
        else:
            typer.echo(f"{row.name} (version {row.version}): {row.message}")
            for line in row.forbids:
                typer.echo(f"  {line}")


def set_(name: Name, words: Words, message: Message) -> None:
    """Put a rule in force, or in the place of the one of this name; at once for every prompt that comes then."""
    conninfo = _conninfo()
    before = {row.name: row.version for row in asyncio.run(rules.rows(conninfo))}
    with refusals("see limn rule set --help"):
        rule = Rule(name, tuple(words), message, before.get(name, 0))
    _append(conninfo, set_rule(None, rule))
    typer.echo(f"{name} is in force, version {rule.version + 1}.")


def withdraw(name: Name) -> None:
    """Take a rule out of force. Exit codes: 0 it is gone, 1 there is none of this name, 3 nothing runs."""
    conninfo = _conninfo()
    standing = {row.name: row for row in _standing(conninfo)}
    if name not in standing:
        raise Problem("No rule of this name is in force.", "see limn rule list", Exit.FAILED)
    _append(conninfo, withdraw_rule(None, rules.rule_of(standing[name])))
    typer.echo(f"{name} is withdrawn.")


def test(prompt: Annotated[str, typer.Argument(help="What someone might ask for.")]) -> None:
    """Judge a prompt without asking for it. Exit codes: 0 it would be painted, 1 it would be refused."""
    refusal = Screen(rules.rule_of(row) for row in _standing(_conninfo())).refusal(prompt)
    typer.echo(refusal.error().message if refusal else "No rule forbids this.")
    if refusal:
        raise typer.Exit(Exit.FAILED)


def _conninfo() -> str:
    return Addresses.of(Settings()).conninfo("limn_api")


def _standing(conninfo: str) -> list[RuleRow]:
    return [row for row in asyncio.run(rules.rows(conninfo)) if row.standing]


def _append(conninfo: str, wish: Append) -> None:
    try:
        in_force = asyncio.run(orders.append(conninfo, wish))
    except Conflict:
        raise Problem("This rule was changed at the same time.", "look at it and try again", Exit.FAILED) from None
    if not in_force:
        raise Problem("It was written, but the views are far behind the log.", "see limn status", Exit.SERVER)
