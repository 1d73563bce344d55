"""The cookbook: recipes for clients, each an operation, its variables and what a running Limn answered.

A recipe is a chapter of level three in the document: words, then up to three fenced blocks (``graphql``, ``json``, and
``json answer``). ``{Join.register.account.id}`` in variables stands for what the recipe ``Join`` answered there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graphql import DocumentNode, OperationDefinitionNode, OperationType, parse

from infra.reference.layout import laid_out

JSON = dict[str, Any]
RECIPE = re.compile(
    r"(?P<asked>^### (?P<title>[^\n]+)\n(?P<words>(?:(?!#)[^\n]*\n)*?)"
    r"```graphql\n(?P<document>.*?)```\n"
    r"(?:\n```json\n(?P<variables>.*?)```\n)?)"
    r"(?:\n```json answer\n(?P<answer>.*?)```\n)?",
    re.MULTILINE | re.DOTALL,
)
REFERENCE = re.compile(r"\{(\w+(?:\.\w+)+)\}")


@dataclass(frozen=True)
class Recipe:
    """One operation with what is sent and what comes back; `answer` is None until it was recorded."""

    title: str
    words: str
    document: str
    variables: JSON
    answer: JSON | None

    @cached_property
    def parsed(self) -> DocumentNode:
        """The document, which holds one named operation."""
        return parse(self.document)

    @property
    def operation(self) -> OperationDefinitionNode:
        """Its one operation."""
        (operation,) = self.parsed.definitions
        assert isinstance(operation, OperationDefinitionNode)
        return operation

    @property
    def name(self) -> str:
        """The operation's name, by which other recipes and links mean this one."""
        assert self.operation.name, f"{self.title} has no name"
        return self.operation.name.value

    @property
    def streams(self) -> bool:
        """Whether its answer is one message of many."""
        return self.operation.operation is OperationType.SUBSCRIPTION

    @property
    def anchor(self) -> str:
        """Where it stands in the document, as links say it."""
        return re.sub(r"[^\w -]", "", self.title.lower()).replace(" ", "-")

    def filled(self, answers: Mapping[str, JSON]) -> JSON:
        """Its variables, with what the recipes before answered. Raises KeyError for what none did."""
        filled: JSON = _filled(self.variables, answers)
        return filled


def recipes(text: str) -> list[Recipe]:
    """The recipes of a cookbook, in order."""
    return [_recipe(found) for found in RECIPE.finditer(text)]


def with_answers(text: str, answers: Mapping[str, JSON]) -> str:
    """The cookbook with these answers, by the names of their recipes, in place of those it has."""

    def renewed(found: re.Match[str]) -> str:
        return f"{found['asked']}\n```json answer\n{laid_out(answers[_recipe(found).name])}\n```\n"

    return RECIPE.sub(renewed, text)


def _recipe(found: re.Match[str]) -> Recipe:
    variables, answer = (json.loads(found[name]) if found[name] else None for name in ("variables", "answer"))
    return Recipe(found["title"], found["words"].strip(), found["document"], variables or {}, answer)


def _filled(value: Any, answers: Mapping[str, JSON]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(part, answers) for name, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, answers) for part in value]
    if isinstance(value, str):
        return REFERENCE.sub(lambda found: str(_at(answers, found[1])), value)
    return value


def _at(answers: Mapping[str, JSON], path: str) -> Any:
    name, *way = path.split(".")
    value: Any = answers[name]["data"]
    for step in way:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value
