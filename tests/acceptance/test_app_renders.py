"""Pictures under way: they outlive the page that asked for them, and each can be stopped."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.acceptance.app_page import PAINTED_WITHIN, AppPage
from tests.acceptance.browser import Visit

LARGEST = 1024
ASK = """async input => {
  const query = 'mutation($input: SubmitPromptInput!) { submitPrompt(input: $input) { render { id } } }'
  const headers = { 'content-type': 'application/json', 'X-Limn-App': '1' }
  await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables: { input } }) })
}"""


def test_a_reload_loses_no_picture_and_each_can_be_stopped(person: Visit, address: str) -> None:
    ada = AppPage(person.page, address)
    ada.join("ada")
    for number in range(1, 7):
        wish = {"prompt": f"a city of {number} towers", "width": LARGEST, "height": LARGEST, "steps": 32}
        ada.page.evaluate(ASK, wish)
    ada.page.reload()
    expect(ada.tray.get_by_role("progressbar")).to_have_count(6)

    queued = of(ada, 6)
    expect(queued).to_contain_text("in the queue")
    queued.get_by_role("button", name="Cancel this picture").click()
    expect(queued).to_contain_text("Cancelled")
    running = ada.tray.get_by_role("listitem").filter(has_text=re.compile("left|Step|Almost")).first
    frame = running.locator("img[src^='data:image'], img[src^='blob:']")
    expect(frame).to_be_visible(timeout=PAINTED_WITHIN)
    words = str(running.locator("bdi").inner_text())
    stopped = ada.tray.get_by_role("listitem").filter(has_text=words)
    stopped.get_by_role("button", name="Cancel this picture").click()
    expect(stopped).to_contain_text("Cancelled")
    ready = ada.tray.get_by_role("link", name=re.compile("^Ready: “a city of"))
    expect(ready.first).to_be_visible(timeout=PAINTED_WITHIN)


def of(ada: AppPage, number: int) -> Locator:
    """What the tray shows of one of the pictures."""
    return ada.tray.get_by_role("listitem").filter(has_text=f"a city of {number} towers")


def test_a_refused_prompt_says_why_and_keeps_the_words(person: Visit, address: str) -> None:
    ada = AppPage(person.page, address)
    ada.join("ada")
    ada.ask("a p0rno poster")
    notice = ada.page.get_by_role("form", name="Prompt").get_by_role("alert")
    expect(notice).to_contain_text("The rule: pornography. The words: “p0rno”. Nothing was charged.")
    expect(ada.bar).to_have_value("a p0rno poster")
    ada.open("/renders")
    ada.main.get_by_role("link", name=re.compile("p0rno")).first.click()
    expect(ada.main.get_by_role("alert")).to_contain_text("It was refused.")
    expect(ada.main.get_by_role("alert")).to_contain_text("The rule: pornography. The words: “p0rno”.")
