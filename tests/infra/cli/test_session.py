"""`limn render` acts as one account of its own for as long as the folder is kept."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from infra.cli.client import ApiError, Client
from infra.cli.render import session
from infra.operations import REGISTER, SIGN_IN


class Api(Client):
    """Answers as the API would: which tokens go on, and which passwords it knows."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:1")
        self.tokens: set[str] = set()
        self.passwords: dict[str, str] = {}

    async def ask(self, document: str, **variables: object) -> object:
        given = variables.get("input")
        if not isinstance(given, dict):
            return self._viewer()
        if document == REGISTER:
            self.passwords[given["handle"]] = given["password"]
        elif self.passwords.get(given["handle"]) != given["password"]:
            raise ApiError("They do not belong together.")
        self.tokens.add(token := f"token {len(self.tokens)}")
        return {{REGISTER: "register", SIGN_IN: "signIn"}[document]: {"token": token}}

    def _viewer(self) -> object:
        if self.token not in self.tokens:
            raise ApiError("This session has ended.")
        return {"viewer": {"id": "someone"}}


def enter(api: Api, kept: Path) -> str:
    """The token that a command would act with."""
    return asyncio.run(session(api, kept))


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cli" / "session.json"


def test_the_account_is_registered_once_and_kept_private(api: Api, kept: Path) -> None:
    assert enter(api, kept) == enter(api, kept) == "token 0"
    assert len(api.passwords) == 1
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_session_that_has_ended_is_begun_again_for_the_same_account(api: Api, kept: Path) -> None:
    enter(api, kept)
    api.tokens = {"of another"}
    assert enter(api, kept) == enter(api, kept) == "token 1"
    assert len(api.passwords) == 1


def test_data_that_are_new_get_a_new_account(api: Api, kept: Path) -> None:
    enter(api, kept)
    there = Api()
    assert enter(there, kept) == "token 0"
    assert list(there.passwords) == [json.loads(kept.read_text())["handle"]]


def test_a_broken_file_is_no_end(api: Api, kept: Path) -> None:
    enter(api, kept)
    kept.write_text("{")
    assert enter(api, kept) == "token 1"
