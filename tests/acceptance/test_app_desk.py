"""First moderation as people see it: somebody reports, a moderator decides, everyone sees it, and it can be undone."""

from __future__ import annotations

import re
import secrets

import httpx
from playwright.sync_api import Browser, Locator, Route, expect

from api.http.cookie import COOKIE
from infra.operations import REGISTER
from tests.acceptance.app_page import PASSWORD, AppPage
from tests.acceptance.browser import violations, visit
from tests.acceptance.commands import grant
from tests.infra.supervisor.running import Running

FLAG = "mutation Flag($input: FlagInput!) { flag(input: $input) { userErrors { code } } }"
CAPTION = f"Red on the snow {secrets.token_hex(3)}"
FACTS = "There is blood on the snow."


def test_what_is_reported_is_decided_seen_and_undone(browser: Browser, system: Running, address: str) -> None:
    with visit(browser) as adas, visit(browser) as bobs, visit(browser) as mods:
        ada, bob, mod = (AppPage(one.page, address) for one in (adas, bobs, mods))
        author = ada.join("ada")
        ada.paint("a fox in the snow")
        post = ada.share(CAPTION)
        bob.join("bob")
        grant(system, mod.join("mod"), "moderator")
        mod.open("/desk")
        case = row(mod, author)
        expect(mod.main.get_by_role("radio", name="To decide")).to_be_visible()
        bob.open(post)
        report(bob, author)
        expect(case).to_be_visible()  # it came by itself
        ada.open(post)
        bob.open()
        card = bob.article(CAPTION)
        bob.like(card, 0).click()
        expect(bob.like(card, 1)).to_be_visible()

        blur_by_keys(mod, author)
        expect(card.get_by_text("Blurred: gore")).to_be_visible()
        expect(card.locator("img")).to_have_count(0)
        card.get_by_role("button", name="Show the picture: gore").click()
        expect(card.locator("img")).to_be_visible()
        expect(ada.main.get_by_text("Your picture is blurred until one asks for it")).to_be_visible()
        expect(ada.main.get_by_text(FACTS)).to_be_visible()

        report_over_the_api(address, post)
        expect(case).to_be_visible()  # another round
        remove(mod, author)
        assert violations(mod.page) == {}
        expect(bob.main.get_by_text("No longer here.")).to_be_visible()
        expect(ada.main.get_by_text("Your picture is hidden from everyone but you")).to_be_visible()
        assert [*adas.errors, *bobs.errors, *mods.errors] == []
        bob.open(post)
        expect(bob.main.get_by_role("heading", name="This picture is not here")).to_be_visible()

        undo_by_key(mod)
        bob.open()
        expect(card.get_by_text("Blurred: gore")).to_be_visible()
        expect(bob.like(card, 1)).to_have_attribute("aria-pressed", "true")
        ada.open("/notices")
        expect(ada.main.get_by_text(re.compile("^Undone"))).to_have_count(1)
        expect(ada.main.get_by_role("article", name="Statement of reasons")).to_have_count(2)
        assert [*adas.errors, *mods.errors] == []  # the page that is not there was answered to bob as such


def test_two_moderators_one_case_and_a_role_that_ends(browser: Browser, system: Running, address: str) -> None:
    with visit(browser) as adas, visit(browser) as firsts, visit(browser) as seconds:
        ada, first, second = (AppPage(one.page, address) for one in (adas, firsts, seconds))
        author = ada.join("ada")
        ada.paint("a fox in the snow")
        post = ada.share("Limited and back")
        names = [one.join("mod") for one in (first, second)]
        for one, name in zip((first, second), names, strict=True):
            grant(system, name, "moderator")
            one.open("/desk")
        report_over_the_api(address, post)
        for one in (first, second):
            row(one, author).click()
        first_goes_first(first, second)
        expect(second.main.get_by_text(f"@{names[0]}").first).to_be_visible()  # who holds it now
        expect(second.main.get_by_role("button", name="Claim")).to_have_count(0)
        decide(first, "Limit", "It is not for every wall.")
        expect(row(second, author)).to_have_count(0)
        ada.wall()
        expect(ada.article("Limited and back")).to_have_count(0)
        ada.open(post)
        expect(ada.main.get_by_text("It is not for every wall.")).to_be_visible()

        report_over_the_api(address, post)
        expect(second.main.get_by_role("heading", name=re.compile("Round 2"))).to_be_hidden()
        row(second, author).click()
        decide(second, "Restore", "It may be on every wall.")
        ada.open()
        expect(ada.article("Limited and back")).to_be_visible()

        grant(system, names[1], "moderator", "revoke")
        expect(second.main.get_by_role("heading", name="This page does not exist")).to_be_visible()
        expect(second.page.get_by_role("link", name="Desk")).to_have_count(0)
        expect(first.main.get_by_role("region", name="Cases")).to_be_visible()


def test_the_desk_is_not_there_for_anyone_else(browser: Browser, address: str) -> None:
    with visit(browser) as anyone:
        ada = AppPage(anyone.page, address)
        ada.join("ada")
        expect(ada.page.get_by_role("link", name="Desk")).to_have_count(0)
        ada.open("/desk")
        expect(ada.main.get_by_role("heading", name="This page does not exist")).to_be_visible()


