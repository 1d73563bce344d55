"""The explorer as a person uses it: choose a step of the story, run it, read what comes back."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

SECONDS = 1000.0
READ = (
    """name => globalThis.__MONACO?.editor.getModels().find(model => model.uri.path.endsWith(name))?.getValue() ?? ''"""
)
ANSWERED = f"""() => ({READ})('response.json').trimEnd().endsWith('}}')"""


class ExplorerPage:
    """Drives one browser page; every wait is for a condition, with a deadline."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(url)
        # Until the page is built, another one stands in for it and looks again by itself.
        editor = page.locator(".graphiql-query-editor .view-line").first
        expect(editor).to_be_visible(timeout=100 * SECONDS)

    def choose(self, title: str) -> None:
        """Bring a step's tab to the front by the title it has in the list."""
        self.page.locator(".limn-story button").filter(has=self.page.get_by_text(title, exact=True)).click()
        step = self.page.locator(".limn-story button[aria-current]")
        expect(step.get_by_text(title, exact=True)).to_be_visible()

    def run(self) -> None:
        """Press the play button; an operation that runs already is ended by it."""
        self.page.locator(".graphiql-execute-button").click()

    def act(self, title: str) -> dict[str, Any]:
        """Choose and run a query or mutation; its data, which must hold no error and no refusal."""
        self.choose(title)
        self.run()
        self.page.wait_for_function(ANSWERED, timeout=20 * SECONDS)
        answer = json.loads(self.text("response.json"))
        assert "errors" not in answer, answer
        for field in answer["data"].values():
            assert not (isinstance(field, dict) and field.get("userErrors")), answer
        data: dict[str, Any] = answer["data"]
        return data

    def watch(self, title: str) -> None:
        """Choose and start a subscription, which goes on while other steps are chosen."""
        self.choose(title)
        self.run()

    def text(self, name: str) -> str:
        """The whole text of an editor: operation.graphql, variables.json, request-headers.json or response.json."""
        return str(self.page.evaluate(READ, name))

    def count(self, stream: str) -> int:
        """How many payloads a stream has brought so far."""
        return int(self.page.locator(".limn-chip", has_text=stream).locator(".limn-count").inner_text())

    def wait_for_count(self, stream: str, least: int) -> None:
        """Wait until a stream has brought at least so many payloads."""
        script = """([name, least]) => [...document.querySelectorAll('.limn-chip')].some(chip =>
            chip.textContent.includes(name) && Number(chip.querySelector('.limn-count').textContent) >= least)"""
        self.page.wait_for_function(script, arg=[stream, least], timeout=20 * SECONDS)

    def wait_for_status(self, stream: str, status: str) -> None:
        """Wait until a stream is connecting, open, waiting, ended, failed or stopped."""
        chip = self.page.locator(".limn-chip", has_text=stream)
        expect(chip.locator(f".limn-is-{status}")).to_be_attached(timeout=20 * SECONDS)

    def show(self, stream: str) -> None:
        """Show a stream's log."""
        self.page.locator(".limn-chip", has_text=stream).get_by_role("button").first.click()

    def numbers(self) -> list[int]:
        """The running numbers of the payloads on screen, the newest first."""
        return [int(text) for text in self.page.locator(".limn-number").all_inner_texts()]

    def positions(self) -> list[str]:
        """The positions of the payloads on screen, the newest first."""
        return self.page.locator(".limn-position").all_inner_texts()
