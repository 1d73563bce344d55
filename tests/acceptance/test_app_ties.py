"""Blocking somebody in the app: both are gone to each other at once, and come back when it is taken back."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.acceptance.app_page import AppPage
from tests.acceptance.browser import violations, visit

CAPTION = "A heron by the river"
SLOW_LISTS = """
const real = window.fetch;
window.fetch = async (to, options) => {
  if (String(options?.body).includes("query Feed(")) await new Promise((later) => setTimeout(later, 1500));
  return real(to, options);
};
"""
"""Streams are heard before the list has been read again: what they say about its posts comes first."""


def test_who_is_blocked_is_gone_until_it_is_taken_back(browser: Browser, address: str) -> None:
    with visit(browser) as adas, visit(browser) as bobs:
        adas.page.add_init_script(SLOW_LISTS)
        ada, bob = AppPage(adas.page, address), AppPage(bobs.page, address)
        hers, his = ada.join("ada"), bob.join("bob")
        bob.paint("a heron by the river")
        post = bob.share(CAPTION)
        ada.open("/")
        expect(ada.article(CAPTION)).to_be_visible()

        block(ada, post, his)
        expect(ada.main.get_by_role("heading", name="This picture is not here")).to_be_visible()
        ada.page.get_by_role("link", name="Latest", exact=True).click()
        expect(ada.main.get_by_role("heading", name="Latest")).to_be_visible()
        expect(ada.article(CAPTION)).to_have_count(0)
        expect(ada.main.get_by_text("No longer here.")).to_have_count(0)
        bob.open(f"/@{hers}")
        expect(bob.main.get_by_role("heading", name=re.compile("^Nobody is called"))).to_be_visible()

        ada.page.get_by_role("link", name="Settings").click()
        unblock = ada.main.get_by_role("button", name=f"Unblock @{his}")
        expect(unblock).to_be_visible()
        assert violations(ada.page) == {}
        unblock.click()
        expect(ada.main.get_by_text("You block nobody.")).to_be_visible()
        ada.page.get_by_role("link", name="Latest", exact=True).click()
        expect(ada.article(CAPTION).locator("img").first).to_be_visible()
        assert adas.errors == []
        assert bobs.errors == []


def block(ada: AppPage, post: str, his: str) -> None:
    """From the picture's page."""
    ada.main.locator(f"a[href='{post}']").first.click()
    ada.main.get_by_role("button", name=f"Mute or block @{his}").click()
    ada.dialog.get_by_role("button", name=f"Block @{his}").click()
    expect(ada.dialog.get_by_role("button", name="Cancel")).to_be_focused()
    ada.dialog.get_by_role("button", name=f"Block @{his}").click()
    expect(ada.page.get_by_role("status").get_by_text(f"You block @{his}.")).to_be_visible()
