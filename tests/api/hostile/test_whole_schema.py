"""Documents that schemathesis makes up from the schema: whatever it allows gets a typed answer."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import schemathesis
from graphql import StringValueNode
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.core.result import Ok

from infra.cli.schema import SDL
from tests.api.hostile.conftest import Target
from tests.api.hostile.test_catalogue import SPILLED

EXAMPLES = 1
"""Of each field of a query and each command, the same one on every run."""
POSITIONS = st.from_regex(r"[0-9]{16}", fullmatch=True) | st.text(max_size=20)


def exercise(address: str, token: str) -> dict[str, int]:
    """Send what is made up, as somebody and as nobody; how many of each field were sent."""
    schemathesis.graphql.scalar("Position", POSITIONS.map(_literal))
    schema = schemathesis.graphql.from_path(str(SDL))
    sent: dict[str, int] = {}

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def each(data: st.DataObject) -> None:
        case: Case[Any] = data.draw(strategy)
        sent[label] = sent.get(label, 0) + 1
        for headers in ({}, {"authorization": f"Bearer {token}"}):
            response = client.post("/graphql", json={"query": case.body}, headers=headers)
            assert response.status_code == 200, (case.body, response.text)
            assert not SPILLED.search(response.text), (case.body, response.text)

    with httpx.Client(base_url=f"http://{address}", timeout=30) as client:
        for operation in schema.get_all_operations():
            assert isinstance(operation, Ok)
            label, strategy = operation.ok().label, operation.ok().as_strategy()
            if label != "Mutation.signOut":  # nobody would be asking from then on
                each()
    return sent


async def test_whatever_the_schema_allows_gets_a_typed_answer(target: Target) -> None:
    sent = await asyncio.to_thread(exercise, target.address, target.known["TOKEN"])
    assert len(sent) > 40
    assert min(sent.values()) == EXAMPLES


def _literal(text: str) -> StringValueNode:
    return StringValueNode(value=text)
