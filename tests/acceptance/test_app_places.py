"""Where one is after a step: on a phone through More, and with the keyboard after joining."""

from __future__ import annotations

import re
import secrets

from playwright.sync_api import Browser, expect

from tests.acceptance.app_page import PASSWORD, AppPage
from tests.acceptance.browser import Visit, visit
from tests.acceptance.test_everybody import PHONE

CLOSED_AND_OPENED = """async () => {
  document.querySelector("dialog[open] [aria-label=Close]").click()
  for (let turn = 0; turn < 20 && document.querySelector("dialog[open]"); turn++) await null
  const open = document.querySelector("dialog[open]")
  dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }))
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))
  return open === null
}"""
"""Within one frame; the browser tells of the close with the next."""


def test_more_on_a_phone_leads_to_every_other_place(browser: Browser, address: str) -> None:
    with visit(browser, viewport=PHONE) as person:
        app = AppPage(person.page, address)
        app.open()
        more = app.page.get_by_role("button", name="More")
        for name, path in (("Settings", "/settings"), ("How Limn works", "/about")):
            more.click()
            app.dialog.get_by_role("link", name=name).click()
            expect(app.page).to_have_url(f"{address}{path}")
            expect(app.dialog).to_be_hidden()
        more.press("Enter")
        expect(app.dialog.get_by_role("link", name="Open in explorer")).to_be_visible()
        app.expect_no_sideways()
        app.page.keyboard.press("Escape")
        expect(more).to_be_focused()


def test_who_opens_a_sheet_again_at_once_has_it_open(person: Visit, address: str) -> None:
    app = AppPage(person.page, address)
    app.open()
    app.page.keyboard.press("?")
    expect(app.dialog).to_be_visible()
    assert app.page.evaluate(CLOSED_AND_OPENED)
    expect(app.dialog).to_be_visible()


def test_who_has_joined_has_the_keyboard_where_they_were(person: Visit, address: str) -> None:
    ada = AppPage(person.page, address)
    ada.join("ada")
    expect(ada.main).to_be_focused()
    ada.paint("a key in a lock")
    ada.open(ada.share("Who has the key?"))
    expect(ada.like(ada.main, 0)).to_be_visible()
    person.context.clear_cookies()
    ada.page.reload()
    ada.like(ada.main, 0).press("Enter")
    ada.dialog.get_by_label("Handle").fill(f"bob_{secrets.token_hex(3)}")
    ada.dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    with ada.page.expect_response(lambda answer: "likePost" in (answer.request.post_data or "")):
        ada.dialog.get_by_role("button", name=re.compile("^Join$")).press("Enter")
    liked = ada.like(ada.main, 1)
    expect(liked).to_have_attribute("aria-pressed", "true")
    expect(liked).to_be_focused()
    ada.page.get_by_role("button", name="Behind the numbers").click()
    expect(ada.dialog.get_by_role("row", name="Together 1")).to_be_visible()
    expect(ada.dialog.get_by_role("listitem")).to_contain_text(["Liked by @bob_"])
    ada.dialog.get_by_text("Comments").click()
    expect(ada.dialog.get_by_role("row", name="Together 0")).to_be_visible()
