"""Every recipe of the cookbook, in order, answers what the cookbook says."""

from __future__ import annotations

import json
from contextlib import aclosing, suppress
from pathlib import Path

from graphql import OperationType

from infra.reference.cookbook import Recipe, recipes
from infra.reference.layout import shortened
from tests.acceptance.cooking import COOKBOOK, JSON, Kitchen, fits, steady
from tests.infra.supervisor.running import Running
from tests.waiting import until

OF_ALL = {"Budget", "Find", "HowFar", "MadeRankers", "Queue", "ReplayResult", "SystemNow", "Tags"}
OF_ALL |= {"WhyTrending", "FollowBoard"}
"""What they answer is about everybody, and others use this system, too: the form is held, not the values."""
TIMED = {"AskForPicture", "AsOf", "OwnBoard", "StopRender", "TryFormula", "WatchPicture"}
"""Here a worker, or the clock, has a say."""


async def test_every_recipe_answers_what_is_written(system: Running, address: str) -> None:
    ready = next(event for event in reversed(system.said) if event["event"] == "ready")
    async with aclosing(Kitchen(address, Path(str(ready["data"])))) as kitchen:
        for recipe in recipes(COOKBOOK.read_text()):
            await served(kitchen, recipe)


async def served(kitchen: Kitchen, recipe: Recipe) -> None:
    """Send it, and a query or stream again until policies have done their part."""
    assert recipe.answer, f"{recipe.title} has no answer: see tests/acceptance/cooking.py"
    cooked: JSON = {}

    def alike() -> bool:
        if recipe.name in OF_ALL | TIMED:
            return fits(recipe.answer, cooked)
        return bool(steady(recipe.answer) == steady(cooked))

    async def as_written() -> bool:
        answer = shortened(await kitchen.cook(recipe))
        cooked.clear()
        cooked.update(answer)
        return alike()

    if not await as_written() and recipe.operation.operation is not OperationType.MUTATION:
        with suppress(TimeoutError):
            await until(as_written, 30)
    assert alike(), f"{recipe.title} answered {json.dumps(cooked, indent=1)}"
