"""The explorer of the running system tells the whole story with subscriptions open, and nothing leaves the machine."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.acceptance.browser import Visit, violations, visit
from tests.acceptance.explorer_page import ExplorerPage

# GraphiQL puts each tab's close button inside the element with the role "tab".
OF_GRAPHIQL = {"nested-interactive"}


@pytest.fixture
def explorer_url(address: str) -> str:
    """Where the running system shows its explorer."""
    return f"{address}/explorer"


def test_the_whole_story(person: Visit, explorer_url: str) -> None:
    explorer = ExplorerPage(person.page, explorer_url)
    lena = explorer.act("Register a person")["register"]["account"]
    expect(person.page.locator(".limn-strip")).to_contain_text(f"@{lena['handle']}")
    explorer.act("Ask for a picture")
    explorer.watch("Watch it appear")
    explorer.wait_for_status("WatchRender", "ended")
    assert explorer.count("WatchRender") >= 1  # who comes late gets the end alone
    everybody_can_use(person)

    explorer.watch("Watch the feed")
    explorer.wait_for_status("WatchFeed", "open")
    post = explorer.act("Share it")["sharePost"]["post"]
    explorer.wait_for_count("WatchFeed", 1)
    feed = explorer.act("Read the feed")["feed"]
    assert post["id"] in [edge["node"]["id"] for edge in feed["edges"]]

    omar = explorer.act("A second person")["register"]["account"]
    expect(person.page.locator(".limn-strip")).to_contain_text(f"@{omar['handle']}")
    before = explorer.count("WatchFeed")
    assert explorer.act("Like it")["likePost"]["post"]["likeCount"] == 1
    explorer.wait_for_count("WatchFeed", before + 1)
    assert explorer.act("Comment on it")["comment"]["comment"]["author"]["handle"] == omar["handle"]
    assert explorer.act("Follow its author")["follow"]["account"]["handle"] == lena["handle"]

    explorer.watch("Replay the log, then follow it")
    explorer.wait_for_count("WatchEvents", 5)
    positions = explorer.positions()
    assert positions == sorted(set(positions), reverse=True)
    assert int(explorer.act("How far the folds are")["log"]["head"]) >= int(positions[0])
    explorer.choose("Watch the feed")  # it went on meanwhile, and is in the log again
    expect(person.page.get_by_role("button", name="Stop query")).to_be_visible()
    expect(person.page.locator(".limn-chip [aria-pressed=true]")).to_contain_text("WatchFeed")
    expect(person.page.locator(".result-window")).to_contain_text("feedChanges")
    explorer.run()
    explorer.wait_for_status("WatchFeed", "stopped")
    assert person.page.evaluate("JSON.stringify([document.cookie, {...localStorage}])").count("limn_session") == 0
    person.page.reload()  # nothing of the page remembers who acts, and the cookie does
    expect(person.page.locator(".limn-strip")).to_contain_text(f"@{omar['handle']}")
    assert person.outside(explorer_url) == []
    assert person.errors == []


def test_a_link_opens_its_operation(person: Visit, explorer_url: str) -> None:
    query = 'subscription Linked { renderProgress(renderId: "render_0") { step } }'
    link = f"{explorer_url}?query={quote(query)}&variables={quote('{}')}"
    explorer = ExplorerPage(person.page, link)
    explorer.run()
    explorer.wait_for_status("Linked", "failed")
    [error] = json.loads(explorer.text("response.json"))["errors"]
    assert error["extensions"] == {"code": "NOT_FOUND"}  # what the server said, whole
    assert "stack" not in error
    assert explorer.text("operation.graphql") == query
    person.page.wait_for_function("localStorage.getItem('graphiql:tabState')?.includes('Linked')")  # it takes its time
    ExplorerPage(person.page, explorer_url)  # a later visit finds its tabs again
    expect(person.page.get_by_role("tab", name="Linked").first).to_be_visible()


def test_it_is_for_everybody_in_the_dark_too(browser: Browser, explorer_url: str) -> None:
    with visit(browser, dark=True) as person:
        explorer = ExplorerPage(person.page, explorer_url)
        explorer.act("Register a person")
        explorer.act("Ask for a picture")
        explorer.watch("Watch it appear")
        explorer.wait_for_status("WatchRender", "ended")
        everybody_can_use(person)


def everybody_can_use(person: Visit) -> None:
    """The page as it stands, with a payload of a stream opened by its key."""
    person.page.locator(".limn-payloads summary").last.press("Enter")
    expect(person.page.locator(".limn-payloads pre")).to_be_visible()
    found = violations(person.page)
    assert set(found) <= OF_GRAPHIQL, found


def test_a_request_to_elsewhere_is_noticed(person: Visit, explorer_url: str) -> None:
    """The control of `outside`: a page that does ask another origin."""
    person.page.goto(explorer_url)
    person.page.set_content("<img src='http://127.0.0.2:9/elsewhere.png'>")
    person.page.wait_for_load_state("load")
    assert person.outside(explorer_url) == ["http://127.0.0.2:9/elsewhere.png"]


def test_a_page_that_few_can_use_is_noticed(person: Visit) -> None:
    """The control of `violations`."""
    person.page.set_content("<img src='data:,'><button></button>")
    assert {"image-alt", "button-name"} <= set(violations(person.page))
