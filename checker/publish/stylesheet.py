"""The theme's style sheet without what no page of ours can use: fewer bytes before the first paint.

A rule stays if some element can match it: every class in its selector is a word of the templates or scripts.
"""

import re
from collections.abc import Callable, Iterator

_STORED = re.compile(r"/\*.*?\*/|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|url\([^\"')]*\)", re.DOTALL)
_KEPT = re.compile("\x00(\\d+)\x00")
_CHOICE = re.compile(r":(?:not|is|where|has)\([^()]*(?:\([^()]*\)[^()]*)*\)")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_USED_NAME = re.compile(r"var\(\s*(--[\w-]+)")
_NESTED = ("@media", "@supports", "@layer", "@container")

UNUSED = re.compile(
    r"admonition|annotat|arithmatex|critic|footnote|headerlink|highlight|keys\Z|lightbox|linenos|mermaid"
    r"|md-(?:annotation|author|banner__button|clipboard|code|consent|dialog|draw|feedback|meta|nav__source"
    r"|nav--lifted|nav--integrated|path|post|profile|progress|social|source|status|tabs|tag|tooltip|top|version)"
    r"|tabbed|task-list"
)
"""Parts of the theme that our pages leave out, though its script knows their names."""


def words(*sources: str) -> set[str]:
    """Every word of templates and scripts: what a class may be called."""
    return {word for source in sources for word in _WORD.findall(source)}


def reduced(css: str, known: set[str]) -> str:
    """The rules of a style sheet that can match, minified; `known`: the classes that there are."""
    small = _Sheet(css).reduced(known)
    while True:  # a variable may be all that uses another one
        used = set(_USED_NAME.findall(small))
        sheet = _Sheet(small)
        smaller = sheet.without_variables(used)
        if smaller == small:
            return small
        small = smaller


def minified(css: str) -> str:
    """The same style sheet without comments and needless white space."""
    sheet = _Sheet(css)
    text = re.sub(r"\s+", " ", sheet.text)
    text = re.sub(r" ?([{};,]) ?", r"\1", text)
    return sheet.restored(text.replace(";}", "}").strip())


class _Sheet:
    """A style sheet with its strings and addresses put aside, so that braces and commas mean themselves."""

    def __init__(self, css: str) -> None:
        self.stored: list[str] = []
        self.text = _STORED.sub(self._store, css)

    def _store(self, match: re.Match[str]) -> str:
        if match[0].startswith("/*"):
            return ""
        self.stored.append(match[0])
        return f"\x00{len(self.stored) - 1}\x00"

    def restored(self, text: str) -> str:
        return _KEPT.sub(lambda match: self.stored[int(match[1])], text)

    def reduced(self, known: set[str]) -> str:
        """Only the selectors that can match."""

        def matching(head: str, body: str) -> tuple[str, str]:
            return ",".join(one for one in _split(head) if _can_match(one, known)), body

        return self.restored("".join(_walked(self.text, matching)))

    def without_variables(self, used: set[str]) -> str:
        """Only the declarations that something uses."""

        def declaring(head: str, body: str) -> tuple[str, str]:
            return head, ";".join(one for one in body.split(";") if one and _needed(one, used))

        return self.restored("".join(_walked(self.text, declaring)))


def _walked(text: str, change: Callable[[str, str], tuple[str, str]]) -> Iterator[str]:
    """The rules, nested ones too, as `change` makes them; one that loses its head or its body is left out."""
    for head, body in _rules(text):
        if head.startswith("@") and not head.startswith(_NESTED):
            yield f"{head}{{{body}}}" if body else f"{head};"
            continue
        nested = head.startswith(_NESTED)
        head, body = (head, "".join(_walked(body, change))) if nested else change(head, body)
        if head and body:
            yield f"{head}{{{body}}}"


def _needed(declaration: str, used: set[str]) -> bool:
    name = declaration.partition(":")[0].strip()
    return not name.startswith("--") or name in used


def _can_match(selector: str, known: set[str]) -> bool:
    classes = _CLASS.findall(_CHOICE.sub("", selector))
    return all(name in known and not UNUSED.match(name) for name in classes)


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """The rules at the outermost level: what stands before the brace, and what stands inside."""
    start = at = 0
    while at < len(text):
        if text[at] == ";":
            yield text[start:at].strip(), ""
            start = at + 1
        elif text[at] == "{":
            depth, end = 1, at + 1
            while depth:
                depth += {"{": 1, "}": -1}.get(text[end], 0)
                end += 1
            yield text[start:at].strip(), text[at + 1 : end - 1].strip()
            at, start = end - 1, end
        at += 1


def _split(selectors: str) -> Iterator[str]:
    """The selectors of a list; commas inside brackets do not count."""
    depth = start = 0
    for at, letter in enumerate(selectors):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if letter == "," and not depth:
            yield selectors[start:at].strip()
            start = at + 1
    yield selectors[start:].strip()
