"""The widgets when something is missing or away: nothing typed, too much, too often, the checker down."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import LOCALES, MakeReader, Reader, serving

pytestmark = pytest.mark.parts


def ask(page: Page, text: str) -> None:
    page.locator("mailclinic-address input[name=address]").fill(text)
    page.locator("mailclinic-address button[type=submit]").click()


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_typed(reader: MakeReader, locale: str) -> None:
    page = reader(locale).open(f"/{locale}/tools/address/")
    ask(page, "   ")
    field = page.locator("mailclinic-address input[name=address]")
    assert field.get_attribute("aria-invalid") == "true"
    error = page.locator(".mc-field__error")
    assert error.is_visible()
    assert error.get_attribute("id") == field.get_attribute("aria-errormessage")
    field.fill("kim@example.com")
    assert not error.is_visible()


def test_nothing_typed_without_script(reader: MakeReader) -> None:
    one = reader("ko", script=False)
    page = one.open("/ko/tools/decode/")
    page.evaluate("document.querySelector('mailclinic-decoder form').noValidate = true")
    page.locator("mailclinic-decoder button[type=submit]").click()
    assert page.locator("[data-problem]").count() == 1
    one.wrong.clear()  # the browser reports the 4xx answer itself as an error


def answering(status: int, headers: dict[str, str]) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=status, headers=headers, body="")
        else:
            route.continue_()

    return answer


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (429, {"Retry-After": "37"}, "37"),
        (413, {}, ""),
        (500, {}, ""),
        (502, {"Content-Type": "text/html"}, ""),
    ],
)
def test_a_refusal_is_said_in_place(
    browser: Browser, address: str, status: int, headers: dict[str, str], said: str
) -> None:
    one = Reader(browser.new_context(locale="ko"), address)
    page = one.open("/ko/tools/address/")
    page.route("**/tools/address/", answering(status, headers))
    ask(page, "kim@example.com")
    notice = page.locator("[data-answer-region] .mc-notice")
    notice.wait_for()
    assert said in notice.inner_text()
    assert page.locator("[data-answer-region]").get_attribute("aria-busy") is None
    one.context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_checker_is_down(browser: Browser, site: Path, locale: str) -> None:
    """The page is open, then the server goes: the widget says so and leads to the article that answers."""
    with serving(site) as url:
        one = Reader(browser.new_context(locale=locale), url)
        page = one.open(f"/{locale}/symptoms/cannot-send/")
        page.locator("#step-check-address summary").click()
    ask(page, "´kim@naver.com")
    notice = page.locator("[data-answer-region] .mc-notice")
    notice.wait_for()
    link = notice.locator("a").first
    assert "guides/address-characters" in str(link.get_attribute("href"))
    assert page.locator("mailclinic-address input[name=address]").input_value() == "´kim@naver.com"
    one.context.close()


def test_the_server_says_what_is_wrong_with_the_input(reader: MakeReader) -> None:
    one = reader("ko")
    page = one.open("/ko/tools/decode/")
    page.locator("mailclinic-decoder textarea").evaluate(
        "(field) => { field.removeAttribute('maxlength'); field.value = '가'.repeat(6e6) }"
    )
    page.locator("mailclinic-decoder button[type=submit]").click()
    page.locator("[data-answer-region] [data-problem], [data-answer-region] .mc-notice").first.wait_for()
    one.wrong.clear()  # the browser reports the 413 answer itself as an error


def test_the_answer_is_announced(reader: MakeReader) -> None:
    page = reader("en").open("/en/tools/address/")
    region = page.locator("[data-answer-region]")
    assert region.get_attribute("aria-live") == "polite"
    ask(page, "kim@example.com")
    page.locator(".mc-result").wait_for()


def test_pasted_markup_stays_text(reader: MakeReader) -> None:
    page = reader("ko").open("/ko/tools/decode/")
    page.locator("mailclinic-decoder textarea").fill(
        '550 5.1.1 <img src=x onerror="document.title=1"> No such user'
    )
    page.locator("mailclinic-decoder button[type=submit]").click()
    page.locator(".mc-result").wait_for()
    assert page.locator(".mc-result img").count() == 0
    assert page.title() != "1"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_home_box_says_that_the_checker_is_down(browser: Browser, site: Path, locale: str) -> None:
    with serving(site) as url:
        one = Reader(browser.new_context(locale=locale), url)
        page = one.open(f"/{locale}/")
    page.locator("#ask").fill("550 5.1.1")
    page.locator(".mc-box button[type=submit]").click()
    notice = page.locator("[data-answer-region] .mc-notice")
    notice.wait_for()
    assert str(notice.locator("a").first.get_attribute("href")).endswith("symptoms/")
    assert page.locator("#ask").input_value() == "550 5.1.1"
    one.context.close()
