"""The straight way and the reference executor answer alike: data, errors and paths."""

from __future__ import annotations

from contextlib import nullcontext
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest
from graphql import GraphQLArgument
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from api.context import NOBODY, Context
from api.execution.compiled.values import ListOf
from api.execution.documents import Document, Refused
from api.execution.executor import Executor, Payload
from api.execution.requests import Request
from api.metrics import Metrics
from infra.limits import NoLimits
from tests.api.execution.kennel import kennel, make_kennel
from tests.api.execution.operations import Operations

SCHEMA = make_kennel()
SERVICES = SimpleNamespace(
    spans=SimpleNamespace(begin=lambda _: nullcontext(), span=lambda _: nullcontext()), limits=NoLimits()
)

BRANCHES = """{
  now { pets(first: 5) {
    ... on Named { name fullName weight age height good }
    ... on Cat { rival { age } known { id good age } }
    ... on Dog { friends { ... on Named { age good fullName } } }
  } }
  kennel { named(number: 1) { age fullName } }
}"""
"""Both load the same names, and the first is given up where something in it fails."""


class Both:
    """Both executors of one schema."""

    def __init__(self) -> None:
        self.metrics = Metrics()
        self._straight = Executor(SCHEMA, self.metrics)
        self._reference = Executor(SCHEMA, compiled=False)

    async def answers(self, request: Request, seed: int, *, faults: bool) -> tuple[Payload, Payload]:
        try:
            document, _ = self._straight.compile(request)
        except Refused:  # more than a document may ask for
            reject()
        straight = await _run(self._straight, document, request, seed, faults)
        return straight, await _run(self._reference, document, request, seed, faults)

    def counted(self, outcome: str) -> float | None:
        return self.metrics.registry.get_sample_value("limn_plans_total", {"outcome": outcome})


async def _run(executor: Executor, document: Document, request: Request, seed: int, faults: bool) -> Payload:
    data: Any = kennel(Random(seed), faults=faults)
    data.services, data.caller = SERVICES, NOBODY
    return await executor.run(document, request, cast(Context, data))


def made_up(seed: int) -> Request:
    operations = Operations(SCHEMA._schema, Random(seed), literal)
    return Request(operations.query(3), operations.variables, None)


def literal(random: Random, name: str, argument: GraphQLArgument) -> str | None:
    choices = ["WILD", "CALM", None] if name == "orElse" else ["0", "1", "4", "null", None]
    return random.choice(choices)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
async def test_without_faults_every_plan_runs_and_answers_as_the_reference_does(seed: int) -> None:
    both = Both()
    straight, reference = await both.answers(made_up(seed), seed, faults=False)
    assert straight == reference
    assert "errors" not in reference
    assert (both.counted("run"), both.counted("abandoned")) == (1, None)
    assert list(_names(straight)) == list(_names(reference))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
async def test_faults_are_told_in_the_same_words_at_the_same_paths(seed: int) -> None:
    straight, reference = await Both().answers(made_up(seed), seed, faults=True)
    assert straight["data"] == reference["data"]
    assert told(straight) == told(reference)


@pytest.mark.parametrize("seed", [40, 46, 51, 59])
async def test_what_one_branch_waits_for_no_longer_another_is_still_given(seed: int) -> None:
    straight, reference = await Both().answers(Request(BRANCHES, {}, None), seed, faults=True)
    assert straight["data"] == reference["data"]
    assert straight["data"]["now"] is None


@pytest.mark.parametrize(
    "query",
    [
        "query($a: Boolean = true) { now @include(if: $a) { motto } }",
        "query($a: Boolean = true) { now { ... @skip(if: $a) { motto } } kennel { motto } }",
        "query($a: Mood) { now { pets { ... on Named { mood(orElse: $a) } } } }",
    ],
)
async def test_a_null_that_is_taken_where_none_fits_is_told_alike(query: str) -> None:
    straight, reference = await Both().answers(Request(query, {"a": None}, None), 7, faults=False)
    assert straight == reference
    assert straight["errors"][0]["extensions"]["code"] == "INVALID"


async def test_control_a_plan_that_errs_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    complete = ListOf.complete
    monkeypatch.setattr(ListOf, "complete", lambda *args: [one and one[::-1] for one in complete(*args)])
    request = Request("{ now { pets { ... on Named { grid } } } }", {}, None)
    straight, reference = await Both().answers(request, 7, faults=False)
    assert straight != reference


def told(answer: Payload) -> set[str]:
    """What the errors say. Of those beneath what became null together, one is told, whichever came first."""
    return {_told(answer["data"], error) for error in answer.get("errors", ())}


def _told(data: Any, error: dict[str, Any]) -> str:
    for depth, step in enumerate(error["path"]):
        if data is None:
            return f"something at {error['path'][:depth]}"
        data = data[step]
    return repr(error)


def _names(value: object) -> Any:
    """All names in their order: they are to come as they were asked for."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield name
            yield from _names(below)
    elif isinstance(value, list):
        for below in value:
            yield from _names(below)
