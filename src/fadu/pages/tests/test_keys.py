"""The keyboard in a real browser: keys press what carries them, and never while somebody types."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

KEYS = Path(__file__).resolve().parents[1] / "static" / "pages" / "keys.js"
SAMPLE = """
<main>
  <button type="button" id="one" data-key="1" data-key-title="First outcome">1</button>
  <button type="button" data-key="2" disabled id="two">2</button>
  <a href="#inbox" id="inbox-link" data-key="g i">Inbox</a>
  <a href="#a" data-key-item id="a">a</a><a href="#b" data-key-item id="b">b</a>
  <form><textarea id="text"></textarea>
    <button type="button" id="send" data-key-send>Send</button></form>
  <button type="button" id="keys-open" data-key="?" hidden>?</button>
  <dialog id="keys" data-items="next"><dl id="keys-list"></dl><input type="checkbox" id="keys-off">
  <form method="dialog"><button type="submit">Close</button></form></dialog>
</main>"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def sample(page: Page, live_server: Any) -> Page:
    """A page of the site's origin, replaced by the sample, that counts what is pressed."""
    page.goto("/static-sample-of-no-page/")
    page.set_content(SAMPLE)
    page.evaluate(
        """() => { window.pressed = [];
        document.addEventListener('click', (event) => window.pressed.push(event.target.id)); }"""
    )
    page.evaluate(KEYS.read_text("utf-8").join(["(() => {", "})()"]))
    return page


def pressed(page: Page) -> list[str]:
    """The ids that were pressed so far."""
    said: list[str] = page.evaluate("window.pressed")
    return said


def test_a_key_presses_what_carries_it_and_nothing_disabled(sample: Page) -> None:
    sample.keyboard.press("1")
    sample.keyboard.press("2")
    assert pressed(sample) == ["one"]


def test_two_keys_in_turn(sample: Page) -> None:
    sample.keyboard.press("g")
    sample.keyboard.press("i")
    assert pressed(sample) == ["inbox-link"]
    sample.keyboard.press("i")
    assert pressed(sample) == ["inbox-link"]


def test_no_key_counts_while_somebody_types_and_escape_leaves(sample: Page) -> None:
    sample.focus("#text")
    sample.keyboard.type("1 gi ?")
    assert pressed(sample) == [] and sample.input_value("#text") == "1 gi ?"
    sample.keyboard.press("Control+Enter")
    assert pressed(sample) == ["send"]
    sample.keyboard.press("Escape")
    sample.keyboard.press("1")
    assert pressed(sample) == ["send", "one"]


def test_control_without_its_guard_a_key_would_count_while_typing(sample: Page) -> None:
    """The guard looks for fields: an element that only looks like one shows it at work."""
    sample.eval_on_selector("#text", "each => { each.outerHTML = '<p tabindex=0 id=text></p>' }")
    sample.focus("#text")
    sample.keyboard.press("1")
    assert pressed(sample) == ["one"]


def test_j_and_k_move_through_a_list(sample: Page) -> None:
    sample.keyboard.press("j")
    sample.keyboard.press("j")
    sample.keyboard.press("j")
    assert sample.evaluate("document.activeElement.id") == "b"
    sample.keyboard.press("k")
    assert sample.evaluate("document.activeElement.id") == "a"


def test_the_help_lists_the_keys_of_the_page_and_can_turn_them_off(sample: Page) -> None:
    sample.keyboard.press("?")
    assert sample.is_visible("#keys")
    assert "First outcome" in sample.inner_text("#keys-list")
    assert "Inbox" in sample.inner_text("#keys-list")
    sample.keyboard.press("1")
    sample.check("#keys-off")
    sample.keyboard.press("Escape")
    sample.keyboard.press("1")
    assert "one" not in pressed(sample)
    sample.click("#keys-open")
    sample.uncheck("#keys-off")
    sample.keyboard.press("Escape")
    sample.keyboard.press("1")
    assert pressed(sample)[-1] == "one"


def test_a_chinese_input_method_does_not_hide_the_keys(sample: Page) -> None:
    sample.evaluate(
        """() => document.dispatchEvent(new KeyboardEvent('keydown',
        { key: 'Process', code: 'Digit1', bubbles: true }))"""
    )
    assert pressed(sample) == ["one"]
