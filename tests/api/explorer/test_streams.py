"""Subscriptions in the page: they resume after a lost connection, over both transports, and their log is bounded."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.acceptance.browser import Visit
from tests.acceptance.explorer_page import ExplorerPage
from tests.api.explorer.server import Server

KEPT = 500


def happen(server: Server, times: int) -> None:
    """So many new facts in the world behind the server."""
    server.wait_for(server.world.happen(times))


@pytest.fixture
def watching(person: Visit, server: Server, explorer_url: str) -> ExplorerPage:
    happen(server, 3)
    explorer = ExplorerPage(person.page, explorer_url)
    explorer.watch("Replay the log, then follow it")
    explorer.wait_for_count("WatchEvents", 3)
    return explorer


def test_a_stream_from_its_first_payload_to_its_end(watching: ExplorerPage, server: Server) -> None:
    """On one page, whose editor takes seconds to load."""
    it_resumes_after_its_last_position(watching, server)
    it_goes_on_behind_another_tab_and_ends_at_the_stop_button(watching, server)
    its_log_keeps_the_newest_pauses_and_clears(watching, server)


def it_resumes_after_its_last_position(watching: ExplorerPage, server: Server) -> None:
    assert server.wait_for(server.cut()) == 1
    happen(server, 2)
    watching.wait_for_count("WatchEvents", 5)
    assert server.world.resumed == ["0" * 16, f"{3:016d}"]
    assert watching.positions() == [f"{position:016d}" for position in (5, 4, 3, 2, 1)]


def it_goes_on_behind_another_tab_and_ends_at_the_stop_button(watching: ExplorerPage, server: Server) -> None:
    watching.choose("How far the folds are")
    happen(server, 1)
    watching.wait_for_count("WatchEvents", 6)
    watching.choose("Replay the log, then follow it")
    expect(
        watching.page.get_by_role("button", name="Stop query")
    ).to_be_visible()  # it runs still, in GraphiQL's eyes, too
    watching.wait_for_status("WatchEvents", "open")
    watching.run()
    watching.wait_for_status("WatchEvents", "stopped")
    happen(server, 1)
    assert watching.count("WatchEvents") == 6


def its_log_keeps_the_newest_pauses_and_clears(watching: ExplorerPage, server: Server) -> None:
    happen(server, KEPT)
    watching.watch("Replay the log, then follow it")
    watching.wait_for_count("WatchEvents", KEPT + 7)
    expect(watching.page.locator(".limn-chip")).to_have_count(1)  # the tab's stream was replaced
    assert watching.numbers() == list(range(KEPT + 7, 7, -1))
    watching.page.get_by_role("button", name="Pause", exact=True).click()
    happen(server, 2)
    watching.wait_for_count("WatchEvents", KEPT + 9)
    assert watching.numbers()[0] == KEPT + 7
    watching.page.get_by_role("button", name="Resume", exact=True).click()
    assert watching.numbers()[0] == KEPT + 9
    watching.page.get_by_role("button", name="Clear", exact=True).click()
    expect(watching.page.get_by_text("No payload yet.")).to_be_visible()


def test_the_same_over_server_sent_events(person: Visit, server: Server, explorer_url: str) -> None:
    happen(server, 3)
    explorer = ExplorerPage(person.page, explorer_url)
    explorer.page.get_by_label("over").select_option("SSE")
    explorer.watch("Replay the log, then follow it")
    explorer.wait_for_count("WatchEvents", 3)
    happen(server, 1)
    explorer.wait_for_count("WatchEvents", 4)
    assert not server.sockets
    sent: list[dict[str, Any]] = server.streamed
    assert len(sent) == 1
