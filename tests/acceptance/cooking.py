"""The cookbook against a running system: each recipe is sent as it stands, and its answer held to the one in the book.

``LIMN_DATA=… python -m tests.acceptance.cooking http://127.0.0.1:8000`` writes what a fresh Limn answers into the book.
"""

from __future__ import annotations

import asyncio
import re
import sys
from contextlib import aclosing
from pathlib import Path
from typing import Any

import httpx
from graphql import OperationType

from domain import roles
from domain.roles import Role
from infra.cli.roles import change
from infra.reference.cookbook import Recipe, recipes, with_answers
from infra.reference.layout import shortened
from infra.settings import Settings
from tests.api.realtime.clients import Errors, over_websocket

JSON = dict[str, Any]
COOKBOOK = Path(__file__).parents[2] / "docs" / "api" / "cookbook.md"
GRANT = re.compile(r"`limn grant (\w+) (\w+)`")
SIGNING_IN = {"register", "signIn"}
ENDING = {"renderProgress", "replayProgress"}
"""Streams that end by themselves: the book shows their last message, and of all others the first."""
STEADY = [
    (re.compile(r"^([a-z]+)_[0-9a-f]{32}$"), r"\1_…"),
    (re.compile(r"^/images/image_[0-9a-f]{32}/"), "/images/…/"),
    (re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*$"), "a time"),
    (re.compile(r"^\d{16}$"), "a position"),
]
CHANGING = {
    "cursor",
    "startCursor",
    "endCursor",
    "token",
    "sha256",
    "placeholder",
    "digest",
    "root",
    "key",
    "signature",
    "method",
    "prefix",
}


class Kitchen:
    """One client, which acts as whoever joined or signed in last.

    address  of the system, ``http://127.0.0.1:8000``
    data     its folder, where roles are granted
    """

    def __init__(self, address: str, data: Path) -> None:
        self.answers: dict[str, JSON] = {}
        self._address = address
        self._client = httpx.AsyncClient(base_url=address, timeout=60)
        self._settings = Settings(data=data)
        self._token: str | None = None

    async def aclose(self) -> None:
        """Leave."""
        await self._client.aclose()

    async def cook(self, recipe: Recipe) -> JSON:
        """Do what the words before it say, send it, and keep what it answers for those that follow."""
        for role, handle in GRANT.findall(recipe.words):
            await change(self._settings, roles.grant, Role(role.upper()), handle)
        variables = recipe.filled(self.answers)
        answer = await (self._watch if recipe.streams else self._ask)(recipe, variables)
        self.answers[recipe.name] = answer = {name: answer[name] for name in ("errors", "data") if name in answer}
        for name, payload in (answer.get("data") or {}).items():
            if name in SIGNING_IN and payload["token"]:
                self._token = payload["token"]
        return answer

    async def _ask(self, recipe: Recipe, variables: JSON) -> JSON:
        headers = {"authorization": f"Bearer {self._token}"} if self._token else {}
        body = {"query": recipe.document, "variables": variables}
        answer: JSON = (await self._client.post("/graphql", json=body, headers=headers)).json()
        return answer

    async def _watch(self, recipe: Recipe, variables: JSON) -> JSON:
        host = self._address.removeprefix("http://")
        answer: JSON = {}
        try:
            async with aclosing(over_websocket(host, recipe.document, variables, token=self._token)) as stream:
                async for element in stream:
                    answer = {"data": element.data}
                    if not ENDING & element.data.keys():
                        break
        except Errors as errors:
            return {"errors": errors.errors}
        return answer


def steady(value: Any, name: str = "") -> Any:
    """An answer without what differs from run to run."""
    if isinstance(value, dict):
        return {name: steady(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [steady(part) for part in value]
    if isinstance(value, float):
        return "a number"
    if isinstance(value, str) and name in CHANGING:
        return f"a {name}"
    if isinstance(value, str):
        for pattern, stands_for in STEADY:
            value = pattern.sub(stands_for, value)
    return value


def fits(written: Any, cooked: Any) -> bool:
    """Whether two answers have one form: the same names, as far as neither is null or empty."""
    if written in (None, []) or cooked in (None, []):
        return True
    if isinstance(written, dict) and isinstance(cooked, dict):
        return written.keys() == cooked.keys() and all(fits(written[name], cooked[name]) for name in written)
    if isinstance(written, list) and isinstance(cooked, list):
        return fits(written[0], cooked[0])
    return type(written) is type(cooked)


async def write(address: str) -> None:
    """Send all of it to a fresh system, and write down what it answers."""
    text = COOKBOOK.read_text()
    async with aclosing(Kitchen(address, Settings().data)) as kitchen:
        for recipe in recipes(text):
            for _ in range(3 if recipe.operation.operation is not OperationType.MUTATION else 1):
                await asyncio.sleep(0.5)  # views and policies have seen what was before
                if "errors" not in await kitchen.cook(recipe):
                    break
    answers = {name: _kept(answer) for name, answer in kitchen.answers.items()}
    COOKBOOK.write_text(with_answers(text, answers))


def _kept(answer: JSON) -> JSON:
    """As the book has it: without tokens, which nobody should copy."""
    for payload in (answer.get("data") or {}).values():
        if isinstance(payload, dict) and payload.get("token"):
            payload["token"] = f"{payload['token'][:8]}…"
    kept: JSON = shortened(answer)
    return kept


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1]))
