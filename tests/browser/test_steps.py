"""The guided path through the steps of a symptom, and the question whether the article helped."""

import pytest
from playwright.sync_api import Page, expect

from checker.guide.catalog import load_words
from checker.settings import Settings
from tests.browser.conftest import LOCALES, MakeReader

pytestmark = pytest.mark.parts

SYMPTOM, REASON = "symptoms/cannot-send/", "reasons/mailbox-full/"


def visible(page: Page, answer: str) -> None:
    page.locator(f"mailclinic-steps [data-answer={answer}]:visible").first.click()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_no_leads_on_and_the_last_one_to_support(reader: MakeReader, locale: str) -> None:
    page = reader(locale, phone=True).open(f"/{locale}/{SYMPTOM}")
    path = page.locator("mailclinic-steps").first
    titles = path.locator(".mc-step__title").all_inner_texts()
    assert path.locator("details[open]").count() == 1
    for _ in titles:
        visible(page, "no")
    end = path.locator("[data-end=no]")
    expect(end).to_be_visible()
    expect(end).to_be_focused()
    told = path.locator(".mc-path__tried").inner_text().splitlines()
    assert told[0] == page.locator("h1").inner_text()
    assert told[1] == page.url
    assert [line.partition(". ")[2] for line in told[3:]] == titles


def test_back_goes_to_the_step_before(reader: MakeReader) -> None:
    page = reader("ko").open(f"/ko/{SYMPTOM}")
    visible(page, "no")
    expect(page.locator("#step-check-address details")).to_have_attribute("open", "")
    visible(page, "back")
    expect(page.locator("#step-check-sync details")).to_have_attribute("open", "")
    assert page.locator("#step-check-sync summary").evaluate("it => it === document.activeElement")


def test_the_step_that_solved_it_is_told(reader: MakeReader, settings: Settings) -> None:
    page = reader("ko").open(f"/ko/{SYMPTOM}")
    visible(page, "no")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        visible(page, "yes")
    assert sent.value.post_data == "revision=1.0.0&step=check-address&helpful=yes"
    words = load_words(settings.locales_dir, "ko")
    thanks = words.gettext("Thank you. Good to know that it helped.")
    expect(page.locator("[data-feedback]")).to_have_text(thanks)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_reader_says_why_an_article_did_not_help(reader: MakeReader, locale: str, script: bool) -> None:
    page = reader(locale, script=script).open(f"/{locale}/{REASON}")
    page.locator("#helpful button[value=no]").click()
    page.locator("#helpful input[value=unclear]").check()
    page.locator("#helpful input[name=comment]").fill("kim@example.com")
    page.locator("#helpful .mc-helpful__why button").click()
    expect(page.locator("#helpful .mc-verdict")).to_be_visible()
    assert page.locator("#helpful input").count() == 0
    assert "kim@" not in page.content()
    expect(page.locator("h1")).to_be_visible()


def test_the_questions_of_the_home_page_lead_to_an_article(reader: MakeReader) -> None:
    page = reader("ja", phone=True).open("/ja/")
    questions = page.locator(".mc-questions")
    for number in (0, 1):
        questions.locator("details:not([open]) > summary:visible").nth(number).click()
    link = questions.locator("a:visible").first
    link.click()
    expect(page.locator("article h1")).to_be_visible()
