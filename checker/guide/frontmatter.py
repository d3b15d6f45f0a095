"""The front matter of an article: YAML read with line numbers, checked key by key.

MkDocs swallows broken YAML in silence, so the checker, the site build and the tests all read it here.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

T = TypeVar("T")


class ArticleError(ValueError):
    """Something in an article that its writer has to mend: which file, which line, what to do."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


class Role(StrEnum):
    """Who can carry out a fix."""

    READER = "reader"
    RECIPIENT = "recipient"
    SENDER = "sender"
    SENDER_ADMIN = "sender-admin"
    RECIPIENT_ADMIN = "recipient-admin"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a fix: an id that is the same in every locale, and inline Markdown.

    `tool` names the form of the checker that stands in the step, where one helps.
    """

    id: str
    text: str
    tool: str | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """The ordered steps for one role."""

    by: Role
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """What a translation renders: the source revision, the hashes of its sections, who made and read it."""

    of: str
    by: str
    sections: tuple[tuple[str, str], ...] = ()
    reviewed: str | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of one article, as written (product words not yet filled in)."""

    title: str
    description: str
    reason: str | None = None
    phrases: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    related: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    revision: str | None = None
    translation: Translation | None = None


OURS = (
    *("title", "description", "reason", "phrases", "applies_to", "fixes", "related", "authors", "revision"),
    "translation",
)
THEIRS = ("template", "hide", "search", "tags")
"""Keys that MkDocs and Material know; they are left to them."""

TOOLS = ("address", "decode", "domain", "account")
"""The forms of the checker that a step may hold."""

