"""The app's documents, as they are found in its source: all of them run here, as the app's client sends them."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import FieldNode, NameNode, SelectionSetNode, Visitor, parse, print_ast, visit

from api.execution.executor import Executor
from api.execution.sameness import plain
from api.realtime.fields import Subscription
from api.schema.root import make_schema
from infra.servers.problem import Problem
from infra.webbuild import ROOT
from infra.webdocuments import documents_of


class _Named(Visitor):
    """Adds the type's name wherever something is selected, as caches do."""

    def leave_selection_set(self, node: SelectionSetNode, *_: object) -> SelectionSetNode:
        return SelectionSetNode(selections=(*node.selections, FieldNode(name=NameNode(value="__typename"))))


def test_every_document_of_the_app_is_found_and_runs() -> None:
    found, executor = documents_of(ROOT / "web" / "app" / "src"), Executor(make_schema(Subscription))
    assert len(found) > 50
    for text in found.values():
        ours = plain(text)
        assert ours
        executor._documents.compile(ours)
        sent = print_ast(visit(parse(text), _Named()))
        assert sent != text
        assert plain(sent) == ours


def test_a_files_own_fragments_go_first_and_whatever_they_spread_comes_along(tmp_path: Path) -> None:
    (tmp_path / "a.ts").write_text("graphql(`fragment F on Post { id }`); graphql(`query Q { post { ...G } }`, [G]);")
    (tmp_path / "b.tsx").write_text(
        "graphql(`fragment G on Post { ...F }`); graphql(`fragment F on Post { caption } query R { post { ...F } }`)"
    )
    found = documents_of(tmp_path)
    assert found.keys() == {"Q", "R"}
    assert plain(found["Q"]) == plain("query Q { post { ...G } } fragment F on Post { id } fragment G on Post { ...F }")
    assert plain(found["R"]) == plain("fragment F on Post { caption } query R { post { ...F } }")


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ts").write_text("graphql(`query {`)")
    with pytest.raises(Problem, match=r"a\.ts"):
        documents_of(tmp_path)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("{ a b }", "query{a,b}", True),
        ("{ a { b } }", "{ a { __typename b } __typename }", True),
        ("{ a @_own }", "{ a }", True),
        ("{ a { __typename } }", "{ a { __typename } }", True),
        ("{ a b }", "{ b a }", False),
        ("{ a }", "{ a b }", False),
        ("{ a { b } }", "{ a { b x: __typename } }", False),
        ("{ a(b: 1) }", "{ a(b: 2) }", False),
        ("query A { a }", "query B { a }", False),
    ],
)
def test_what_is_the_same_document(one: str, other: str, same: bool) -> None:
    assert (plain(one) == plain(other)) is same


@pytest.mark.parametrize("text", ["", "{", "{ a " * 2_000, "x" * 10_000, "\ud800"])
def test_what_is_none(text: str) -> None:
    assert plain(text) is None
