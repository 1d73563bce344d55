"""The reference is that of the schema, shows everything by example, and what clients rely on stays."""

from __future__ import annotations

import re

from graphql import GraphQLSchema, build_schema, find_breaking_changes, validate

from infra.cli.schema import COOKBOOK, REFERENCE, ROOT, SDL
from infra.reference.cookbook import recipes, with_answers
from infra.reference.examples import without_example
from infra.reference.pages import reference

RELEASED = ROOT / "docs" / "api" / "released.graphql"
DECIDED = ROOT / "docs" / "api" / "breaking.md"
GOES_WRONG = ("SystemParkedEvent.", "SystemRebuild.")
"""What is told only where something is broken or being mended, and so in no recipe."""
STORY = ROOT / "web" / "explorer" / "src" / "story"
NAME = re.compile(r"^(?:query|mutation|subscription) (\w+)", re.MULTILINE)
LINK = "http://127.0.0.1:8000/explorer?recipe="


def test_the_committed_reference_is_that_of_the_schema() -> None:
    assert REFERENCE.read_text() == reference(SDL.read_text(), COOKBOOK.read_text()), "run `limn schema --write`"


def test_every_field_and_argument_has_an_example() -> None:
    sdl, book = SDL.read_text(), recipes(COOKBOOK.read_text())
    bare = [name for name in without_example(build_schema(sdl), book) if not name.startswith(GOES_WRONG)]
    assert bare == [], "add it to a recipe of docs/api/cookbook.md"
    new = build_schema(sdl.replace("  likeCount: Int!", "  likeCount: Int!\n  shade(of: Float!): Int!"))
    assert {"Post.shade", "Post.shade(of)"} <= set(without_example(new, book))


def test_recipes_are_valid_and_can_be_opened() -> None:
    text = COOKBOOK.read_text()
    schema, book = build_schema(SDL.read_text()), recipes(text)
    names = {recipe.name for recipe in book}
    assert len(book) == text.count("\n### ") == len(names)
    assert names & {NAME.findall(path.read_text())[0] for path in STORY.glob("*.graphql")} == set()  # one tab each
    assert {recipe.name: errors for recipe in book if (errors := validate(schema, recipe.parsed))} == {}
    assert [recipe.name for recipe in book if f"{LINK}{recipe.name})" not in recipe.words] == []
    assert with_answers(text, {recipe.name: recipe.answer for recipe in book if recipe.answer}) == text


def test_what_breaks_clients_was_decided() -> None:
    """Against the schema that was last released: see docs/api/breaking.md."""
    broken = breaking(build_schema(RELEASED.read_text()), build_schema(SDL.read_text()))
    decided = dict(re.findall(r"^\| (.+?) +\| \[\d+\]\((.+?)\)", DECIDED.read_text(), re.MULTILINE))
    assert [change for change in broken if change not in decided] == []
    assert [record for record in decided.values() if not (DECIDED.parent / record).exists()] == []


def test_what_breaks_clients_is_noticed() -> None:
    released = RELEASED.read_text()
    without = released.replace('  """How many like it."""\n  likeCount: Int!\n', "").replace(
        "caption: String\n", "caption: Int\n"
    )
    assert without != released
    broken = breaking(build_schema(released), build_schema(without))
    assert "Field Post.likeCount was removed." in broken
    assert any("Post.caption" in change for change in broken)


def breaking(before: GraphQLSchema, after: GraphQLSchema) -> list[str]:
    """What of a schema's clients would no longer work."""
    return [change.description for change in find_breaking_changes(before, after)]
