"""Terms explained where an article first uses them: `locales/<locale>/glossary.toml` into tooltips.

A tooltip needs no script: it shows on hover and on focus, and so on a touch. On paper there is none.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from checker.publish.outline import WIDGETS
from checker.publish.problems import BuildError, Problem

AT_MOST = 4
"""Tooltips on one page: more would be in the way of reading."""

SECTIONS = ("symptoms", "reasons", "guides", "providers", "support")
"""Where articles explain terms; the other sections are tools and tables."""

_KEYS = {"id": str, "term": str, "forms": list, "text": str}
_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z][a-z0-9-]*)")
_AROUND = ("p", "li", "dd")
"""What a tooltip may stand in: it opens as wide as one of these."""
_CLOSED = {
    *("a", "code", "pre", "dfn", "table", "blockquote", "button", "label", "summary", "template", "textarea"),
    *("h1", "h2", "h3", "h4", "h5", "h6", *WIDGETS),
}
"""What holds no tooltip: links, titles, code, and words that are meant to be copied."""

_SCRIPTS = ("A-Za-z0-9_-", "가-힣", "ァ-ヺー", "一-鿿々")
_OPEN_ENDED = ("가-힣", "一-鿿々")
"""Scripts that write particles and endings right behind a word."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term, the forms it takes in articles, and what it means in one sentence."""

    id: str
    term: str
    forms: tuple[str, ...]
    text: str
    page: str | None = None
    """The article that explains it at length."""


class Glossary:
    """The terms of one locale."""

    def __init__(self, terms: tuple[Term, ...] = ()) -> None:
        self.terms = terms
        self._by_form = {form.casefold(): term for term in terms for form in term.forms}
        forms = sorted((form for term in terms for form in term.forms), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_pattern, forms))) if forms else None

    @classmethod
    def load(cls, path: Path) -> "Glossary":
        """Read a glossary; a locale without one has no tooltips. Raises BuildError where it is wrong."""
        if not path.exists():
            return cls()
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8")).get("term", [])
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BuildError([Problem(path, 0, str(error))]) from error
        problems: list[Problem] = []
        seen: set[str] = set()
        for number, entry in enumerate(entries, 1):
            wrong = [key for key, kind in _KEYS.items() if not entry.get(key) or type(entry[key]) is not kind]
            unknown = entry.keys() - _KEYS.keys() - {"page"}
            names = {str(entry.get("id")), *map(str.casefold, map(str, entry.get("forms", ())))}
            for fault in (*(f"lacks {key!r}" for key in wrong), *(f"has no key {key!r}" for key in unknown)):
                problems.append(Problem(path, 0, f"term {number} ({entry.get('id')}) {fault}"))
            if not wrong and names & seen:
                problems.append(Problem(path, 0, f"{', '.join(sorted(names & seen))} stands twice"))
            seen |= names
        if problems:
            raise BuildError(problems)
        return cls(
            tuple(Term(e["id"], e["term"], tuple(e["forms"]), e["text"], e.get("page")) for e in entries)
        )

    def explain(self, html: str, article_id: str) -> str:
        """The HTML of an article's body with tooltips on the first few terms in it."""
        if self._pattern is None or article_id.partition("/")[0] not in SECTIONS:
            return html
        left = {term.id for term in self.terms if term.page != article_id}
        room = AT_MOST
        around = closed = 0
        pieces = _TAG.split(html)
        for place, piece in enumerate(pieces):
            if place % 2:
                name = _NAME.match(piece)
                step = -1 if piece.startswith("</") else 1
                around += step * (name is not None and name[1] in _AROUND)
                closed += step * (name is not None and name[1] in _CLOSED)
            elif around and not closed and room:
                pieces[place], room = self._explained(piece, left, room)
        return "".join(pieces)

    def _explained(self, text: str, left: set[str], room: int) -> tuple[str, int]:
        assert self._pattern is not None
        out, end = "", 0
        for match in self._pattern.finditer(text):
            term = self._by_form[match[0].casefold()]
            if room and term.id in left:
                left.remove(term.id)
                room -= 1
                out += text[end : match.start()] + _tooltip(term, match[0])
                end = match.end()
        return out + text[end:], room


def _tooltip(term: Term, words: str) -> Markup:
    return Markup(
        '<dfn class="mc-term" tabindex="0" aria-describedby="term-{0}">{1}'
        '<span class="mc-term__text" role="tooltip" id="term-{0}"><b>{2}</b> {3}</span></dfn>'
    ).format(term.id, Markup(words), term.term, term.text)


def _pattern(form: str) -> str:
    """A form as a whole word: no letter of its own script before it or, where words end so, behind it."""
    before = next((script for script in _SCRIPTS if re.match(f"[{script}]", form)), None)
    behind = next((script for script in _SCRIPTS if re.search(f"[{script}]$", form)), None)
    words = re.escape(str(escape(form)))
    words = words if form.isupper() else f"(?i:{words})"
    start = f"(?<![{before}])" if before else ""
    return start + words + (f"(?![{behind}])" if behind and behind not in _OPEN_ENDED else "")
