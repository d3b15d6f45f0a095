"""The bones of an article's body, with line numbers: headings, links, widgets. Code is skipped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

WIDGETS = (
    "mailclinic-diagnose",
    "mailclinic-address",
    "mailclinic-decoder",
    "mailclinic-domain",
    "mailclinic-account",
)
"""The custom elements of the checker that an article may hold."""

SETTINGS = "mailclinic-settings"
"""The element that the settings of a provider replace, from the table of providers."""

FIGURE = "mailclinic-figure"
"""The element that a figure of ours replaces."""

_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>.*?)\s*(?:\{(?P<attributes>[^}]*)\})?\s*#*\s*$")
_ANCHOR = re.compile(r"(?:^|\s)#(?P<id>[^\s}]+)")
_CODE = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)")
_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?(?P<target>[^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s*<?(?P<target>[^\s>]+)")
_TAG = re.compile(r"<(?P<name>mailclinic-[a-z]+)\b")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `anchor` is None where it carries no explicit id."""

    level: int
    text: str
    anchor: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """The target of a link or an image, as written."""

    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Widget:
    """A custom element of ours."""

    name: str
    line: int


def _lines(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    fence = ""
    for number, line in enumerate(body.split("\n"), first_line):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark["mark"][0] == fence[0] and len(mark["mark"]) >= len(fence):
                fence = ""
        elif mark:
            fence = mark["mark"]
        else:
            yield number, line


def headings(body: str, first_line: int = 1) -> list[Heading]:
    """Every heading, in order."""
    found = []
    for number, line in _lines(body, first_line):
        if (match := _HEADING.match(line)) is not None:
            anchor = _ANCHOR.search(match["attributes"] or "")
            found.append(
                Heading(len(match["level"]), match["text"], anchor["id"] if anchor else None, number)
            )
    return found


def links(body: str, first_line: int = 1) -> list[Link]:
    """Every link and image, in order."""
    found = []
    for number, line in _lines(body, first_line):
        text = _CODE.sub("", line)
        found += [Link(match["target"], number) for match in _LINK.finditer(text)]
        if (match := _DEFINITION.match(text)) is not None:
            found.append(Link(match["target"], number))
    return found


def widgets(body: str, first_line: int = 1) -> list[Widget]:
    """Every custom element of ours, in order."""
    return [
        Widget(match["name"], number)
        for number, line in _lines(body, first_line)
        for match in _TAG.finditer(_CODE.sub("", line))
    ]


def sections(body: str) -> dict[str, str]:
    """The text before the first h2 under `intro`, then each h2's text (with its h3) under its anchor."""
    parts: dict[str, list[str]] = {"intro": []}
    anchors = {h.line: h.anchor or h.text for h in headings(body) if h.level == 2}
    current = "intro"
    for number, line in enumerate(body.split("\n"), 1):
        if number in anchors:
            current = anchors[number]
            parts[current] = []
        parts[current].append(line)
    return {name: "\n".join(lines) for name, lines in parts.items()}
