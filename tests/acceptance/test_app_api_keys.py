"""API keys in the app's settings: made, copied once, used by a program, revoked."""

from __future__ import annotations

import re

import httpx
from playwright.sync_api import Browser, expect

from tests.acceptance.app_page import AppPage
from tests.acceptance.browser import violations, visit


def test_a_key_is_made_and_revoked_in_settings(browser: Browser, address: str) -> None:
    with visit(browser) as adas:
        ada = AppPage(adas.page, address)
        handle = ada.join("ada")
        ada.page.get_by_role("link", name="Settings").click()
        expect(ada.main.get_by_text("You have none.")).to_be_visible()
        ada.main.get_by_role("button", name="Make a key").click()
        ada.dialog.get_by_label("What is it for?").fill("my bot")
        ada.dialog.get_by_role("switch", name=re.compile("^Write")).check()
        assert violations(ada.page) == {}
        ada.dialog.get_by_role("button", name="Make the key").click()
        secret = str(ada.dialog.get_by_text(re.compile("^limn_")).inner_text())
        assert viewer(address, secret).json()["data"]["viewer"]["handle"] == handle
        ada.dialog.get_by_role("button", name="Done").click()
        expect(ada.dialog).to_be_hidden()
        kept = ada.main.get_by_role("list", name="API keys").get_by_role("listitem")
        expect(kept).to_contain_text(re.compile(rf"my bot{secret[:13]}… Read, Write"))
        assert secret not in ada.page.content()
        ada.main.get_by_role("button", name="Revoke my bot").click()
        expect(ada.main.get_by_text("You have none.")).to_be_visible()
        assert viewer(address, secret).status_code == 401
        assert adas.errors == []


def viewer(address: str, token: str) -> httpx.Response:
    """What a program with this token is told of whom it acts for."""
    headers = {"authorization": f"Bearer {token}"}
    return httpx.post(f"{address}/graphql", json={"query": "{ viewer { handle } }"}, headers=headers)
