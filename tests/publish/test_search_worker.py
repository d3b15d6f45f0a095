"""The search in the browser ranks as the search in Python does."""

import json

import pytest
from playwright.sync_api import sync_playwright

from checker.guide.articles import Library
from checker.guide.search import Index, document
from checker.guide.terms import Terms, lexicon
from checker.publish.search_index import index
from checker.settings import Settings
from tests.conftest import ROOT
from tests.search.queries import TABLES, queries
from tests.servers.parts import require_part

WORKER = ROOT / "docs" / "assets" / "search-worker.js"
TEXTS = (
    "받은 편지함이 안 보여요",
    "550-5.1.1 User unknown; kim@naver.com.",
    "ＳＰＦ ﾒｰﾙ 送信できない々",
    "can't e-mail_me über straße İ",
    "나 가 a b ٣ ½ ﬁ 가각\n힣 ㄱㄴ",
    "한글english섞임123 .com -x- @",
)


@pytest.mark.parts
def test_both_searches_agree(settings: Settings) -> None:
    chromium = require_part("chromium")
    library = Library.load(settings)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.add_script_tag(content=WORKER.read_text(encoding="utf-8"))
        for locale in settings.locales:
            articles = library.articles(locale)
            indexed, terms = json.loads(index(articles, locale)), Terms(lexicon(locale))
            split = page.evaluate(
                "([words, texts]) => texts.map(splitter(words))", [indexed["words"], list(TEXTS)]
            )
            assert split == [[list(each) for each in terms(text)] for text in TEXTS]
            asked = [query.text for table in TABLES for query in queries(table) if query.locale == locale]
            found = page.evaluate(
                "([docs, words, asked]) => { const i = build(docs, words);"
                " return asked.map(q => rank(i, q).map(([doc]) => i.docs[doc][0])) }",
                [indexed["docs"], indexed["words"], asked],
            )
            twin = Index(map(document, articles), locale)
            assert found == [twin.search(text) for text in asked], locale
        browser.close()
