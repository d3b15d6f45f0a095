"""The bones of an article: headings, links, widgets, sections, first sentences."""

import pytest

from checker.publish import outline
from checker.publish.cleanliness import violations
from checker.publish.sentences import first_sentence

BODY = """Intro with `[code](a.md)` and [a link](one.md#x "title").

## First { #first }

![A picture](../assets/a.svg) [nested [brackets]](two.md)

```text
## Not a heading { #no }
[not a link](no.md) <mailclinic-address>
```

### Deeper { #deeper .wide }

<mailclinic-address></mailclinic-address>

## No anchor

[reference]: three.md
"""


def test_headings() -> None:
    assert [(h.level, h.text, h.anchor, h.line) for h in outline.headings(BODY, 10)] == [
        (2, "First", "first", 12),
        (3, "Deeper", "deeper", 21),
        (2, "No anchor", None, 25),
    ]


def test_links() -> None:
    assert [(link.target, link.line) for link in outline.links(BODY)] == [
        ("one.md#x", 1),
        ("../assets/a.svg", 5),
        ("two.md", 5),
        ("three.md", 18),
    ]


def test_widgets() -> None:
    assert outline.widgets(BODY) == [outline.Widget("mailclinic-address", 14)]


def test_sections() -> None:
    parts = outline.sections(BODY)
    assert list(parts) == ["intro", "first", "No anchor"]
    assert "### Deeper" in parts["first"]


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("메일을 지우세요. 휴지통도 비웁니다.", "메일을 지우세요.", "휴지통도 비웁니다."),
        ("**同期を停止。**を押します。次に進みます。", "**同期を停止。**を押します。", "次に進みます。"),
        ("Wait. Then try again.", "Wait.", "Then try again."),
        ("Is it full? Empty it.", "Is it full?", "Empty it."),
        ("`550 5.1.1. x` means no. Ask.", "`550 5.1.1. x` means no.", "Ask."),
        ("Use port 587.5 or [a. b](x) now", "Use port 587.5 or [a. b](x) now", ""),
    ],
)
def test_first_sentence(text: str, first: str, rest: str) -> None:
    assert first_sentence(text) == (first, rest)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<script src="a.js"></script>', []),
        ('<script id="__config" type="application/json">{}</script>', []),
        ("<p>&lt;script&gt; style= onclick=</p>", []),
        ('<a href="https://example.com/">x</a>', []),
        ("<p>\n<script>x()</script>", [(2, "an inline script")]),
        ('<script type="module">x()</script>', [(1, "an inline script")]),
        ("<style>p{}</style>", [(1, "an inline <style>")]),
        ('<td style="text-align: right">', [(1, "a style attribute")]),
        ('<a href="#" onclick="x()">', [(1, "an inline event handler")]),
        ('<a href="javascript:x()">', [(1, "a script address")]),
        ('<img src="https://cdn.example.com/a.png">', [(1, "a file of another host")]),
        ('<script src="//cdn.example.com/a.js"></script>', [(1, "a file of another host")]),
        ('<link rel="stylesheet" href="https://cdn.example.com/a.css">', [(1, "a file of another host")]),
    ],
)
def test_violations_of_the_page_policy(html: str, expected: list[tuple[int, str]]) -> None:
    assert violations(html) == expected
