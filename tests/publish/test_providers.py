"""The settings of mail providers on the pages: from the table's rows, in the page's language."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from checker.guide.articles import Library
from checker.guide.catalog import load_words
from checker.guide.mail_settings import UNCONFIRMED, day_in_words
from checker.guide.search import Index, document
from checker.providers import Protocol, by_id, providers
from checker.publish.build import build
from checker.publish.checks import check
from checker.publish.providers import REGION_LABELS, Shelf, pages, wanted
from checker.publish.source import read_source
from checker.settings import Settings
from tests.conftest import ROOT
from tests.publish.conftest import ARTICLES, HOME, plant

TAG = '<mailclinic-settings provider="{}"></mailclinic-settings>'
NAVER = HOME + "\n## 서버 설정 { #settings }\n\n" + TAG.format("naver") + "\n"
ICLOUD = HOME + "\n" + TAG.format("icloud") + "\n\n" + TAG.format("google-workspace") + "\n"
INDEX = HOME + "\n[OCN](#ocn), [일본](#providers-japan)\n"
PROVIDERS = {
    "ko/providers/index.md": INDEX,
    "ko/providers/naver.md": NAVER,
    "ko/providers/icloud.md": ICLOUD,
}


def shelf(locale: str) -> Shelf:
    return Shelf(locale, load_words(Settings(root=ROOT).locales_dir, locale).gettext)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small help centre with three pages about providers."""
    root = tmp_path_factory.mktemp("planted")
    settings = plant(root, {**ARTICLES, **PROVIDERS})
    (root / "locales").symlink_to(ROOT / "locales")
    return build(settings)


@pytest.fixture(scope="module")
def indexes() -> dict[str, Index]:
    """The search index of each locale, once one is asked."""
    return {}


@pytest.fixture(scope="module")
def library() -> Library:
    """Our own articles."""
    return Library.load(Settings(root=ROOT))


def rows(page: Path) -> list[tuple[str, str]]:
    """Labels and values of the settings on a page, without markup."""
    html = unescape(page.read_text("utf-8"))
    found = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", html, re.DOTALL)
    return [(label, re.sub(r"<[^>]+>", "", value.replace("<br>", " | ")).strip()) for label, value in found]


def test_the_settings_stand_in_the_article(site: Path) -> None:
    found = rows(site / "ko/providers/naver/index.html")
    assert found[:9] == [
        ("주소", "naver.com"),
        ("받는 메일 서버(IMAP)", "imap.naver.com | 포트 993, SSL/TLS"),
        ("받는 메일 서버(POP3)", "pop.naver.com | 포트 995, SSL/TLS"),
        ("보내는 메일 서버(SMTP)", "smtp.naver.com | 포트 465, SSL/TLS"),
        ("보내는 메일 서버(SMTP)", "smtp.naver.com | 포트 587, STARTTLS"),
        ("사용자 이름", "메일 주소 전체"),
        ("비밀번호", "앱 비밀번호"),
        ("먼저 할 일", "메일 서비스의 설정에서 메일 앱의 접속을 켜세요."),
        ("확인하지 못한 것", "사용자 이름"),
    ]
    assert found[9][0] == "출처"
    assert "Thunderbird ISP database: naver.com 2025년 12월" in found[9][1]
    assert "2025년 12월 14일" in found[9][1]


def test_a_lent_page_shows_them_in_its_readers_language(site: Path) -> None:
    found = rows(site / "en/providers/icloud/index.html")
    assert ("Addresses", "mac.com me.com icloud.com") in found
    assert ("User name", "IMAP: The part before the @ | SMTP: The whole email address") in found
    assert (
        "Password",
        "An app password | Signing in on the provider's page (OAuth) works, too.",
    ) in found
    assert ("SPF record", "include:_spf.google.com") in found
    assert ("DKIM selectors", "google") in found


def test_the_page_of_all_providers(site: Path) -> None:
    html = (site / "ko/providers/index.html").read_text("utf-8")
    assert {row.id for row in providers()} <= set(re.findall(r'<tr id="([^"]+)"', html))
    assert re.findall(r'<h2 id="(providers-[a-z]+)">([^<]+)</h2>', html) == [
        ("providers-korea", "한국"),
        ("providers-japan", "일본"),
        ("providers-world", "그 밖의 나라"),
    ]
    assert '<a href="naver/">네이버 메일</a>' in html
    assert '<th scope="row">다음 메일(한메일)<span' in html  # no page of its own in this help centre
    assert '<a href="#providers-world" class="md-nav__link">' in html
    assert "외 " in html
    assert "mailclinic-settings" not in html


def test_the_menu_has_the_section_in_the_order_of_the_table(site: Path) -> None:
    html = (site / "ko/reasons/index.html").read_text("utf-8")
    assert "<summary>메일 서비스</summary>" in html
    found = re.findall(r'<li><a href="../providers/([a-z-]+)/"', html)
    assert found == ["naver", "icloud"]


