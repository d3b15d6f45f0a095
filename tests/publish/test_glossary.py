"""Terms explained in articles: which words, where on the page, and how often."""

import re
from pathlib import Path

import pytest

from checker.publish.build import build
from checker.publish.glossary import AT_MOST, Glossary, Term
from checker.publish.problems import BuildError
from checker.settings import Settings
from tests.prepared import library_of
from tests.publish.conftest import ARTICLES, plant

WORDS = Glossary(
    (
        Term("spf", "SPF", ("SPF",), "보내도 되는 서버의 목록입니다.", "reasons/spf-failed"),
        Term("bounce", "반송 메일", ("반송 메일", "bounce message", "エラーメール"), "<알림> & 원본"),
        Term("temporary", "일시 오류", ("일시 오류", "一時的なエラー"), "풀릴 수 있습니다."),
        Term("header", "헤더", ("헤더", "ヘッダー", "headers"), "앞부분입니다."),
        Term("alias", "별칭", ("별칭", "alias", "エイリアス"), "또 하나의 주소입니다."),
        Term("relay", "중계", ("릴레이", "中継"), "대신 넘깁니다."),
    )
)


def explained(html: str, article: str = "reasons/mailbox-full") -> list[tuple[str, str]]:
    """The terms that get a tooltip: id and the words on the page."""
    return re.findall(r'describedby="term-([a-z]+)">([^<]+)<', WORDS.explain(html, article))


def test_a_tooltip_is_read_with_its_term() -> None:
    assert WORDS.explain("<p>먼저 반송 메일을 여세요.</p>", "guides/any") == (
        '<p>먼저 <dfn class="mc-term" tabindex="0" aria-describedby="term-bounce">반송 메일'
        '<span class="mc-term__text" role="tooltip" id="term-bounce">'
        "<b>반송 메일</b> &lt;알림&gt; &amp; 원본</span></dfn>을 여세요.</p>"
    )


@pytest.mark.parametrize(
    ("html", "terms"),
    [
        ("<p>SPF는 SPF입니다.</p><p>SPF</p>", [("spf", "SPF")]),
        ("<p><strong>SPF</strong>와 일시 오류</p>", [("spf", "SPF"), ("temporary", "일시 오류")]),
        ("<p><code>SPF</code></p><ul><li>SPF를</li></ul>", [("spf", "SPF")]),
        ('<h2 id="a">SPF</h2><p><a href="x">SPF 문서</a></p>', []),
        ("<pre><code>SPF</code></pre><blockquote><p>SPF</p></blockquote>", []),
        ("<table><tr><td><p>SPF</p></td></tr></table>SPF<div>SPF</div>", []),
        ("<p>DKIM-SPF, SPFs, SPF-1, spf</p>", []),
        (
            "<p>A Bounce Message. Check the HEADERS.</p>",
            [("bounce", "Bounce Message"), ("header", "HEADERS")],
        ),
        ("<p>aliases 별칭을</p>", [("alias", "별칭")]),
        ("<p>메일헤더는 헤더다</p>", [("header", "헤더")]),
        ("<p>一時的なエラーメール</p>", [("bounce", "エラーメール")]),
        (
            "<p>一時的なエラーです。エラーメールを</p>",
            [("temporary", "一時的なエラー"), ("bounce", "エラーメール")],
        ),
        ("<p>不正中継と中継</p>", [("relay", "中継")]),
    ],
)
def test_whole_words_in_running_text_only(html: str, terms: list[tuple[str, str]]) -> None:
    assert explained(html) == terms


def test_no_more_than_a_few_on_a_page_and_none_on_the_terms_own() -> None:
    page = "<p>SPF, 반송 메일, 일시 오류, 헤더, 별칭, 릴레이</p>"
    assert [name for name, _ in explained(page)] == ["spf", "bounce", "temporary", "header"]
    assert [name for name, _ in explained(page, "reasons/spf-failed")] == [
        "bounce",
        "temporary",
        "header",
        "alias",
    ]
    assert explained(page, "tools/decode") == []
    assert explained(page, "index") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[term]]\nid = 3\n", r"term 1 \(3\) lacks 'id'"),
        ('[[term]]\nid = "a"\nterm = "A"\nforms = ["A"]\n', r"term 1 \(a\) lacks 'text'"),
        ('[[term]]\nid = "a"\nterm = "A"\nforms = ["A"]\ntext = "x"\nlink = "y"\n', "has no key 'link'"),
        (
            '[[term]]\nid = "a"\nterm = "A"\nforms = ["B"]\ntext = "x"\n'
            '[[term]]\nid = "c"\nterm = "C"\nforms = ["b"]\ntext = "x"\n',
            "b stands twice",
        ),
        ("[[term", "glossary.toml"),
    ],
)
def test_a_wrong_glossary_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=message):
        Glossary.load(path)


def test_our_glossaries_explain_the_same_terms(settings: Settings) -> None:
    known = {
        locale: Glossary.load(settings.locales_dir / locale / "glossary.toml").terms
        for locale in settings.locales
    }
    pages = set(library_of(settings).ids())
    source = [(term.id, term.page) for term in known[settings.source_locale]]
    assert len(source) >= 40
    assert {page for _, page in source if page} <= pages
    for locale, terms in known.items():
        assert [(term.id, term.page) for term in terms] == source, locale
        for term in terms:
            assert term.text.endswith("。" if locale == "ja" else "."), (locale, term.id)
            assert term.text.count("。" if locale == "ja" else ". ") <= 1, (locale, term.id)
            assert len(term.text) <= 100, (locale, term.id)


def test_a_lent_page_is_explained_in_its_own_language(tmp_path: Path) -> None:
    symptom = ARTICLES["ko/symptoms/cannot-send.md"].replace("Note: 첫 줄", "SPF 확인이 첫 줄")
    settings = plant(tmp_path, {**ARTICLES, "ko/guides/address-characters.md": symptom})
    for locale, text in (("ko", "목록입니다."), ("en", "A list.")):
        folder = settings.locales_dir / locale
        folder.mkdir(parents=True)
        (folder / "glossary.toml").write_text(
            f'[[term]]\nid = "spf"\nterm = "SPF"\nforms = ["SPF"]\ntext = "{text}"\n', encoding="utf-8"
        )
    build(settings)
    page = (settings.site_dir / "en/guides/address-characters/index.html").read_text("utf-8")
    assert "<b>SPF</b> 목록입니다.</span></dfn> 확인이 첫 줄도 본문입니다." in page
    assert page.count('class="mc-term"') == 1 <= AT_MOST