_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_ARTICLE = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\Z")
_REVISION = re.compile(r"\d+\.\d+\.\d+\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_HASH = re.compile(r"h:[0-9a-f]{8}\Z")

_OPENING = re.compile(r"[\[{]|[-?:](?:\s|\Z)")
"""What opens a level of YAML: every level has at least one of these."""
MOST_OPENINGS = 1000
"""The reader in C calls itself for every level and stops for none; the one in Python stops in good time."""


def split(text: str, path: Path) -> tuple[str, str, int]:
    """The front matter, the body, and the line of the file on which the body begins."""
    if not text.startswith("---\n"):
        raise ArticleError(path, 1, "an article begins with front matter between two lines of ---")
    end = text.find("\n---\n", 3)
    if end < 0:
        if not text.endswith("\n---"):
            raise ArticleError(path, 1, "the front matter has no closing line of ---")
        end = len(text) - 4
    head = text[4 : end + 1]
    return head, text[end + 5 :], head.count("\n") + 3


class _Reader:
    """Reads typed values out of YAML nodes and knows the line of each. Line 1 is the opening ---."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fail(self, node: yaml.Node, message: str) -> ArticleError:
        return ArticleError(self.path, node.start_mark.line + 2, message)

    def mapping(
        self, node: yaml.Node, known: Iterable[str], where: str, others: Iterable[str] = ()
    ) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self.fail(node, f"{where} must be keys with values")
        known, found = tuple(known), dict[str, yaml.Node]()
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                raise self.fail(key, f"{name!r} stands twice in {where}")
            if name not in known and name not in others:
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
                hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"
                raise self.fail(key, f"unknown key {name!r} in {where}{hint}")
            found[name] = value
        return found

    def text(self, node: yaml.Node, what: str) -> str:
        if (
            not isinstance(node, yaml.ScalarNode)
            or node.tag != "tag:yaml.org,2002:str"
            or not node.value.strip()
        ):
            raise self.fail(node, f"{what} must be text: put it in double quotes")
        return str(node.value)

    def matching(self, node: yaml.Node, what: str, pattern: re.Pattern[str], example: str) -> str:
        text = self.text(node, what)
        if not pattern.match(text):
            raise self.fail(node, f"{what} must look like {example}, not {text!r}")
        return text

    def items(self, node: yaml.Node, what: str) -> Iterator[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.fail(node, f"{what} must be a list")
        yield from node.value

    def texts(self, node: yaml.Node, what: str) -> tuple[str, ...]:
        return tuple(self.text(item, f"each of {what}") for item in self.items(node, what))

    def ids(self, node: yaml.Node, what: str, pattern: re.Pattern[str], example: str) -> tuple[str, ...]:
        return tuple(
            self.matching(item, f"each of {what}", pattern, example) for item in self.items(node, what)
        )

    def fixes(self, node: yaml.Node) -> tuple[Fix, ...]:
        fixes: list[Fix] = []
        seen: set[str] = set()
        for item in self.items(node, "fixes"):
            keys = self.mapping(item, ("by", "steps"), "a fix")
            self.require(item, keys, ("by", "steps"), "a fix")
            by = self.text(keys["by"], "by")
            if by not in tuple(Role):
                raise self.fail(keys["by"], f"by must be one of {', '.join(Role)}, not {by!r}")
            if any(fix.by == by for fix in fixes):
                raise self.fail(keys["by"], f"a second fix by {by!r}: put its steps into the first")
            steps: list[Step] = []
            for step in self.items(keys["steps"], "steps"):
                parts = self.mapping(step, ("id", "text", "tool"), "a step")
                self.require(step, parts, ("id", "text"), "a step")
                name = self.matching(parts["id"], "the id of a step", _KEBAB, "make-room")
                if name in seen:
                    raise self.fail(parts["id"], f"the step id {name!r} stands twice in this article")
                seen.add(name)
                tool = self.text(parts["tool"], "tool") if "tool" in parts else None
                if tool is not None and tool not in TOOLS:
                    raise self.fail(parts["tool"], f"tool must be one of {', '.join(TOOLS)}, not {tool!r}")
                steps.append(Step(name, self.text(parts["text"], "the text of a step"), tool))
            if not steps:
                raise self.fail(keys["steps"], "a fix needs at least one step")
            fixes.append(Fix(Role(by), tuple(steps)))
        return tuple(fixes)

    def translation(self, node: yaml.Node) -> Translation:
        keys = self.mapping(node, ("of", "sections", "by", "reviewed"), "translation")
        self.require(node, keys, ("of", "by"), "translation")
        by = self.text(keys["by"], "by")
        if by not in ("machine", "human"):
            raise self.fail(keys["by"], f"by must be machine or human, not {by!r}")
        sections: dict[str, str] = {}
        if "sections" in keys:
            if not isinstance(keys["sections"], yaml.MappingNode):
                raise self.fail(keys["sections"], "sections must be keys with values")
            for key, value in keys["sections"].value:
                sections[str(key.value)] = self.matching(value, "a section's hash", _HASH, '"h:3f9a01c2"')
        return Translation(
            of=self.matching(keys["of"], "of", _REVISION, '"1.0.0"'),
            by=by,
            sections=tuple(sections.items()),
            reviewed=self.matching(keys["reviewed"], "reviewed", _DATE, '"2026-11-22"')
            if "reviewed" in keys
            else None,
        )

    def require(self, node: yaml.Node, keys: Iterable[str], wanted: Iterable[str], where: str) -> None:
        if missing := [name for name in wanted if name not in keys]:
            raise self.fail(node, f"{where} lacks {' and '.join(map(repr, missing))}")


def _composed(head: str) -> yaml.Node | None:
    """The nodes of a front matter, by libyaml where that is there and safe: it takes a fifth of the time.

    Raises yaml.YAMLError or RecursionError. What libyaml refuses is read again in Python, whose errors say
    in words what is wrong.
    """
    if yaml.__with_libyaml__ and len(_OPENING.findall(head)) <= MOST_OPENINGS:
        with suppress(yaml.YAMLError):
            return yaml.compose(head, Loader=yaml.CSafeLoader)
    return yaml.compose(head, Loader=yaml.SafeLoader)


def parse(head: str, path: Path) -> FrontMatter:
    """Read and check a front matter.

    Raises ArticleError with the file's line for what is broken, missing, unknown or of the wrong kind.
    """
    reader = _Reader(path)
    try:
        node = _composed(head)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ArticleError(path, line, f"the front matter is not YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ArticleError(path, 1, f"the front matter is not YAML: {error}") from error
    if node is None:
        raise ArticleError(path, 1, "the front matter is empty")
    keys = reader.mapping(node, OURS, "the front matter", THEIRS)
    reader.require(node, keys, ("title", "description"), "the front matter")

    def given(name: str, read: Callable[[yaml.Node], T], default: T) -> T:
        return read(keys[name]) if name in keys else default

    return FrontMatter(
        title=reader.text(keys["title"], "title"),
        description=reader.text(keys["description"], "description"),
        reason=reader.matching(keys["reason"], "reason", _KEBAB, "mailbox-full")
        if "reason" in keys
        else None,
        phrases=given("phrases", lambda n: reader.texts(n, "phrases"), ()),
        applies_to=given("applies_to", lambda n: reader.ids(n, "applies_to", _KEBAB, "all-plans"), ()),
        fixes=given("fixes", reader.fixes, ()),
        related=given("related", lambda n: reader.ids(n, "related", _ARTICLE, "reasons/mailbox-full"), ()),
        authors=given("authors", lambda n: reader.texts(n, "authors"), ()),
        revision=reader.matching(keys["revision"], "revision", _REVISION, '"1.0.0"')
        if "revision" in keys
        else None,
        translation=reader.translation(keys["translation"]) if "translation" in keys else None,
    )
