"""Bad days: each says what happened and what to do, nothing typed is lost, and it goes on afterwards."""

from __future__ import annotations

import secrets
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.acceptance.app_page import PAINTED_WITHIN, PASSWORD, AppPage
from tests.acceptance.browser import Visit

GRAPHQL = "**/graphql"
IMAGES = "**/images/**"
SILENT = "Limn does not answer."
READ_LATE = """{
  const real = window.fetch;
  let late = true;
  window.fetch = async (to, options) => {
    const answer = await real(to, options);
    if (!late || !String(options?.body).includes("mutation Share(")) return answer;
    late = false;
    return Response.json({ data: { sharePost: { ...(await answer.json()).data.sharePost, post: null } } });
  };
}"""
"""As the API answers a first time whose views are over a second late: it is done, and not to be read yet."""
BACK_WITH_THE_CLICK = """{
  const real = window.fetch;
  let away = true;
  window.fetch = (to, options) => (away ? Promise.reject(new TypeError("Failed to fetch")) : real(to, options));
  addEventListener("click", ({ target }) => (away &&= !target.closest("button")), true);
}"""
"""Were it back before, the page could have seen it by itself, and would have no such button any more."""
FOUND_FIRST = """{
  const real = window.fetch;
  let tell;
  const made = new Promise((known) => (tell = known));
  window.fetch = async (to, options) => {
    if (String(options?.body).includes("query Renders(")) await made;
    const answer = await real(to, options);
    if (!String(options?.body).includes("mutation Submit(")) return answer;
    if ((await answer.clone().json()).data?.submitPrompt?.render) tell();
    return new Promise((later) => setTimeout(later, 1500, answer));
  };
}"""
"""What is under way is told before the asking for it is answered."""
REFUSALS = {
    "QUEUE_FULL": "Too much is being written just now. Try again in a moment.",
    "RATE_LIMITED": "That is too much at once. Try again in a minute.",
}


def test_a_dead_api_is_said_on_every_page(person: Visit, address: str) -> None:
    ada = AppPage(person.page, address)
    person.page.add_init_script(READ_LATE)
    handle = ada.join("ada")
    ada.paint("a lamp in a window")
    shared = ada.share("Still burning")
    person.page.route(GRAPHQL, lambda route: route.abort())
    paths = ("/", "/trending", "/home", "/search?q=lamp", "/search", f"/@{handle}", "/renders", shared, "/r/render_0")
    for path in paths:
        ada.open(path)
        expect(ada.main.get_by_role("alert").filter(has_text=SILENT).first, path).to_be_visible()
    person.page.unroute(GRAPHQL)
    person.page.add_init_script(BACK_WITH_THE_CLICK)
    ada.open(shared)
    ada.main.get_by_role("button", name="Try again").first.click()
    expect(ada.main.get_by_text("Still burning")).to_be_visible()
    expect(ada.page.get_by_role("link", name="Renders")).to_be_visible()  # who looks is known again

    person.page.route(GRAPHQL, lambda route: route.abort())
    ada.ask("a second lamp")
    waiting = ada.tray.get_by_role("listitem").filter(has_text="a second lamp")
    expect(waiting).to_contain_text("Not sent yet. It goes by itself")
    ada.main.get_by_label("Say something").fill("Typed in vain?")
    ada.main.get_by_role("button", name="Comment", exact=True).click()
    expect(ada.main.get_by_role("alert").filter(has_text=SILENT)).to_be_visible()
    person.page.unroute(GRAPHQL)
    ada.main.get_by_role("button", name="Comment", exact=True).click()
    expect(ada.article("Typed in vain?")).to_be_visible()
    expect(ada.tray.get_by_role("link", name="Ready: “a second lamp”")).to_be_visible(timeout=PAINTED_WITHIN)


def test_a_lost_session_loses_no_words(person: Visit, address: str) -> None:
    person.page.add_init_script(FOUND_FIRST)
    ada = AppPage(person.page, address)
    handle = ada.join("ada")
    person.context.clear_cookies()
    ada.ask("a door without a key")
    expect(ada.dialog).to_contain_text("Your words are kept")
    ada.dialog.get_by_role("tab", name="Sign in").click()
    ada.dialog.get_by_label("Handle").fill(handle)
    ada.dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    ada.dialog.get_by_role("button", name="Sign in").click()
    expect(ada.tray.get_by_role("link", name="Ready: “a door without a key”")).to_be_visible(timeout=PAINTED_WITHIN)
    expect(ada.tray.get_by_role("listitem")).to_have_count(1)


def test_a_refused_prompt_comes_back(person: Visit, address: str) -> None:
    ada = AppPage(person.page, address)
    ada.join("ada")
    ada.bar.press("Enter")  # nothing written, nothing asked
    expect(ada.tray).to_have_count(0)
    long = "word " * 401
    ada.ask(long)
    expect(ada.page.get_by_role("form", name="Prompt").get_by_role("alert")).to_contain_text("At most 2000 characters")
    expect(ada.bar).to_have_value(long)
    for code, message in REFUSALS.items():
        words = f"a queue before {code.lower()}"
        refuse(ada.page, code, message)
        ada.ask(words)
        refused = ada.tray.get_by_role("listitem").filter(has_text=words)
        expect(refused.get_by_role("alert")).to_have_text(f"{message} Nothing was charged.")
        person.page.unroute(GRAPHQL)
        refused.get_by_role("button", name="Try again").click()
        expect(ada.tray.get_by_role("link", name=f"Ready: “{words}”")).to_be_visible(timeout=PAINTED_WITHIN)


def refuse(page: Page, code: str, message: str) -> None:
    """Answer the next prompts with a refusal, as the API writes it."""
    error = {"__typename": "UserError", "code": code, "message": message, "field": None}
    payload: dict[str, Any] = {"__typename": "RenderPayload", "position": None, "userErrors": [error], "render": None}

    def answer(route: Route) -> None:
        if "submitPrompt" in (route.request.post_data or ""):
            route.fulfill(json={"data": {"submitPrompt": payload}})
        else:
            route.continue_()

    page.route(GRAPHQL, answer)


def test_a_place_is_kept_for_a_picture_that_is_slow_or_gone(person: Visit, address: str) -> None:
    ada = AppPage(person.page, address)
    ada.join("ada")
    ada.paint("a slow river")
    ada.share(caption := f"Late river {secrets.token_hex(3)}")
    card = ada.article(caption)
    for gone in (False, True):
        pictures = Held(gone)
        person.page.route(IMAGES, pictures.come)
        ada.page.goto(f"{address}/", wait_until="commit")  # loaded it is only with its pictures
        expect(card.get_by_role("img")).to_be_attached()
        before = card.bounding_box()
        pictures.let_go()
        if gone:
            expect(card.get_by_text("This picture is no longer there.")).to_be_visible()
        else:
            expect(card.get_by_role("img")).to_have_js_property("complete", True)
        assert card.bounding_box() == before
        person.page.unroute(IMAGES)


class Held:
    """Pictures that come, or turn out to be gone, once they are let go, and those that are asked for later at once."""

    def __init__(self, gone: bool) -> None:
        self._gone = gone
        self._waiting: list[Route] | None = []

    def come(self, route: Route) -> None:
        """One is asked for."""
        if self._waiting is not None:
            self._waiting.append(route)
        elif self._gone:
            route.fulfill(status=404)
        else:
            route.continue_()

    def let_go(self) -> None:
        """All of them."""
        waiting, self._waiting = self._waiting or [], None
        for route in waiting:
            self.come(route)
