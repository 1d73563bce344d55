"""Answers that come late: after what was asked later, to another page, or to another person."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.acceptance.app_page import AppPage
from tests.acceptance.browser import Visit

LONGER_THAN_ANY = "word " * 401
LATE = """
let late = null;
const kept = [];
const real = window.fetch;
window.fetch = async (to, options) => {
  const answer = await real(to, options);
  if (late === null || !String(options?.body).includes(late)) return answer;
  const text = await answer.text();
  await new Promise((give) => kept.push(give));
  return new Response(text, answer);
};
window.keep = (words) => void (late = words);
window.isKept = () => kept.length > 0;
window.give = async () => {
  late = null;
  for (const give of kept.splice(0)) give();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
};
"""


@dataclass(frozen=True, slots=True)
class Late:
    """The page's answers to what has some words in it; they come when the test says so."""

    page: Page

    def keep(self, words: str) -> None:
        """From now on they wait."""
        self.page.evaluate("words => keep(words)", words)

    def until_kept(self) -> None:
        """The API has answered, and the page does not know it yet."""
        self.page.wait_for_function("() => isKept()")

    def give(self) -> None:
        """Now they come, and the page has drawn what it makes of them."""
        self.page.evaluate("() => give()")


def test_answers_that_come_late_undo_nothing(person: Visit, address: str) -> None:
    person.page.add_init_script(LATE)
    ada, late = AppPage(person.page, address), Late(person.page)
    ada.join("ada")

    ada.open("/renders")
    late.keep("query Renders")
    ada.ask("one fish")
    late.until_kept()  # the list, read with one of them
    ada.ask("two fish")
    expect(ada.tray.get_by_role("link", name="two fish")).to_be_visible()
    late.give()
    expect(ada.article("two fish")).to_be_visible()
    expect(ada.article("one fish")).to_be_visible()

    ada.open("/replay")
    late.keep("mutation StartReplay")
    ada.main.get_by_role("button", name="Replay").click()
    late.until_kept()
    ada.page.get_by_role("link", name="Settings").click()
    late.give()
    expect(ada.page).to_have_url(f"{address}/settings")

    late.keep("mutation Submit")
    ada.ask(LONGER_THAN_ANY)
    late.until_kept()
    ada.main.get_by_role("button", name="Sign out").click()
    expect(ada.page.get_by_text("You are signed out.")).to_be_visible()
    expect(ada.main.get_by_text("You are not signed in.")).to_be_visible()
    late.give()
    expect(ada.bar).to_have_value("")
    assert person.errors == []
