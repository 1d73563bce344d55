"""Every step of the story is an operation that the schema knows, with variables that fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from graphql import GraphQLSchema, OperationDefinitionNode, build_schema, parse, validate
from graphql.execution.values import get_variable_values

ROOT = Path(__file__).parents[3]
STORY = sorted((ROOT / "web" / "explorer" / "src" / "story").glob("*.graphql"))


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema((ROOT / "api" / "schema.graphql").read_text())


@pytest.mark.parametrize("path", STORY, ids=lambda path: path.stem)
def test_every_step_is_valid_with_its_variables(path: Path, schema: GraphQLSchema) -> None:
    document = parse(path.read_text())
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    assert operation.name
    assert validate(schema, document) == []
    given = json.loads(path.with_suffix(".json").read_text())
    declared = operation.variable_definitions or ()
    values = get_variable_values(schema, declared, given)
    assert not isinstance(values, list), values
    assert set(given) == {definition.variable.name.value for definition in declared}


def test_the_story_holds_every_subscription(schema: GraphQLSchema) -> None:
    """Whoever adds a stream shows it in the explorer, too."""
    told = "".join(path.read_text() for path in STORY)
    assert schema.subscription_type
    assert [name for name in schema.subscription_type.fields if f"{name}(" not in told] == []
