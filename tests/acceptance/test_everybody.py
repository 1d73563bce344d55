"""Every page for everybody: no violation that axe knows, in light and in dark, at a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.acceptance.app_page import AppPage
from tests.acceptance.browser import DESKTOP, violations, visit

PHONE: ViewportSize = {"width": 390, "height": 844}
TELLING = {"Latest", "a post", "the share sheet", "the options", "/settings", "a picture under way"}
"""Views that between them have every part: in the dark nothing is otherwise but colours, and the parts have those."""


@pytest.mark.timeout(300)  # some thirty judgements of whole pages, which a busy machine takes its time for
@pytest.mark.parametrize("all_of_them", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_every_page_is_for_everybody(browser: Browser, address: str, all_of_them: bool) -> None:
    found: dict[str, dict[str, list[str]]] = {}
    with visit(browser) as person:
        person.page.emulate_media(reduced_motion="reduce")  # so that no colour is on its way to another
        ada = AppPage(person.page, address)
        for name in every_view(ada):
            telling = all_of_them or name in TELLING
            found |= {f"{name}, light": violations(ada.page)}
            if telling:
                ada.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
                found |= {f"{name}, dark": violations(ada.page, "color-contrast")}
                ada.page.emulate_media(color_scheme="light", reduced_motion="reduce")
            ada.page.set_viewport_size(PHONE)
            ada.expect_no_sideways()
            if telling:
                found |= {f"{name}, phone": violations(ada.page)}
            ada.page.set_viewport_size(DESKTOP)
    assert {view: wrong for view, wrong in found.items() if wrong} == {}


def every_view(ada: AppPage) -> Iterator[str]:
    """Go to one view after the other; its name, once it is there."""
    for path, heading in (
        ("/join", "Join Limn"),
        ("/sign-in", "Sign in"),
        ("/home", "Home is yours once you have joined"),
    ):
        ada.open(path)
        expect(ada.main.get_by_role("heading", name=heading)).to_be_visible()
        yield f"{path}, signed out"
    handle = ada.join("ada")
    render = ada.paint("a bridge in the mist")
    ada.open(render)
    expect(ada.main.get_by_role("button", name="Refine")).to_be_visible()
    yield "a picture of one's own"
    ada.main.get_by_role("button", name="Share").click()
    expect(ada.dialog).to_be_visible()
    yield "the share sheet"
    ada.open(ada.publish("Mist #bridges", tags="bridges"))
    ada.comment("Is that a heron?")
    yield "a post"
    pictures = {
        "/": "Latest",
        "/trending?window=all": "Trending",
        "/tag/bridges": "a tag",
        "/search?q=bridges": "a search",
        f"/@{handle}": "a profile",
    }
    for path, name in pictures.items():
        ada.open(path)
        expect(ada.main.get_by_role("article").first).to_be_visible()
        yield name
    yield from the_rest(ada)


def the_rest(ada: AppPage) -> Iterator[str]:
    """Views without pictures of others."""
    for path, heading in (
        ("/home", "Nobody you follow"),
        ("/settings", "Settings"),
        ("/about", "How"),
        ("/nowhere", "This page"),
    ):
        ada.open(path)
        expect(ada.main.get_by_role("heading", name=re.compile(heading)).first).to_be_visible()
        yield path
    ada.page.get_by_role("button", name="Options").click()
    ada.bar.fill("a long wall of towers")
    expect(ada.page.get_by_label("Leave out")).to_be_visible()
    ada.page.get_by_label("Steps").press("End")
    ada.page.get_by_role("radio", name="Large").check(force=True)
    yield "the options"
    ada.bar.press("Enter")
    ada.open("/renders")
    ada.main.get_by_role("link").filter(has_text="a long wall").click()
    expect(ada.main.get_by_text("a long wall of towers")).to_be_visible()
    yield "a picture under way"
    ada.open("/renders")
    expect(ada.main.get_by_role("article").first).to_be_visible()
    yield "one's renders"
