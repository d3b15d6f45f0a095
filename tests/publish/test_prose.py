"""Line breaks of the source between letters that take no space."""

import pytest

from checker.publish.build import build
from checker.publish.prose import join_lines, joins_lines
from tests.publish.conftest import ARTICLES, TOOL, plant


@pytest.mark.parametrize(
    ("html", "joined"),
    [
        ("<p>一覧です。\n調べます</p>", "<p>一覧です。調べます</p>"),
        ("<p>署名の\n検証</p>", "<p>署名の検証</p>"),
        ("<p>メール\n  サーバー</p>", "<p>メールサーバー</p>"),
        ("<p>これは<strong>太字</strong>\nです。</p>", "<p>これは<strong>太字</strong>です。</p>"),
        ("<p>次は\n<a href='x'>記事</a>です。</p>", "<p>次は<a href='x'>記事</a>です。</p>"),
        ("<p>直します。\n<code>-all</code>は</p>", "<p>直します。<code>-all</code>は</p>"),
        ("<p>差出人\n(From)\nです</p>", "<p>差出人(From)です</p>"),
        ("<p>レコードは\n<code>v=spf1</code>\nです</p>", "<p>レコードは\n<code>v=spf1</code>\nです</p>"),
        ("<p>使うのは\nSPF\nです</p>", "<p>使うのは\nSPF\nです</p>"),
        ("<p>two\nlines</p>", "<p>two\nlines</p>"),
        ("<p>甲</p>\n<p>乙</p>", "<p>甲</p>\n<p>乙</p>"),
        ("<ul>\n<li>甲\n乙</li>\n</ul>", "<ul>\n<li>甲乙</li>\n</ul>"),
        ("<pre><code>甲\n乙</code></pre><p>甲\n乙</p>", "<pre><code>甲\n乙</code></pre><p>甲乙</p>"),
        ("<textarea>甲\n乙</textarea>", "<textarea>甲\n乙</textarea>"),
        ("<p>甲\n乙\n丙\n丁</p>", "<p>甲乙丙丁</p>"),
        ("<p>甲<br />\n乙</p>", "<p>甲<br />\n乙</p>"),
    ],
)
def test_lines_join_where_no_space_is_meant(html: str, joined: str) -> None:
    assert join_lines(html) == joined


@pytest.mark.parametrize(
    ("locale", "joins"), [("ja", True), ("zh-Hans", True), ("zh", True), ("ko", False), ("en", False)]
)
def test_which_languages_set_no_spaces(locale: str, joins: bool) -> None:
    assert joins_lines(locale) is joins


def test_the_hook_joins_japanese_and_leaves_korean(tmp_path_factory: pytest.TempPathFactory) -> None:
    body = "## 甲 { #a }\n\nメールが\n届きます。\n\n메일이\n옵니다.\n"
    page = TOOL.format("mailclinic-address") + "\n"
    korean = ARTICLES["ko/guides/address-characters.md"] + "\n" + body
    japanese = korean.replace('revision: "1.0.0"', 'translation: {of: "1.0.0", by: machine}')
    settings = plant(
        tmp_path_factory.mktemp("lines"),
        {
            **ARTICLES,
            "ko/tools/address.md": page,
            "ko/guides/address-characters.md": korean,
            "ja/guides/address-characters.md": japanese,
        },
    ).model_copy(update={"locales": ("ko", "ja")})
    build(settings)
    ja = (settings.site_dir / "ja/guides/address-characters/index.html").read_text("utf-8")
    ko = (settings.site_dir / "ko/guides/address-characters/index.html").read_text("utf-8")
    assert "<p>メールが届きます。</p>" in ja
    assert "<p>메일이\n옵니다.</p>" in ja
    assert "<p>メールが\n届きます。</p>" in ko
