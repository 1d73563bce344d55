"""Two tabs of one person; and a picture whose words only its maker knows."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.acceptance.app_page import KNOWN_LATE, PAINTED_WITHIN, AppPage
from tests.acceptance.browser import Visit

HIDDEN = "Your prompt is hidden from everyone"


def test_one_person_in_two_tabs_who_remixes_hidden_words(person: Visit, address: str) -> None:
    ada, other = AppPage(person.page, address), AppPage(person.context.new_page(), address)
    ada.page.bring_to_front()  # one that is behind is drawn once a second
    ada.join("ada")
    ada.paint("a kite over a quarry")
    ada.tray.get_by_role("button", name="Share").first.click()
    ada.dialog.get_by_role("radio", name=re.compile("^Hidden")).check()
    shared = ada.publish("Up and away")
    ada.page.add_init_script(KNOWN_LATE)
    other.open()
    card = other.article("Up and away")
    ada.open(shared)
    ada.like(ada.main, 0).click()
    expect(other.like(card, 1)).to_have_attribute("aria-pressed", "true")
    other.like(card, 1).click()
    expect(ada.like(ada.main, 0)).to_have_attribute("aria-pressed", "false")

    expect(ada.main.get_by_text(HIDDEN)).to_be_visible()
    ada.main.get_by_role("button", name="Remix").click()
    expect(ada.page.get_by_role("form", name="Prompt")).to_contain_text("Your hidden words stay as they are.")
    change = ada.page.get_by_role("textbox", name="What to change")
    expect(change).to_be_focused()
    change.fill("make it night")
    change.press("Enter")
    ready = ada.tray.get_by_role("link", name="Ready: “a kite over a quarry; make it night”")
    expect(ready).to_be_visible(timeout=PAINTED_WITHIN)
    ada.open(ada.share("Up by night"))
    expect(ada.main.get_by_role("link", name="Remixed from a picture by")).to_have_attribute("href", shared)
    assert person.errors == []
