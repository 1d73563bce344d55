"""``limn retry``: what policies went past is tried again, once its cause is mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import psycopg
import typer

from domain.log import LogFull
from infra.addresses import Addresses
from infra.dispatch import RedisDispatch
from infra.folds import LogSource
from infra.log.blocking import BlockingLog
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from infra.telemetry.answers import answered
from infra.telemetry.spans import NO_SPANS
from projections import retrying
from projections.policies.cases import collecting
from projections.policies.dispatch import dispatching
from projections.policies.statements import telling
from projections.policy import Policy
from projections.retrying import Retried


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(retry)


def retry(
    policy: Annotated[str, typer.Argument(help="The policy, as `limn doctor` or the operator's page shows it.")],
    position: Annotated[int | None, typer.Argument(help="One event that it went past; without, all of them.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per event.")] = False,
) -> None:
    """Answer what a policy went past, in order. What was answered before stays so: nothing is done twice.

    Exit codes: 0 nothing is left of it; 1 some cannot be answered yet; 2 no such policy, or it did not go past this;
    3 nothing runs; 9 the database went away, or takes nothing.
    """
    addresses = Addresses.of(Settings())
    conninfo, left = addresses.conninfo("limn_policy"), 0
    with psycopg.connect(conninfo, autocommit=True) as connection, _policies(addresses, conninfo) as known:
        chosen = answered(_chosen(known, policy), connection, NO_SPANS)
        places = _places(connection, policy, position)
        if not places and not as_json:
            typer.echo(f"{policy} went past nothing.")
        try:
            for place in places:
                done = retrying.retry(connection, LogSource(conninfo), chosen, place)
                left += done.reason is not None
                typer.echo(json.dumps(asdict(done)) if as_json else _told(done))
        except (psycopg.OperationalError, LogFull):
            raise Problem("The log takes nothing just now.", "limn status; then this again", Exit.SERVER) from None
    raise typer.Exit(Exit.FAILED if left else Exit.OK)


@contextmanager
def _policies(addresses: Addresses, conninfo: str) -> Iterator[dict[str, Policy]]:
    log, dispatch = BlockingLog(conninfo), RedisDispatch(addresses.redis)
    try:
        yield {policy.name: policy for policy in (dispatching(dispatch), collecting(log), telling(log))}
    finally:
        dispatch.close()
        log.close()


def _chosen(known: dict[str, Policy], name: str) -> Policy:
    if name not in known:
        raise Problem("There is no such policy.", f"choose one of: {', '.join(known)}", Exit.USAGE)
    return known[name]


def _places(connection: psycopg.Connection, policy: str, position: int | None) -> list[int]:
    parked = retrying.parked(connection, policy)
    if position is None:
        return parked
    if position not in parked:
        raise Problem(f"{policy} did not go past {position}.", f"limn retry {policy} tries all", Exit.USAGE)
    return [position]


def _told(done: Retried) -> str:
    return f"{done.policy} {done.position}: {done.reason or 'answered'}"
