"""The whole of it without a mouse, and one always sees where one is."""

from __future__ import annotations

import re
import secrets

from playwright.sync_api import expect

from tests.acceptance.app_page import PAINTED_WITHIN, PASSWORD, AppPage
from tests.acceptance.browser import Visit

# The mark may be around what holds the thing: the label of a hidden radio button, the bar around its words.
MARKED = """() => {
  const outlined = each => each && getComputedStyle(each).outlineStyle !== 'none'
  const at = document.activeElement
  return [at, at.closest('label'), at.closest('form > div')].some(outlined)
}"""

FRAMES = """
  const real = requestAnimationFrame;
  const held = [];
  let holding = false;
  globalThis.requestAnimationFrame = (draw) => (holding ? held.push(draw) : real(draw));
  globalThis.holdFrames = () => (holding = true);
  globalThis.letFramesGo = async () => {
    holding = false;
    held.forEach((draw) => real(draw));
    await new Promise((drawn) => real(drawn));
  };
"""


class Keyboard:
    """Nothing but keys; where Tab leads, the focus must be seen."""

    def __init__(self, app: AppPage) -> None:
        self.page = app.page

    def press(self, *keys: str) -> None:
        """One key after the other, by their names."""
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Type into what has the keyboard."""
        self.page.keyboard.type(text)

    def at(self) -> str:
        """What has the keyboard, as a screen reader says it: role and name."""
        focused = self.page.locator(":focus")
        return str(focused.aria_snapshot()) if focused.count() else ""

    def tab_to(self, name: str, *, key: str = "Tab", most: int = 60) -> None:
        """Go on to the thing of that role and name."""
        for _ in range(most):
            self.press(key)
            if re.search(name, self.at()):
                assert self.page.evaluate(MARKED), f"no mark on {name}"
                return
        raise AssertionError(f"{key} does not lead to {name}, but to {self.at()}")


def test_nobody_needs_a_mouse(person: Visit, address: str) -> None:
    ada = AppPage(person.page, address)
    keys = Keyboard(ada)
    join(ada, keys)
    keys.write("a lantern on a pier")
    keys.press("Enter")
    expect(ada.tray.get_by_role("link", name="Ready: “a lantern on a pier”")).to_be_visible(timeout=PAINTED_WITHIN)
    share(ada, keys)

    ada.page.get_by_role("button", name="1 new picture").wait_for()
    keys.press(".")
    lantern = ada.article("By hand alone")
    expect(lantern).to_be_visible()
    keys.press("j", "j", "k")
    expect(ada.page.get_by_role("article").first).to_be_focused()
    keys.press("l")
    expect(ada.like(lantern, 1)).to_have_attribute("aria-pressed", "true")
    keys.press("r")
    expect(ada.bar).to_be_focused()
    expect(ada.bar).to_have_value("a lantern on a pier")
    keys.press("Escape", "j", "k", "Enter")
    expect(ada.main.get_by_role("heading", name="No comments yet")).to_be_visible()
    keys.tab_to('textbox "Say something"')
    keys.write("Said without a mouse")
    keys.tab_to('button "Comment"$', most=2)
    keys.press("Enter")
    expect(ada.article("Said without a mouse")).to_be_visible()


def join(ada: AppPage, keys: Keyboard) -> None:
    """From the first key on a fresh page to being signed in; who writes at once is not interrupted by a late frame."""
    ada.page.add_init_script(FRAMES)
    ada.open("/join")
    expect(ada.main.get_by_label("Handle")).to_be_visible()
    keys.tab_to("Skip to the page", most=1)
    keys.press("Enter")
    expect(ada.main).to_be_focused()
    keys.tab_to('textbox "Handle"', most=6)
    keys.write(f"keys_{secrets.token_hex(3)}")
    keys.tab_to('textbox "Name"', most=2)
    keys.write("Keys")
    keys.tab_to('textbox "Password"', most=2)
    keys.write(PASSWORD)
    ada.page.evaluate("holdFrames()")
    keys.press("Enter")
    expect(ada.page.get_by_role("link", name="Renders")).to_be_visible()
    keys.press("/")
    expect(ada.bar).to_be_focused()
    ada.page.evaluate("letFramesGo()")
    expect(ada.bar).to_be_focused()
    ada.expect_wall()


def share(ada: AppPage, keys: Keyboard) -> None:
    """Open the sheet, leave it and be where one was, open it again and fill it in."""
    keys.tab_to('button "Share"', key="Shift+Tab", most=6)
    keys.press("Enter")
    expect(ada.dialog).to_be_visible()
    keys.press("Escape")
    expect(ada.dialog).to_be_hidden()
    expect(ada.tray.get_by_role("button", name="Share")).to_be_focused()
    keys.press("Enter")
    expect(ada.dialog).to_be_visible()
    keys.tab_to('textbox "Caption"', most=3)
    keys.write("By hand alone")
    keys.tab_to('radio "Everyone', most=4)
    keys.press("ArrowDown")
    expect(ada.dialog.get_by_role("radio", name="Whoever has the link")).to_be_checked()
    keys.press("ArrowUp", "Space")
    expect(ada.dialog.get_by_role("radio", name="Everyone")).to_be_checked()
    keys.tab_to('button "Share with everyone"', most=6)
    keys.press("Enter")
    expect(ada.dialog.get_by_role("button", name="See the post")).to_be_focused()
    keys.press("Escape")
    expect(ada.dialog).to_be_hidden()
