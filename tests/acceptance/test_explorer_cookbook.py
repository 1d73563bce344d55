"""The cookbook beside the explorer: opened by a link, cooked recipe by recipe, and taken away as a script."""

from __future__ import annotations

import subprocess

from playwright.sync_api import expect

from infra.node import find_node
from infra.webbuild import pages_of
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
    expect(person.page.locator(".limn-hint code")).to_have_text("viewer")
    person.page.get_by_role("button", name="Show Story").click()
    explorer.choose("Replay the log, then follow it")
    follow_as_copied(explorer, "events: {")
    assert set(violations(person.page)) <= OF_GRAPHIQL
    assert person.errors == []


def run_as_copied(explorer: ExplorerPage) -> bytes:
    """What the operation in front prints when it is copied as a script, and run elsewhere."""
    return subprocess.run(as_copied(explorer), capture_output=True, check=True).stdout


def follow_as_copied(explorer: ExplorerPage, words: str) -> None:
    """Read what a subscription prints then, until it has printed these words; it must not end before."""
    with subprocess.Popen(as_copied(explorer), cwd=pages_of()["explorer"].source, stdout=subprocess.PIPE) as script:
        assert script.stdout
        try:
            assert any(words.encode() in line for line in script.stdout)
        finally:
            script.kill()


def as_copied(explorer: ExplorerPage) -> list[str]:
    """The command that runs the copied script."""
    explorer.page.evaluate("navigator.clipboard.writeText('')")
    explorer.page.get_by_role("button", name="Copy as JavaScript").click()
    script = explorer.page.wait_for_function("navigator.clipboard.readText()").json_value()
    return [str(find_node().node), "--experimental-websocket", "--input-type=module", "--eval", script]
