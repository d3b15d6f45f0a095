"""An address is checked as the reader leaves the field, without DNS, without a jump, and said once."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LOCALES, MakeReader

pytestmark = pytest.mark.parts

FIELD = "mailclinic-address input[name=address]"
WATCH = """() => {
  window.announced = 0
  new MutationObserver(() => { window.announced += 1 }).observe(
    document.querySelector("[data-answer-region]"), { childList: true })
}"""


LONGER_THAN_THE_PAUSE = 400
"""Milliseconds."""


def let_time_pass(page: Page) -> None:
    """Wait until the check would have begun: that nothing happens can't be waited for otherwise."""
    page.wait_for_timeout(LONGER_THAN_THE_PAUSE)


def watch(page: Page) -> list[str]:
    """The bodies of the questions from now on; the page counts how often the answer region changes."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(str(request.post_data)) if request.post_data else None)
    page.evaluate(WATCH)
    return asked


def announced(page: Page) -> int:
    return int(page.evaluate("window.announced"))


@pytest.mark.parametrize("locale", LOCALES)
def test_leaving_the_field_checks_without_dns(reader: MakeReader, locale: str) -> None:
    page = reader(locale).open(f"/{locale}/tools/address/")
    asked = watch(page)
    page.locator("mailclinic-address input[name=dns]").check()
    page.locator(FIELD).fill("kim@@naver.com")
    page.keyboard.press("Tab")
    page.locator(".mc-result[data-verdict=suspect]").wait_for()
    assert asked == ["address=kim%40%40naver.com"]
    assert announced(page) == 1
    assert page.evaluate("document.activeElement.type") == "submit"


def test_the_button_does_not_say_the_same_again(reader: MakeReader) -> None:
    page = reader("ko").open("/ko/tools/address/")
    asked = watch(page)
    page.locator(FIELD).fill("´kim@naver.com")
    page.keyboard.press("Tab")
    page.locator(".mc-result").wait_for()
    with page.expect_response("**/tools/address/"):
        page.keyboard.press("Enter")
    page.wait_for_function("!document.querySelector('[data-answer-region]').hasAttribute('aria-busy')")
    assert len(asked) == 2
    assert announced(page) == 1


def test_a_click_on_the_button_asks_once(reader: MakeReader) -> None:
    page = reader("ko").open("/ko/tools/address/")
    asked = watch(page)
    page.locator(FIELD).click()
    page.keyboard.type("kim@naver.com")
    page.locator("mailclinic-address button[type=submit]").click(delay=LONGER_THAN_THE_PAUSE)
    page.locator(".mc-result").wait_for()
    let_time_pass(page)
    assert len(asked) == 1
    page.locator(FIELD).focus()
    page.locator("h1").click()
    let_time_pass(page)
    assert len(asked) == 1


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_field_stays_quiet(reader: MakeReader, typed: str) -> None:
    page = reader("ko").open("/ko/tools/address/")
    asked = watch(page)
    page.locator(FIELD).fill(typed)
    page.locator("h1").click()
    let_time_pass(page)
    assert asked == []
    assert announced(page) == 0
    assert not page.locator(".mc-field__error").is_visible()


def test_a_checker_that_is_down_says_so_only_when_asked(reader: MakeReader) -> None:
    one = reader("ko")
    page = one.open("/ko/tools/address/")
    page.route("**/tools/address/", lambda route: route.abort())
    watch(page)
    page.locator(FIELD).fill("kim@naver.com")
    page.locator("h1").click()
    let_time_pass(page)
    assert announced(page) == 0
    page.locator("mailclinic-address button[type=submit]").click()
    page.locator("[data-answer-region] .mc-notice").wait_for()
    one.wrong.clear()  # the browser reports the broken connections itself


def test_coming_back_to_the_field_keeps_the_answer_for_later(reader: MakeReader) -> None:
    page = reader("en").open("/en/tools/address/")
    asked = watch(page)
    page.locator(FIELD).fill("kim@naver.com")
    page.evaluate("() => { document.activeElement.blur(); document.querySelector('[data-main]').focus() }")
    let_time_pass(page)
    assert asked == []
