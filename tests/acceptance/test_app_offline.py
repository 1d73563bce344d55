"""Thirty seconds without a network: what was loaded stays, what was typed is kept, and all is caught up with."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Browser, expect

from tests.acceptance.app_page import SECONDS, AppPage
from tests.acceptance.browser import visit

AWAY = 30.0  # seconds
BANNER = "You are offline. What was loaded stays here"
TYPED = "Written in a tunnel"


def test_half_a_minute_offline_and_back(browser: Browser, address: str) -> None:
    with visit(browser) as adas, visit(browser) as bobs:
        ada, bob = AppPage(adas.page, address), AppPage(bobs.page, address)
        ada.join("ada")
        bob.join("bob")
        ada.paint("a tunnel under a hill")
        first = ada.share("Before the tunnel")
        bob.open(first)
        expect(bob.like(bob.main, 0)).to_be_visible()
        wall = AppPage(bobs.context.new_page(), address)
        wall.open()
        expect(wall.article("Before the tunnel")).to_be_visible()

        bobs.context.set_offline(True)
        away_since = time.monotonic()
        act_without_network(bob, wall)
        ada.open(first)
        ada.like(ada.main, 0).click()
        ada.comment("Meanwhile, outside")
        ada.paint("a meadow behind the tunnel")
        ada.share("After the tunnel")
        expect(bob.page.get_by_text(BANNER)).to_be_visible()
        expect(bob.main.get_by_label("Say something")).to_have_value(TYPED)
        bob.page.wait_for_timeout(max(0.0, AWAY - (time.monotonic() - away_since)) * SECONDS)
        bobs.context.set_offline(False)

        expect(bob.like(bob.main, 1)).to_have_attribute("aria-pressed", "false")
        expect(bob.article("Meanwhile, outside")).to_be_visible()
        expect(bob.page.get_by_text(BANNER)).to_have_count(0)
        wall.page.get_by_role("button", name="1 new picture").click()
        expect(wall.article("After the tunnel")).to_be_visible()
        bob.main.get_by_role("button", name="Comment", exact=True).click()
        expect(ada.page.get_by_text("It is shared")).to_be_hidden()
        ada.open(first)
        expect(ada.article(TYPED)).to_be_visible()


def act_without_network(bob: AppPage, wall: AppPage) -> None:
    """Like, comment and look around; nothing works, all is said, and nothing is lost."""
    for page in (bob, wall):
        expect(page.page.get_by_text(BANNER)).to_be_visible()
    expect(wall.article("Before the tunnel").get_by_role("img").first).to_be_visible()
    bob.like(bob.main, 0).click()
    expect(bob.page.get_by_text(re.compile("^Your like did not work.*offline"))).to_be_visible()
    expect(bob.like(bob.main, 0)).to_have_attribute("aria-pressed", "false")
    bob.main.get_by_label("Say something").fill(TYPED)
    bob.main.get_by_role("button", name="Comment", exact=True).click()
    expect(bob.main.get_by_role("alert").filter(has_text="offline")).to_be_visible()
    expect(bob.main.get_by_label("Say something")).to_have_value(TYPED)