def first_goes_first(first: AppPage, second: AppPage) -> None:
    """Two claim one case; the one whose click was longer on its way is told so."""
    token = next(one["value"] for one in first.page.context.cookies() if one["name"] == COOKIE)

    def overtaken(route: Route) -> None:
        if "claimCase" in (route.request.post_data or ""):
            headers = {"content-type": "application/json", "Authorization": f"Bearer {token}"}
            httpx.post(route.request.url, content=route.request.post_data_buffer, headers=headers).raise_for_status()
        route.continue_()

    second.page.route("**/graphql", overtaken)
    second.main.get_by_role("button", name="Claim").click()
    expect(second.page.get_by_text("Another moderator has this case.")).to_be_visible()
    second.page.unroute("**/graphql")
    expect(first.main.get_by_role("button", name="Release")).to_be_visible()


def decide(mod: AppPage, outcome: str, why: str) -> None:
    """With the mouse, on the case that is open."""
    pane = mod.main.get_by_role("region", name="Case")
    pane.get_by_role("button", name=outcome).click()
    form = pane.get_by_role("form", name=outcome)
    if outcome != "Restore":
        expect(form.get_by_label("Rule")).to_have_value("violence")
    form.get_by_label("Why").fill(why)
    form.get_by_role("button", name=outcome).click()
    expect(pane.get_by_role("region", name="Decided on this")).to_contain_text(outcome)
    expect(form).to_be_hidden()


def row(mod: AppPage, author: str) -> Locator:
    """The case on something of an author's, in the queue."""
    return mod.main.get_by_role("region", name="Cases").get_by_role("link", name=re.compile(f"by @{author}"))


def report(bob: AppPage, author: str) -> None:
    """Report the picture whose page this is; a second time one is told what became of the first."""
    flag = bob.main.get_by_role("button", name="Report", exact=True)
    flag.click()
    expect(bob.dialog.get_by_role("heading", name=f"Report the picture by @{author}")).to_be_visible()
    bob.dialog.get_by_role("radio", name="Violence or gore").check()
    bob.dialog.get_by_label("In your own words").fill("Look at the snow.")
    bob.dialog.get_by_role("button", name="Report", exact=True).click()
    expect(bob.dialog).to_be_hidden()
    flag.click()
    expect(bob.dialog.get_by_text("A moderator has not decided yet.")).to_be_visible()
    bob.page.keyboard.press("Escape")


def report_over_the_api(address: str, post: str) -> None:
    """As somebody who has just joined."""
    handle = f"cat_{secrets.token_hex(3)}"

    def ask(query: str, token: str = "", **wish: str) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        said = {"query": query, "variables": {"input": wish}}
        return httpx.post(f"{address}/graphql", json=said, headers=headers).raise_for_status()

    joined = ask(REGISTER, handle=handle, displayName="Cat", password=PASSWORD).json()["data"]["register"]
    flagged = ask(FLAG, joined["token"], subjectId=post.removeprefix("/p/"), reason="VIOLENCE").json()
    assert flagged["data"]["flag"]["userErrors"] == []


def blur_by_keys(mod: AppPage, author: str) -> None:
    """A decision without a mouse: step to the case, claim it, blur, label, say why, send."""
    keys = mod.page.keyboard
    waiting = mod.main.get_by_role("region", name="Cases").get_by_role("link").all_inner_texts()
    for _ in range(1 + next(index for index, text in enumerate(waiting) if f"@{author}" in text)):
        keys.press("j")
    expect(row(mod, author)).to_be_focused()
    pane = mod.main.get_by_role("region", name="Case")
    expect(pane.get_by_text("Look at the snow.")).to_be_visible()
    expect(pane.get_by_text("Blurred")).to_be_visible()
    keys.press("Space")
    expect(pane.locator("img")).to_be_visible()
    keys.press("c")
    expect(pane.get_by_role("button", name="Release")).to_be_visible()
    keys.press("b")
    expect(pane.get_by_label("Label")).to_be_focused()
    keys.type("gore")
    keys.press("Tab")
    expect(pane.get_by_label("Rule")).to_be_focused()
    expect(pane.get_by_label("Rule")).to_have_value("violence")
    keys.press("Tab")
    keys.type(FACTS)
    expect(pane.get_by_role("status")).to_contain_text("labelled “gore”")
    keys.press("Control+Enter")
    expect(pane.get_by_role("region", name="Decided on this")).to_contain_text("Blur “gore”")


def remove(mod: AppPage, author: str) -> None:
    """Taking the case on goes with the choice."""
    row(mod, author).click()
    expect(mod.main.get_by_role("heading", name=re.compile("Round 2"))).to_be_visible()
    decide(mod, "Remove", "It praises what it shows.")


def undo_by_key(mod: AppPage) -> None:
    """The case is still open on the desk."""
    mod.page.keyboard.press("u")
    mod.dialog.get_by_label("Why").fill("On second sight it does not.")
    mod.dialog.get_by_role("button", name="Undo").click()
    expect(mod.dialog).to_be_hidden()
    expect(mod.main.get_by_text("On second sight it does not.")).to_be_visible()
