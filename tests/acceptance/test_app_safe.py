"""What people write stays words, and a page keeps no secret, asks no one else and breaks no rule of its own."""

from __future__ import annotations

import json

from playwright.sync_api import Browser, Dialog, expect

from tests.acceptance.app_page import AppPage
from tests.acceptance.browser import DESKTOP, Visit, visit

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LINK = "javascript:alert(3) [click](javascript:alert(4))"
TURNED = "\u202egnorw eht si sihT\u202c"
ZALGO = "Z" + "\u0334" * 60 + "\u0353" * 60 + "algo"
ENDLESS = "endless" * 285  # without a space, nearly as long as a text may be
HOSTILE = (SCRIPT, LINK, ZALGO, ENDLESS)
LISTEN = """
  globalThis.refused = [];
  addEventListener('securitypolicyviolation', event => refused.push(event.violatedDirective));
"""
KEPT = "JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}, location.href])"


def test_hostile_words_are_shown_as_words(browser: Browser, address: str) -> None:
    with visit(browser) as person:
        person.context.add_init_script(LISTEN)
        dialogs: list[str] = []

        def note(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        person.page.on("dialog", note)
        ada = AppPage(person.page, address)
        handle = ada.join("ada")
        ada.open(f"/@{handle}")
        rename(ada, "<img src=x onerror=alert(5)>", bio=f"{SCRIPT} {ZALGO} {ENDLESS[:200]}")
        ada.paint(f"a gate {SCRIPT}")
        shared = ada.share(f"{SCRIPT} {LINK}")
        ada.open(shared)
        for text in HOSTILE:
            ada.comment(text)
        ada.main.get_by_label("Say something").fill(TURNED)
        ada.main.get_by_role("button", name="Comment", exact=True).click()
        expect(ada.main.get_by_role("alert")).to_contain_text("Control characters")
        expect(ada.main.get_by_label("Say something")).to_have_value(TURNED)
        expect(ada.main.get_by_text(SCRIPT).first).to_be_visible()
        assert ada.page.evaluate("document.querySelectorAll('#main a[href^=javascript], #main img[src=x]').length") == 0
        for path in (shared, "/", f"/@{handle}"):
            ada.open(path)
            expect(ada.main.get_by_role("img").first).to_be_visible()
            for width in (DESKTOP["width"], 390):
                ada.page.set_viewport_size({"width": width, "height": 844})
                ada.expect_no_sideways()
            assert ada.page.evaluate("refused") == []
        assert dialogs == person.errors == []


def rename(ada: AppPage, name: str, bio: str) -> None:
    """Change one's name and what one says about oneself."""
    ada.main.get_by_role("button", name="Edit profile").click()
    ada.dialog.get_by_label("Name").fill(name)
    ada.dialog.get_by_label("About you").fill(bio[:500])
    ada.dialog.get_by_role("button", name="Save").click()
    expect(ada.dialog).to_be_hidden()


def test_a_page_keeps_no_secret_and_asks_no_one_else(person: Visit, address: str) -> None:
    person.context.add_init_script(LISTEN)
    ada = AppPage(person.page, address)
    handle = ada.join("ada")
    cookies = {cookie["name"]: cookie for cookie in person.context.cookies()}
    (session,) = cookies.values()
    assert session["httpOnly"]
    assert session["sameSite"] in {"Strict", "Lax"}
    ada.paint("a locked chest")
    ada.bar.fill("half a thought")
    for path in ("/", "/trending", "/search", "/renders", f"/@{handle}", "/settings"):
        ada.open(path)
        ada.page.wait_for_load_state("networkidle")
        kept = ada.page.evaluate(KEPT)
        assert json.loads(kept)[0] == ""
        assert str(session["value"]) not in kept
        assert "token" not in kept
        assert ada.page.evaluate("refused") == []
    assert person.outside(address) == []
    assert person.errors == []


def test_a_broken_rule_is_noticed(person: Visit, address: str) -> None:
    """The control of what is refused: a page that does break its policy."""
    person.context.add_init_script(LISTEN)
    ada = AppPage(person.page, address)
    ada.open("/about")
    ada.page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.2:9/elsewhere.png'}))")
    ada.page.wait_for_function("() => refused.includes('img-src')")
