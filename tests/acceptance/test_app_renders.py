"""Pictures under way: they outlive the page that asked for them, and each can be stopped."""

from __future__ import annotations

import re
from itertools import count

from playwright.sync_api import expect

from tests.acceptance.app_page import PAINTED_WITHIN, AppPage
from tests.acceptance.browser import Visit

LARGEST = 1024
PICTURES = 12
"""So many as the tray holds: enough for some to wait while one looks."""
NUMBERS = count(1)
TRIES = 5
ASK = """async inputs => {
  const query = 'mutation($input: SubmitPromptInput!) { submitPrompt(input: $input) { render { id } } }'
  const headers = { 'content-type': 'application/json', 'X-Limn-App': '1' }
  const ask = input =>
    fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables: { input } }) })
  await Promise.all(inputs.map(ask))
}"""
STOP_ONE = """queued => {
  const items = [...document.querySelectorAll("[aria-label='Your pictures under way'] > li")]
  const isQueued = item => item.innerText.includes("in the queue")
  const isSeen = item => item.querySelector("img[src^='data:image'], img[src^='blob:']")?.complete
  for (const item of items.filter(queued ? isQueued : isSeen)) {
    const cancel = item.querySelector("[aria-label='Cancel this picture']")
    cancel?.click()
    if (cancel) return { words: item.querySelector("bdi").innerText }
  }
  return items.every(item => item.querySelector("[aria-label='Put away']")) && { words: null }
}"""
"""Which it stopped; none once all have ended."""
STOP_ALL = """() => {
  for (const cancel of document.querySelectorAll("[aria-label='Cancel this picture']")) cancel.click()
}"""


def test_a_reload_loses_no_picture_and_each_can_be_stopped(person: Visit, address: str) -> None:
    ada = AppPage(person.page, address)
    ada.join("ada")
    ask_and_reload(ada)
    stop_one(ada, queued=True)
    stop_one(ada, queued=False)
    ada.page.evaluate(STOP_ALL)
    ada.paint("a city that nobody stops")
    expect(ada.tray.get_by_role("progressbar")).to_have_count(0)


def ask_and_reload(ada: AppPage) -> None:
    """Ask for pictures that take long; what the page is told of as under way when it is loaded again is in its tray."""
    prompts = [f"a city of {next(NUMBERS)} towers" for _ in range(PICTURES)]
    size = {"width": LARGEST, "height": LARGEST, "steps": 32}
    ada.page.evaluate(ASK, [{"prompt": prompt, **size} for prompt in prompts])
    ada.page.evaluate("sessionStorage.clear()")
    with ada.page.expect_response(lambda answer: "query Renders(" in (answer.request.post_data or "")) as told:
        ada.page.reload()
    renders = [edge["node"] for edge in told.value.json()["data"]["renders"]["edges"]]
    under_way = [render for render in renders if render["status"] in {"QUEUED", "RUNNING"}]
    expect(ada.tray.get_by_role("listitem")).to_have_count(len(under_way))


def stop_one(ada: AppPage, *, queued: bool) -> None:
    """One that waits, or one of which something is to be seen already; where it was finished meanwhile, another."""
    for _ in range(TRIES):
        words = ada.page.wait_for_function(STOP_ONE, arg=queued, timeout=PAINTED_WITHIN).json_value()["words"]
        if words is None:
            ask_and_reload(ada)
            continue
        stopped = ada.tray.get_by_role("link", name=re.compile(f"“{words}”$"))
        expect(stopped).to_have_accessible_name(re.compile("^(Cancelled|Ready)"))
        if str(stopped.get_attribute("aria-label")).startswith("Cancelled"):
            return
    raise AssertionError("each was finished before it could be stopped")


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
