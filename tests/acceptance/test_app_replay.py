"""The replay room: what a board was before a comment, why it is another since, how it moved, and what is behind it."""

from __future__ import annotations

import re
import time
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Browser, Locator, expect

from tests.acceptance.app_page import PAINTED_WITHIN, AppPage
from tests.acceptance.browser import violations, visit


def test_a_board_is_gone_back_to_explained_and_replayed(browser: Browser, address: str) -> None:
    with visit(browser) as person:
        ada = AppPage(person.page, address)
        ada.join("ada")
        by = f"=if(shared_at > {int(time.time())}, shared_at + 86400 * comments, 0)"  # other tests' posts stand below
        older = liked(ada, "a key in a lock", "The older one")
        liked(ada, "a lock without a key", "The newer one")

        room(ada, by)
        expect(places(ada).nth(0)).to_contain_text("The newer one")
        before = ada.main.get_by_role("status", name="Position").inner_text().replace(",", "")
        ada.open(older)
        ada.comment("It fits.")
        room(ada, by)
        expect(places(ada).nth(0)).to_contain_text("The older one")
        why_it_stands_above(ada)
        room(ada, by, at=before)
        expect(places(ada).nth(0)).to_contain_text("The newer one")
        assert f'"position": "{before:0>16}"' in in_the_explorer(ada)

        along_the_line(ada)
        room(ada, by)
        how_it_moved(ada)
        assert violations(ada.page) == {}


def liked(ada: AppPage, prompt: str, caption: str) -> str:
    """Make a post and like it, so that boards have it; the path of its page."""
    ada.paint(prompt)
    post = ada.share(caption)
    ada.open(post)
    with ada.page.expect_response(lambda answer: "likePost" in (answer.request.post_data or "")):
        ada.like(ada.main, 0).click()
    return post


def room(ada: AppPage, by: str, **more: str) -> None:
    """Stand in the room, now or at another place."""
    ada.open(f"/replay?{urlencode({'window': 'all', 'a': by, 'b': 'hacker-news', **more})}")


def places(ada: AppPage) -> Locator:
    """Of the board on the left."""
    return ada.main.get_by_role("region", name="Left: Your formula").get_by_role("listitem")


def why_it_stands_above(ada: AppPage) -> None:
    """The term that decides it, and the event behind that."""
    pair = ada.main.get_by_role("region", name="Why one stands above another")
    pair.get_by_text("Left: Your formula").click()
    expect(pair.get_by_role("status")).to_contain_text("Decided by comments: with number 2")
    expect(pair.get_by_role("row", name=re.compile("^comments"))).to_contain_text("would stand below")
    pair.get_by_role("columnheader").filter(has_text="The older one").get_by_role("button").click()
    expect(ada.dialog.get_by_role("row", name="Together 1")).to_be_visible()
    ada.dialog.get_by_role("button", name="Close").click()


def in_the_explorer(ada: AppPage) -> str:
    """The variables of the query behind the room."""
    link = ada.page.get_by_role("link", name="Open in explorer").get_attribute("href") or ""
    return parse_qs(urlsplit(link).query)["variables"][0]


def along_the_line(ada: AppPage) -> None:
    """With the keys to the first event, and to yesterday, when nothing had happened; Back leads back."""
    line = ada.main.get_by_role("slider", name="Time")
    line.press("Home")
    expect(ada.page).to_have_url(re.compile(r"at=\d{4}-\d\d-\d\dT"))
    expect(line).to_be_focused()
    scrubbed = ada.page.url
    ada.main.get_by_role("button", name="Yesterday").click()
    expect(ada.page).not_to_have_url(scrubbed)
    expect(ada.main.get_by_role("heading", name="Nothing stirs in this window")).to_be_visible()
    ada.page.go_back()
    expect(ada.page).to_have_url(scrubbed)


def how_it_moved(ada: AppPage) -> None:
    """The replay runs and is plotted; a post of it is followed, and read in the table."""
    moved = ada.main.get_by_role("region", name="How the boards moved")
    moved.get_by_role("button", name="Replay", exact=True).click()
    left = moved.get_by_role("figure", name="Left: Your formula")
    expect(left.get_by_role("img", name="Ranks by Your formula")).to_be_visible(timeout=PAINTED_WITHIN)
    moved.get_by_role("link", name="The older one").focus()
    expect(moved.get_by_text("The older one by @ada")).to_contain_text("1 on the left")
    left.get_by_text("As a table").click()
    expect(left.get_by_role("row", name=re.compile("^The older one .*1$"))).to_be_visible()
