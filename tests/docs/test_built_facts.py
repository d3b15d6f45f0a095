"""The facts that no article's text holds: the built page shows them around the text."""

import re
from pathlib import Path

import pytest

from checker.publish.build import build
from checker.settings import Banner, Settings

BANNER = Banner(
    text={
        "ko": "웨비나: 메일이 닿지 않는 까닭",
        "en": "Webinar: why mail fails",
        "ja": "ウェビナー: メールが届かない理由",
    },
    link="https://events.example.com/webinar",
)
ARTICLE = "symptoms/failure-shown-on-ticket"

SHOWN = {
    "date of the last change": r'<time datetime="20\d\d-\d\d-\d\d">[^<]*20\d\d',
    "author": r'<p class="mc-byline">.*<span>[^<]*Mailclinic[^<]*</span>',
    "summary box": r'<div class="mc-summary"><h2 class="mc-label">[^<]+</h2><p>[^<]+',
    "applies to all plans": r'<li><a href="../../about/applies-to/#all-plans">[^<]+</a></li>',
    "applies to teams with tickets": r'<li><a href="../../about/applies-to/#help-desk">[^<]+</a></li>',
    "helpful: yes": r'<button [^>]*name="helpful" value="yes">(?:예|Yes|はい)</button>',
    "helpful: no": r'<button [^>]*name="helpful" value="no">(?:아니요|No|いいえ)</button>',
    "related articles": r'<h2 id="related">[^<]+</h2>\s*<ul class="mc-rows">\s*<li><a href="',
    "contact": r'<footer .*<a href="https://support\.example\.com/">[^<]+</a>',
    "status of the service": r'<footer .*<a href="https://status\.example\.com/">[^<]+</a>',
}


@pytest.fixture(scope="module")
def site(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(
        settings.model_copy(update={"banner": BANNER}), out=tmp_path_factory.mktemp("facts") / "site"
    )


def page(site: Path, locale: str) -> str:
    return (site / locale / ARTICLE / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
@pytest.mark.parametrize("fact", SHOWN)
def test_the_page_shows_it(site: Path, locale: str, fact: str) -> None:
    assert len(re.findall(SHOWN[fact], page(site, locale), re.DOTALL)) == 1


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
def test_every_page_announces_the_event(site: Path, locale: str) -> None:
    for file in sorted((site / locale).rglob("index.html")):
        text = file.read_text(encoding="utf-8")
        assert text.count(f'<span>{BANNER.text[locale]} <a href="{BANNER.link}">') == 1, file


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_a_machine_translation_says_so_and_leads_to_the_original(site: Path, locale: str) -> None:
    notice = re.search(
        r'<aside class="mc-notice mc-notice--machine".*?</aside>', page(site, locale), re.DOTALL
    )
    assert notice is not None
    assert f'<a href="../../../ko/{ARTICLE}/" hreflang="ko">' in notice[0]
    assert "mc-notice--machine" not in page(site, "ko")
