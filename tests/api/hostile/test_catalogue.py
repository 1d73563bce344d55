"""Hostile requests: each gets the answer that it shall get, which tells nothing and holds nothing of what was sent."""

from __future__ import annotations

import logging
import re
from collections import Counter

import pytest

from tests.api.hostile.asking import CANARY, Asked, Http
from tests.api.hostile.catalogue import CATALOGUE, EXECUTED
from tests.api.hostile.conftest import Target
from tests.api.hostile.sending import Answer, send

SPILLED = re.compile(r"Traceback|File \"|\.py\b|site-packages|psycopg|postgres|INTERNAL", re.IGNORECASE)
"""What an answer never holds."""
SHORT = 3_000
"""Characters of any answer but a page or a picture."""


@pytest.mark.parametrize("asked", CATALOGUE, ids=lambda asked: asked.name.replace(" ", "-"))
async def test_each_gets_its_answer_and_nothing_else(
    target: Target, asked: Asked, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await send(asked, target.address, target.known)
    assert fault(asked, answer) is None, answer
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert CANARY not in caplog.text


async def test_the_reference_executor_answers_the_same(referred: Target, caplog: pytest.LogCaptureFixture) -> None:
    wrong = {asked.name: fault(asked, await send(asked, referred.address, referred.known)) for asked in EXECUTED}
    assert {name: what for name, what in wrong.items() if what} == {}
    assert CANARY not in caplog.text


def fault(asked: Asked, answer: Answer) -> str | None:
    """What is wrong with an answer; None where nothing is."""
    status = asked.status if isinstance(asked, Http) else asked.close or 0
    if (answer.status, answer.code) != (status, asked.code):
        return f"{answer.status} {answer.code}, not {status} {asked.code}"
    if CANARY in answer.text.lower() and not asked.names:
        return "it holds what was sent"
    if len(answer.text) > SHORT and answer.code is not None:
        return "it is long"
    return "it tells how we are made" if SPILLED.search(answer.text) else None


async def test_whoever_is_honest_is_still_answered(target: Target) -> None:
    assert (await target.site.ask("{ log { head } }"))["log"]["head"]


def test_there_are_enough_and_each_has_a_name() -> None:
    assert len(CATALOGUE) >= 100
    assert [name for name, times in Counter(asked.name for asked in CATALOGUE).items() if times > 1] == []


def test_the_check_has_teeth() -> None:
    asked = Http("a test", b"", 400, "INVALID")
    good = Answer(400, "INVALID", "It cannot be.")
    assert fault(asked, good) is None
    assert fault(asked, Answer(200, None, "It cannot be."))
    assert fault(asked, Answer(400, "INTERNAL", "It cannot be."))
    assert fault(asked, Answer(400, "INVALID", f"There is no {CANARY}."))
    assert fault(asked, Answer(400, "INVALID", 'File "/srv/limn/api/app.py", line 3'))
