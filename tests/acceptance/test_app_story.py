"""Two people, two browsers: what one does is on the other's screen, and no page is loaded again."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.acceptance.app_page import KNOWN_LATE, AppPage
from tests.acceptance.browser import visit

PROMPT = "a red boat on a green lake, woodblock"
REMIX = "a blue boat on a green lake, woodblock"


def test_a_picture_finds_its_people(browser: Browser, address: str) -> None:
    with visit(browser) as adas, visit(browser) as bobs:
        ada, bob = AppPage(adas.page, address), AppPage(bobs.page, address)
        ada_handle, bob_handle = ada.join("ada"), bob.join("bob")
        bob.wall()
        ada.paint(PROMPT)
        shared = ada.share("Calm before the ferry")
        ada.open(shared)

        bob.page.get_by_role("button", name="1 new picture").click()
        card = bob.article("Calm before the ferry")
        bob.like(card, 0).click()
        expect(bob.like(card, 1)).to_have_attribute("aria-pressed", "true")
        expect(ada.like(ada.main, 1)).to_have_attribute("aria-pressed", "false")
        opened = AppPage(bobs.context.new_page(), address)
        opened.page.add_init_script(KNOWN_LATE)
        opened.open(shared)
        opened.comment("The green is just right.")
        expect(ada.main.get_by_role("heading", name="1 comment")).to_be_visible()
        expect(ada.article("The green is just right.")).to_be_visible()

        remixed = remix(opened)
        expect(ada.main.get_by_role("heading", name="1 remix")).to_be_visible()
        ada.main.get_by_role("link", name=f"@{bob_handle}").filter(has_text="blue").click()
        expect(ada.page).to_have_url(f"{address}{remixed}")
        expect(ada.main.get_by_label("Prompt").get_by_role("insertion")).to_contain_text("blue")
        ada.main.get_by_role("link", name=f"Remixed from a picture by @{ada_handle}").click()
        expect(ada.page).to_have_url(f"{address}{shared}")

        opened.open(shared)
        expect(opened.article("The green is just right.")).to_be_visible()
        ada.main.get_by_role("button", name="Take back", exact=True).click()
        ada.dialog.get_by_role("button", name="Take back").click()
        for person in (ada, opened):
            expect(person.main.get_by_role("heading", name="This picture is not here")).to_be_visible()
        expect(bob.main.get_by_text("No longer here.")).to_be_visible()
        expect(card).to_have_count(0)
        assert adas.errors == bobs.errors == []


def remix(bob: AppPage) -> str:
    """Make another picture from the one on the page, and share it; the path of its post."""
    bob.main.get_by_role("button", name="Remix").click()
    expect(bob.bar).to_have_value(PROMPT)
    expect(bob.bar).to_be_focused()
    bob.bar.fill(REMIX)
    prompt = bob.page.get_by_role("form", name="Prompt")
    expect(prompt.get_by_role("deletion")).to_contain_text("red")
    expect(prompt.get_by_role("insertion")).to_contain_text("blue")
    bob.paint(REMIX)
    return bob.share("Mine is blue")
