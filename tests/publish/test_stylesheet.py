"""The theme's styles without what no page can use; ours without white space."""

from pathlib import Path

import pytest

from checker.publish.build import build
from checker.publish.stylesheet import minified, reduced, words
from checker.settings import Settings

ICON = """url("data:image/svg+xml,<svg d='M1;2{3}'/* no comment */>")"""


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{color:red}.b{color:blue}", ".a{color:red}"),
        (".a,.b .a,.a>p{x:y}", ".a,.a>p{x:y}"),
        (".a.b{x:y}p{x:y}#b{x:y}", "p{x:y}#b{x:y}"),
        (".a:not(.b,:is(.c)):hover{x:y}", ".a:not(.b,:is(.c)):hover{x:y}"),
        (":is(.b,.c) .a,.b{x:y}", ":is(.b,.c) .a{x:y}"),
        ("@media print{.b{x:y}}@media screen{.a,.b{x:y}}", "@media screen{.a{x:y}}"),
        ("@supports (x:y){@media print{.b{x:y}.a{x:y}}}", "@supports (x:y){@media print{.a{x:y}}}"),
        ('@charset "UTF-8";.a{x:y}', '@charset "UTF-8";.a{x:y}'),
        ("@keyframes b{0%{x:y}to{x:z}}", "@keyframes b{0%{x:y}to{x:z}}"),
        ("/* .b{ */.a{x:y}", ".a{x:y}"),
        (".admonition{x:y}.md-tooltip2{x:y}.md-top{x:y}.md-sidebar{x:y}", ".md-sidebar{x:y}"),
        (f".a{{--i:{ICON};x:var(--i)}}", f".a{{--i:{ICON};x:var(--i)}}"),
        (f":root{{--i:{ICON};--j:1px}}.b{{x:var(--i)}}.a{{x:var(--j)}}", ":root{--j:1px}.a{x:var(--j)}"),
        (":root{--i:var(--j);--j:1px}", ""),
    ],
)
def test_a_rule_stays_if_an_element_can_match_it(css: str, kept: str) -> None:
    known = {"a", "admonition", "md-tooltip2", "md-top", "md-sidebar"}
    assert reduced(css, known) == kept


def test_words_are_what_a_class_may_be_called() -> None:
    source = """<a class="md-nav__link x">{% if y %}</a> e.classList.add("is-open")"""
    assert {"md-nav__link", "x", "is-open"} <= words(source)


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("/* head */\n.a , .b > p {\n  x: y;\n  z: 1px + 2px;\n}\n", ".a,.b > p{x: y;z: 1px + 2px}"),
        (f".a {{ x: {ICON}; }}", f".a{{x: {ICON}}}"),
        ('.a::after { content: " ;  { "; }', '.a::after{content: " ;  { "}'),
        (".a :is(.b) { x: calc(1px - 2px) }", ".a :is(.b){x: calc(1px - 2px)}"),
    ],
)
def test_white_space_goes_where_it_says_nothing(css: str, small: str) -> None:
    assert minified(css) == small


def test_a_page_asks_for_one_style_sheet_with_both(planted: Settings) -> None:
    build(planted)
    site = planted.site_dir / "ko"
    page = (site / "index.html").read_text("utf-8")
    sheets = [path.relative_to(site).as_posix() for path in sorted(Path(site).rglob("*.css"))]
    assert len(sheets) == 1
    assert page.count('rel="stylesheet"') == page.count(f'href="{sheets[0]}"') == 1
    css = (site / sheets[0]).read_text("utf-8")
    assert ".md-search__input" in css
    assert ".mc-verdict" in css
    assert ".admonition" not in css
    assert len(css) < 110_000
