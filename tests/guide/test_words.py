"""Product words, particles, inline Markdown, links and locales."""

import pytest

from checker.guide.inline import links, to_html, to_text
from checker.guide.josa import josa
from checker.guide.links import article_url
from checker.guide.locales import match, negotiate
from checker.guide.product import WordError, fill
from checker.settings import Settings


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("앱", "을/를", "앱을"),
        ("리드", "을/를", "리드를"),
        ("메일", "으로/로", "메일로"),
        ("계정", "으로/로", "계정으로"),
        ("거래", "과/와", "거래와"),
        ("프로젝트", "이라/라", "프로젝트라"),
        ("552", "을/를", "552를"),
        ("421", "으로/로", "421로"),
        ("550", "으로/로", "550으로"),
        ("MX", "을/를", "MX를"),
        ("SPF", "이/가", "SPF가"),
        ("DKIM", "은/는", "DKIM은"),
        ("IMAP", "을/를", "IMAP을"),
        ("URL", "으로/로", "URL로"),
        ("PTR", "을/를", "PTR을"),
        ("Outlook", "으로/로", "Outlook으로"),
        ("Gmail", "으로/로", "Gmail로"),
        ("iCloud", "을/를", "iCloud를"),
        ("**동기화 중지**", "을/를", "**동기화 중지**를"),
        ("한글(Hangul)", "을/를", "한글(Hangul)을"),
        ("…", "을/를", "…를"),
    ],
)
def test_particles_follow_the_sound(word: str, pair: str, expected: str) -> None:
    assert josa(word, pair) == expected


@pytest.mark.parametrize("pair", ["을", "/", "을/", "을/를/이"])
def test_a_pair_needs_two_particles(pair: str) -> None:
    with pytest.raises(ValueError, match="a pair of particles"):
        josa("앱", pair)


WORDS = {"product.name": "하늘", "button.stop_sync": "동기화 중지"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("{{ product.name }}에서", "하늘에서"),
        ("{{product.name|josa('을/를')}}", "하늘을"),
        ('**{{ button.stop_sync }}**, {{ product.name | josa("으로/로") }}', "**동기화 중지**, 하늘로"),
        ("{ product.name }", "{ product.name }"),
    ],
)
def test_words_are_filled_in(text: str, expected: str) -> None:
    assert fill(text, WORDS) == expected


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\nb {{ product.nmae }}", 2, "unknown word 'product.nmae'"),
        ("{{ product }}", 1, "cannot read"),
        ("\n\n{{ product.name | upper }}", 3, "cannot read"),
        ('{{ product.name | josa("을") }}', 1, "a pair of particles"),
    ],
)
def test_a_slot_that_cannot_be_filled(text: str, line: int, message: str) -> None:
    with pytest.raises(WordError, match=message) as caught:
        fill(text, WORDS)
    assert caught.value.line == line


def test_a_word_is_not_filled_twice() -> None:
    assert fill("{{ product.name }}", {"product.name": "{{ x.y }}"}) == "{{ x.y }}"


def test_settings_replace_words_per_locale() -> None:
    settings = Settings(words={"product.name": {"en": "Haneul"}, "product.desk": "Desk"})
    assert settings.words_for("en")["product.name"] == "Haneul"
    assert settings.words_for("ja")["product.name"] == "Haneul", "a locale without the word takes English"
    assert settings.words_for("ko")["product.desk"] == "Desk"
    assert settings.words_for("ko")["button.stop_sync"] == "동기화 중지"


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("a < b & c", "a &lt; b &amp; c", "a < b & c"),
        ("**설정 > 메일**", "<strong>설정 &gt; 메일</strong>", "설정 > 메일"),
        ("`552 <x>`", "<code>552 &lt;x&gt;</code>", "552 <x>"),
        ("**`a`**", "<strong><code>a</code></strong>", "a"),
        ("[메일](guides/x#y)로", '<a href="/ko/guides/x/#y">메일</a>로', "메일로"),
        ('[x](a"onclick=1)', '<a href="/ko/a&#34;onclick=1/">x</a>', "x"),
        ("<script>", "&lt;script&gt;", "<script>"),
        ("**open", "**open", "**open"),
    ],
)
def test_inline_markdown(text: str, html: str, plain: str) -> None:
    assert to_html(text, lambda target: article_url(target, "ko")) == html
    assert to_text(text) == plain


def test_links_of_a_step() -> None:
    assert links("[a](guides/x), `[b](c)` and [d](https://example.com/)") == [
        "guides/x",
        "https://example.com/",
    ]


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("index", "/ko/"),
        ("symptoms/index", "/ko/symptoms/"),
        ("reasons/mailbox-full", "/ko/reasons/mailbox-full/"),
        ("reasons/mailbox-full#retry", "/ko/reasons/mailbox-full/#retry"),
        ("codes/index#550", "/ko/codes/#550"),
    ],
)
def test_article_addresses(target: str, url: str) -> None:
    assert article_url(target, "ko") == url


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("", "ko"),
        ("en-GB,en;q=0.9", "en"),
        ("ja-JP", "ja"),
        ("fr-FR, ja;q=0.4, en;q=0.6", "en"),
        ("de", "ko"),
        ("zh-TW", "zh-Hans"),
        ("ZH_hans_CN", "zh-Hans"),
        ("en;q=0, ja;q=0.1", "ja"),
        ("en;q=huh, ja", "ja"),
        ("*", "ko"),
        (",;,;q=1", "ko"),
        ("x" * 100_000, "ko"),
    ],
)
def test_negotiation(header: str, locale: str) -> None:
    assert negotiate(header, ("ko", "en", "ja", "zh-Hans"), "ko") == locale


def test_match_finds_nothing_for_nothing() -> None:
    assert match("", ("ko", "en")) is None