def test_the_search_finds_the_pages(site: Path) -> None:
    index = json.loads((site / "ko/search/index.json").read_text("utf-8"))
    assert {"providers/index", "providers/naver"} <= {row[0] for row in index["docs"]}


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "ko/providers/naver.md",
            'provider="naver"',
            'provider="navr"',
            "docs/ko/providers/naver.md:9: there is no provider 'navr' in the table",
        ),
        (
            "ko/providers/naver.md",
            ' provider="naver"',
            "",
            'docs/ko/providers/naver.md:9: write <mailclinic-settings provider="…"></mailclinic-settings>'
            " on a line of its own",
        ),
        (
            "ko/providers/naver.md",
            "mailclinic-settings",
            "mailclinic-setings",
            "docs/ko/providers/naver.md:9: there is no widget <mailclinic-setings>; known: ",
        ),
        (
            "ko/providers/index.md",
            "#ocn",
            "#ocm",
            "docs/ko/providers/index.md:7: this page has no anchor 'ocm'",
        ),
    ],
)
def test_a_wrong_tag_or_anchor_is_refused(
    tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    articles = {**ARTICLES, **PROVIDERS}
    articles[name] = articles[name].replace(old, new)
    problems = [str(problem) for problem in check(read_source(plant(tmp_path, articles)))]
    assert any(problem.startswith(message) for problem in problems), problems


def test_a_translation_shows_the_same_settings(tmp_path: Path) -> None:
    english = NAVER.replace('revision: "1.0.0"', 'translation: {of: "1.0.0", by: machine}')
    articles = {**ARTICLES, **PROVIDERS, "en/providers/naver.md": english.replace('"naver"', '"daum"')}
    problems = [str(problem) for problem in check(read_source(plant(tmp_path, articles)))]
    assert problems == ["docs/en/providers/naver.md:6: shows other settings than ko: daum"]


def test_tags_in_a_text() -> None:
    body = f"\n{TAG.format('naver')}\nwords\n<mailclinic-settings></mailclinic-settings>\n"
    assert wanted(body) == [(1, "naver"), (3, None)]


@pytest.mark.parametrize(
    ("locale", "seen", "expected"),
    [
        ("ko", "2025-12-17", "2025년 12월 17일"),
        ("ko", "2025-12", "2025년 12월"),
        ("en", "2025-12-17", "December 17, 2025"),
        ("en", "2025-12", "December 2025"),
        ("ja", "2025-12", "2025年12月"),
    ],
)
def test_days_in_words(locale: str, seen: str, expected: str) -> None:
    assert day_in_words(seen, locale) == expected


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
def test_every_row_can_be_shown(locale: str) -> None:
    tables = shelf(locale).tables()
    assert [anchor for anchor, _, _ in tables] == [f"providers-{region}" for region in REGION_LABELS]
    shown = [row for _, _, found in tables for row in found]
    assert len(shown) == len(providers())
    assert all(row.password and row.sources for row in shown)


def test_what_is_unknown_is_said() -> None:
    gabia, proton = shelf("en").row("gabia"), shelf("en").row("proton")
    assert gabia.password == "Not known"
    assert gabia.unconfirmed == "IMAP server, POP3 server, SMTP server, user name, and password rule"
    assert proton.password == "The one that the provider's bridge program shows"
    assert proton.servers == proton.usernames == ()
    assert "mx" not in UNCONFIRMED
    with pytest.raises(LookupError, match="'nobody'"):
        shelf("en").row("nobody")


QUESTIONS = [
    ("ko", "네이버 메일 imap 설정", "providers/naver"),
    ("ko", "한메일 아웃룩 설정", "providers/daum"),
    ("ko", "카카오메일 비밀번호가 맞는데 안 돼요", "providers/kakao"),
    ("ko", "네이버웍스 외부 앱 비밀번호", "providers/naver-works"),
    ("ko", "하이웍스 pop3", "providers/hiworks"),
    ("ko", "회사 아웃룩 오피스 365 연동", "providers/microsoft-365"),
    ("ko", "핫메일 연동이 안돼요", "providers/outlook"),
    ("ko", "imap.naver.com", "providers/naver"),
    ("ko", "hostinger 메일 설정", "providers/index"),
    ("en", "gmail app password", "providers/gmail"),
    ("en", "office 365 smtp settings", "providers/microsoft-365"),
    ("en", "imap.mail.me.com", "providers/icloud"),
    ("en", "yandex imap", "providers/index"),
    ("ja", "Yahoo!メール IMAP 設定", "providers/yahoo-japan"),
    ("ja", "ドコモメール IMAP専用パスワード", "providers/docomo"),
    ("ja", "OCN メール 設定", "providers/index"),
]


@pytest.mark.parametrize(("locale", "question", "expected"), QUESTIONS)
def test_our_pages_answer_what_people_type(
    library: Library, indexes: dict[str, Index], locale: str, question: str, expected: str
) -> None:
    if locale not in indexes:
        indexes[locale] = Index(map(document, library.articles(locale)), locale)
    assert indexes[locale].search(question)[0] == expected


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
def test_our_pages_are_found_by_the_names_of_their_servers(library: Library, locale: str) -> None:
    missing = set()
    for name in pages():
        article = library.get(name, locale)
        assert article is not None
        first = by_id(name.partition("/")[2])
        assert first is not None
        assert wanted(article.body)[0][1] == first.id
        hosts = {server.host for protocol in Protocol for server in first.servers(protocol)[:1]}
        missing |= {(name, host) for host in hosts if host not in article.phrases}
    assert missing == set()
