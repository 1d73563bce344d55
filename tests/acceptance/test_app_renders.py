"""Pictures under way: they outlive the page that asked for them, and each can be stopped."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.acceptance.app_page import PAINTED_WITHIN, AppPage
from tests.acceptance.browser import Visit

LARGEST = 1024
PICTURES = 12
"""More than are painted while one looks at the last and the first of them."""
STOP_ONE = """() => {
  for (const item of document.querySelectorAll("[aria-label='Your pictures under way'] > li")) {
    const frame = item.querySelector("img[src^='data:image'], img[src^='blob:']")
    const cancel = item.querySelector("[aria-label='Cancel this picture']")
    if (!frame?.complete || !cancel) continue
    cancel.click()
    return item.querySelector("bdi").innerText
  }
  return null
}"""
STOP_ALL = """() => {
  for (const cancel of document.querySelectorAll("[aria-label='Cancel this picture']")) cancel.click()
}"""
ASK = """async input => {
  const query = 'mutation($input: SubmitPromptInput!) { submitPrompt(input: $input) { render { id } } }'
  const headers = { 'content-type': 'application/json', 'X-Limn-App': '1' }
  await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables: { input } }) })
}"""


def test_a_reload_loses_no_picture_and_each_can_be_stopped(person: Visit, address: str) -> None:
    ada = AppPage(person.page, address)
    ada.join("ada")
    for number in range(1, PICTURES + 1):
        wish = {"prompt": f"a city of {number} towers", "width": LARGEST, "height": LARGEST, "steps": 32}
        ada.page.evaluate(ASK, wish)
    ada.page.reload()
    expect(ada.tray.get_by_role("progressbar").nth(PICTURES // 2)).to_be_visible()

    queued = of(ada, PICTURES)
    expect(queued).to_contain_text("in the queue")
    queued.get_by_role("button", name="Cancel this picture").click()
    expect(queued).to_contain_text("Cancelled")
    stop_one_that_is_painted(ada)
    ready = ada.tray.get_by_role("link", name=re.compile("^Ready: “a city of"))
    expect(ready.first).to_be_visible(timeout=PAINTED_WITHIN)
    ada.page.evaluate(STOP_ALL)  # nobody waits for the rest


def stop_one_that_is_painted(ada: AppPage) -> None:
    """One of which something is to be seen already; it may be finished in that very moment, and then it is another."""
    for _ in range(PICTURES // 2):
        words = str(ada.page.wait_for_function(STOP_ONE, timeout=PAINTED_WITHIN).json_value())
        stopped = ada.tray.get_by_role("link", name=re.compile(f"“{words}”$"))
        expect(stopped).to_have_accessible_name(re.compile("^(Cancelled|Ready)"))
        if str(stopped.get_attribute("aria-label")).startswith("Cancelled"):
            return
    raise AssertionError("each was finished before it could be stopped")


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
