"""What is not for somebody never reaches their browser, whatever page they open."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from playwright.sync_api import Browser, expect

from tests.acceptance.app_page import AppPage
from tests.acceptance.browser import visit
from tests.acceptance.explorer_page import ExplorerPage
from tests.acceptance.overheard import Overheard

NOT_HERE = "This picture is not here"


@dataclass(frozen=True, slots=True)
class Published:
    """What was shared, and all by which it would be known: words, and paths in the app."""

    word: str
    edit: str
    render: str
    post: str
    image: str

    @property
    def signs(self) -> list[str]:
        """The words and the ids."""
        return [self.word, self.edit, *(path.split("/")[2] for path in (self.render, self.post, self.image))]


def test_what_is_private_never_reaches_another_browser(browser: Browser, address: str) -> None:
    with visit(browser) as adas, visit(browser) as bobs:
        ada, bob = AppPage(adas.page, address), AppPage(bobs.page, address)
        author = ada.join("ada")
        bob.join("bob")
        heard = Overheard(bobs.context)
        bob.wall()
        hidden = [publish(ada, "Only you"), publish(ada, "Your followers")]
        public = publish(ada, "Everyone")
        bob.page.get_by_role("button", name="1 new picture").click()  # a stream tells in order: nothing else is to come
        expect(bob.article(public.word)).to_be_visible()

        for path in ("/home", "/trending?window=hour", f"/@{author}"):
            bob.open(path)
            bob.page.wait_for_load_state("networkidle")
        for secret in hidden:
            look_for(bob, secret)
        ask_the_explorer(bob)
        everything = heard.everything()
        unheard = [sign for sign in public.signs if sign not in everything]
        assert unheard == [public.render.split("/")[2]]  # so the ear is open; a render is its maker's, even when shared
        for secret in hidden:
            assert [sign for sign in secret.signs if sign in everything] == []


def publish(ada: AppPage, audience: str) -> Published:
    """Make, share, edit and comment on a picture, with rare words in all that is written."""
    word, edit = (f"{bird}{secrets.token_hex(4)}" for bird in ("canary", "siskin"))
    ada.open()
    render = ada.paint(f"a {word} on a fence")
    post = ada.share(f"My {word}", audience, tags=word)
    ada.open(post)
    ada.main.get_by_role("button", name="Edit", exact=True).click()
    ada.dialog.get_by_label("Caption").fill(f"My {word} and {edit}")
    ada.dialog.get_by_role("button", name="Save").click()
    expect(ada.dialog).to_be_hidden()
    expect(ada.main.get_by_text(edit)).to_be_visible()
    ada.comment(f"It is a {word}.")
    image = ada.main.locator("img").first.evaluate("image => new URL(image.currentSrc).pathname")
    return Published(word, edit, render, post, str(image))


def look_for(bob: AppPage, secret: Published) -> None:
    """Try every address at which it could be."""
    for path in (f"/search?q={secret.word}", f"/tag/{secret.word}"):
        bob.open(path)
        expect(bob.main.get_by_role("heading", name=re.compile("No picture|Nothing under"))).to_be_visible()
    bob.open(secret.render)
    expect(bob.main.get_by_role("heading", name="There is no such picture of yours")).to_be_visible()
    answer = bob.page.goto(f"{bob.address}{secret.image}")
    assert answer is not None
    assert answer.status == 404
    bob.open(secret.post)
    expect(bob.main.get_by_role("heading", name=NOT_HERE)).to_be_visible()


def ask_the_explorer(bob: AppPage) -> None:
    """Run the query behind the page that says that nothing is here."""
    behind = bob.page.get_by_role("link", name="Open in explorer").get_attribute("href")
    explorer = ExplorerPage(bob.page, f"{bob.address}{behind}")
    explorer.run()
    expect(bob.page.locator(".result-window")).to_contain_text('"post": null')
