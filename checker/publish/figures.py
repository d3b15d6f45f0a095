"""Figures of ours: SVG with the words of the page's language, where a picture is quicker than a paragraph.

An article holds `<mailclinic-figure name="journey"></mailclinic-figure>` on a line of its own; the template
of that name lies in `theme/figures/`.
"""

import re
from collections.abc import Iterator

from jinja2 import Environment

from checker.guide.articles import Article
from checker.publish.outline import FIGURE

NAMES = ("journey", "authentication", "recipients")

_ELEMENT = re.compile(rf'<{FIGURE} name="(?P<name>[a-z]+)">\s*</{FIGURE}>')
_TAG = re.compile(rf"^ {{0,3}}(?P<tag><{FIGURE}\b.*)$", re.MULTILINE)


def shown(body: str) -> list[tuple[int, str | None]]:
    """The figures of a text, each with its line (from 0); None for a malformed tag."""
    found = []
    for match in _TAG.finditer(body):
        element = _ELEMENT.fullmatch(match["tag"].strip())
        found.append((body.count("\n", 0, match.start()), element["name"] if element else None))
    return found


def wrong(article: Article, original: Article | None) -> Iterator[tuple[int, str]]:
    """What is wrong with the figures of an article: line of the file, and what to do."""
    own = shown(article.body)
    for line, name in own:
        if name not in NAMES:
            yield (
                article.body_line + line,
                f'write <{FIGURE} name="…"></{FIGURE}> on a line of its own, with one of {", ".join(NAMES)}',
            )
    if original is not None and [name for _, name in own] != [name for _, name in shown(original.body)]:
        yield article.body_line, f"shows other figures than {original.locale}"


def fill(html: str, env: Environment) -> str:
    """Replace each tag of a page by its figure."""

    def figure(match: re.Match[str]) -> str:
        svg = env.get_template(f"figures/{match['name']}.html").render()
        return f'<figure class="mc-figure">{svg}</figure>'

    return _ELEMENT.sub(figure, html)
