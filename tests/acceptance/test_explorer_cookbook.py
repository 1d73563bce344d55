"""The cookbook beside the explorer: opened by a link, cooked recipe by recipe, and taken away as a script."""

from __future__ import annotations

import subprocess

from playwright.sync_api import expect

from infra.node import find_node
from tests.acceptance.browser import Visit, violations
from tests.acceptance.explorer_page import ExplorerPage
from tests.acceptance.test_explorer import OF_GRAPHIQL


def test_recipes_are_cooked_from_a_link_on(person: Visit, address: str) -> None:
    person.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer = ExplorerPage(person.page, f"{address}/explorer?recipe=Join")
    ada = explorer.act("Join")["register"]["account"]
    asked = explorer.act("Ask for a picture")["submitPrompt"]["render"]
    explorer.watch("Watch it appear")
    assert asked["id"] in explorer.text("variables.json")
    explorer.wait_for_status("WatchPicture", "ended")
    explorer.choose("Prove a number")
    expect(person.page.locator(".limn-hint")).to_contain_text("First run “Share a picture”.")
    explorer.run()
    expect(person.page.locator(".result-window")).to_contain_text("Not sent")
    assert "Run “Share a picture” first." in explorer.text("response.json")
    explorer.act("Share a picture")
    person.page.get_by_role("searchbox").fill("prove number")
    assert explorer.act("Prove a number")["proof"]["value"] == 0
    assert b"value: 0" in run_as_copied(explorer)
    person.page.get_by_role("searchbox").fill("viewer { id handle")
    assert explorer.act("Ask who acts")["viewer"]["id"] == ada["id"]
    assert set(violations(person.page)) <= OF_GRAPHIQL
    assert person.errors == []


def run_as_copied(explorer: ExplorerPage) -> bytes:
    """What the operation in front prints when it is copied as a script, and run elsewhere."""
    explorer.page.get_by_role("button", name="Copy as JavaScript").click()
    expect(explorer.page.get_by_role("button", name="Copied")).to_be_visible()
    script = explorer.page.evaluate("navigator.clipboard.readText()")
    words = [str(find_node().node), "--input-type=module", "--eval", script]
    return subprocess.run(words, capture_output=True, check=True).stdout
