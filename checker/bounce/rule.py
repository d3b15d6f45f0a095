"""A row of rules.toml: what its phrases and conditions mean, and how they are made to run fast.

A phrase is a piece of RE2 in lower case. Its longest plain text is what the set of all rules looks for; a
phrase that is more than plain text is matched in full only where that text was found.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import re2

from checker.bounce.model import Also, Why
from checker.bounce.tables import TableError

MAX_MEM = 64 << 20
"""Bytes for the automaton: with RE2's 8 MiB it is thrown away and rebuilt again and again."""

_KEYS = {
    "id", "provider", "reason", "pattern", "confirm", "unless", "loose", "last", "codes", "also", "example",
    "source", "date",
}  # fmt: skip
_GROUP = re.compile(r"(?<!\\)\(([^()\\]*)\)(\??)")
MAX_SPELLINGS = 64
_META = frozenset(".+*?()[]{}|^$")
_LITERAL = re.compile(r"(?:[^\\.+*?()\[\]{}|^$]|\\[^A-Za-z0-9])+")


@dataclass(frozen=True, slots=True)
class Condition:
    """What a text must, or must not, match besides the phrase: any of some plain texts, or one pattern."""

    words: tuple[str, ...]
    pattern: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of rules.toml, compiled. `phrases`: the alternatives of its pattern."""

    id: str
    provider: str
    reason: str
    phrases: tuple[str, ...]
    codes: frozenset[str]
    loose: bool
    last: bool
    confirm: Condition | None
    unless: Condition | None
    also: tuple[Also, ...]
    example: str
    source: str

    def allows(self, reply_code: str | None, status: str | None) -> bool:
        """Whether the row may speak about a reply with these codes."""
        if not self.codes:
            return True
        names = {reply_code, status}
        if status:
            names |= {f"X{status[1:]}", f"{status[0]}XX"}
        if reply_code:
            names.add(f"{reply_code[0]}XX")
        return not self.codes.isdisjoint(names)


def rule_of(row: dict[str, Any], known: Mapping[str, Any]) -> Rule:
    """A row of rules.toml, checked and compiled. Raises TableError with the row's id."""
    where = f"rules.toml: {row.get('id')}"
    if not {"id", "provider", "reason", "pattern", "example", "source"} <= row.keys() or row.keys() - _KEYS:
        raise TableError(f"{where}: keys are {sorted(row)}")
    for reason in (row["reason"], *row.get("also", ())):
        if reason not in known:
            raise TableError(f"{where}: no such reason: {reason}")
    try:
        confirm, unless = _condition(row.get("confirm")), _condition(row.get("unless"))
        for condition in (confirm, unless):
            re2.compile(condition.pattern if condition and condition.pattern else "", options())
    except re2.error as error:
        raise TableError(f"{where}: does not compile") from error
    return Rule(
        id=row["id"],
        provider=row["provider"],
        reason=row["reason"],
        phrases=tuple(row["pattern"]),
        loose=row.get("loose", False) or row.get("last", False),
        last=row.get("last", False),
        codes=frozenset(row.get("codes", ())),
        confirm=confirm,
        unless=unless,
        also=tuple(Also(reason, Why.AMBIGUOUS) for reason in row.get("also", ())),
        example=row["example"],
        source=row["source"],
    )


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern at its top level."""
    parts, depth, start, i = [], 0, 0, 0
    while i < len(pattern):
        char = pattern[i]
        if char == "\\":
            i += 1
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == "|" and depth == 0:
            parts.append(pattern[start:i])
            start = i + 1
        i += 1
    return [*parts, pattern[start:]]


def _condition(pattern: str | None) -> Condition | None:
    if not pattern:
        return None
    words: list[str] = []
    rest: list[str] = []
    for part in alternatives(pattern):
        spelled = spelled_out(part)
        if spelled is None:
            rest.append(part)
        else:
            words += spelled
    return Condition(tuple(dict.fromkeys(words)), "|".join(rest) or None)


def spelled_out(pattern: str) -> list[str] | None:
    """The plain texts that a pattern such as `not (found|known)` stands for; None where it is more than
    that.
    """
    texts = [""]
    at = 0
    for group in _GROUP.finditer(pattern):
        before, inside, optional = pattern[at : group.start()], group[1], group[2]
        choices = [*inside.split("|"), *([""] if optional else [])]
        if any(part and not _LITERAL.fullmatch(part) for part in (before, *choices)):
            return None
        texts = [text + _unescaped(before + choice) for text in texts for choice in choices]
        if len(texts) > MAX_SPELLINGS:
            return None
        at = group.end()
    rest = pattern[at:]
    if rest and not _LITERAL.fullmatch(rest):
        return None
    return [text + _unescaped(rest) for text in texts]


def _unescaped(phrase: str) -> str:
    return re.sub(r"\\(.)", r"\1", phrase)


def seed(pattern: str) -> str:
    """The longest plain text that every match of a phrase contains; empty where there is none worth the
    name.
    """
    best, run, depth, i = "", "", 0, 0
    while i < len(pattern):
        char, width = pattern[i], 1
        if char == "\\":
            char, width = pattern[i : i + 2], 2
        after = pattern[i + width : i + width + 1]
        plain = (len(char) == 1 and char not in _META) or (len(char) == 2 and not char[1].isalnum())
        if plain and depth == 0 and after not in ("?", "*", "{"):
            run += char[-1]
        else:
            best, run = max(best, run, key=len), ""
        if char == "|" and depth == 0:
            return ""
        depth += (char in ("(", "[")) - (char in (")", "]"))
        i += width
    return max(best, run, key=len)


def plain(phrase: str, owner: str) -> tuple[str, Any]:
    """(the plain text of a phrase for the set, a pattern for the whole phrase or None where the text is
    all of it).
    """
    if phrase != phrase.lower():
        raise TableError(f"rules.toml: {owner}: {phrase!r} has capitals: texts are matched in lower case")
    text = seed(phrase)
    if _LITERAL.fullmatch(phrase):
        return _unescaped(phrase), None
    if len(text) < 2:
        raise TableError(f"rules.toml: {owner}: {phrase!r} has no plain text that could be looked for")
    try:
        return text, re2.compile(phrase, options())
    except re2.error as error:
        raise TableError(f"rules.toml: {owner}: {phrase!r} does not compile") from error


def presence(pattern: str) -> Callable[[bytes], object]:
    """A test whether a pattern is in a text (UTF-8, lower case): truthy where it is.

    A set of one: it says yes or no without making a match object, which costs more than the search.
    """
    single = re2.Set.SearchSet(options())
    single.Add(pattern)
    single.Compile()
    return single.Match  # type: ignore[no-any-return]


def options() -> Any:
    """RE2 options for everything that is matched against a text in lower case."""
    chosen = re2.Options()
    chosen.max_mem = MAX_MEM
    chosen.log_errors = False
    chosen.dot_nl = True
    return chosen
