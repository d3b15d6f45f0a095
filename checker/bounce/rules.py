"""Words to reasons: rules.toml, matched as one RE2 set, linear in the length of the text.

The set holds only short phrases without gaps; what a phrase alone does not prove (`confirm`) is checked per hit.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import re2

from checker.bounce.model import Also, Why
from checker.bounce.tables import TableError, by_id, load, reasons

MAX_MEM = 64 << 20
"""Bytes for the automaton: with RE2's 8 MiB it is thrown away and rebuilt again and again."""

_KEYS = {
    "id", "provider", "reason", "pattern", "confirm", "unless", "loose", "codes", "also", "example", "source",
}  # fmt: skip
_LITERAL = re.compile(r"(?:[^\\.+*?()\[\]{}|^$]|\\[^A-Za-z0-9])+")


class Verdict(NamedTuple):
    """What the words and codes of one reply say; `span` counts code points of the judged text."""

    reason: str
    rule: str
    start: int
    end: int
    provider: str | None
    also: tuple[Also, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of rules.toml, compiled. `phrases`: the alternatives of its pattern."""

    id: str
    provider: str
    reason: str
    phrases: tuple[str, ...]
    codes: frozenset[str]
    loose: bool
    confirm: Any
    unless: Any
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


def _compile(pattern: str | None) -> Any:
    return re2.compile(pattern.lower() if pattern.isascii() else pattern, _options()) if pattern else None


def _options() -> Any:
    options = re2.Options()
    options.max_mem = MAX_MEM
    options.never_capture = False
    options.log_errors = False
    options.dot_nl = True
    return options


def _rule(row: dict[str, Any], known: Mapping[str, Any]) -> Rule:
    where = f"rules.toml: {row.get('id')}"
    if not {"id", "provider", "reason", "pattern", "example", "source"} <= row.keys() or row.keys() - _KEYS:
        raise TableError(f"{where}: keys are {sorted(row)}")
    for reason in (row["reason"], *row.get("also", ())):
        if reason not in known:
            raise TableError(f"{where}: no such reason: {reason}")
    try:
        confirm, unless = _compile(row.get("confirm")), _compile(row.get("unless"))
    except re2.error as error:
        raise TableError(f"{where}: does not compile") from error
    return Rule(
        id=row["id"],
        provider=row["provider"],
        reason=row["reason"],
        phrases=tuple(row["pattern"]),
        loose=row.get("loose", False),
        codes=frozenset(row.get("codes", ())),
        confirm=confirm,
        unless=unless,
        also=tuple(Also(reason, Why.AMBIGUOUS) for reason in row.get("also", ())),
        example=row["example"],
        source=row["source"],
    )


class Matcher:
    """All rules and provider marks in one set."""

    def __init__(self, rows: list[dict[str, Any]], marks: Mapping[str, list[str]]) -> None:
        options = _options()
        options.never_capture = True
        self._set = re2.Set.SearchSet(options)
        self.rules = tuple(_rule(row, reasons()) for row in rows)
        self._rule_of: list[Rule] = []
        self._literal: list[str | None] = []
        self._search: list[Any] = []
        for rule in self.rules:
            for phrase in rule.phrases:
                self._add(phrase, rule.id)
                self._rule_of.append(rule)
        self._first_mark = len(self._rule_of)
        self._provider_of: list[str] = []
        for provider, words in marks.items():
            for word in words:
                self._add(word, provider)
                self._provider_of.append(provider)
        self._set.Compile()
        self.match = self._set.Match
        self._status_reason, self._reply_reason = _code_reasons()

    def _add(self, phrase: str, owner: str) -> None:
        if phrase != phrase.lower() and not re.search(r"\\[A-Z]", phrase):
            raise TableError(f"rules.toml: {owner}: {phrase!r} has capitals: texts are matched in lower case")
        try:
            self._set.Add(phrase)
        except re2.error as error:
            raise TableError(f"rules.toml: {owner}: {phrase!r} does not compile") from error
        literal = _LITERAL.fullmatch(phrase) is not None
        self._literal.append(re.sub(r"\\(.)", r"\1", phrase) if literal else None)
        self._search.append(None if literal else re2.compile(phrase, _options()))

    def judge(
        self,
        text: str,
        reply_code: str | None,
        status: str | None,
        provider: str | None,
        sure: bool,
        prose: bool = False,
    ) -> Verdict:
        """The reason for a reply, from its words first and its codes second.

        `sure`: the provider is known from the host that replied, so another provider's rules stay out; else the
        provider is a guess from the recipient's domain, and words outrank it. `prose`: the text is not a reply but
        the sentences around one.
        """
        low = text.lower()
        if len(low) != len(text):
            low = "".join(char if len(char.lower()) != 1 else char.lower() for char in text)
        hits = self.match(low.encode("utf-8", "replace"))
        if hits:
            hits.sort()
            first_mark = self._first_mark
            if provider is None and hits[-1] >= first_mark:
                provider = self._provider_of[hits[-1] - first_mark]
            rule_of = self._rule_of
            for hit in hits:
                if hit >= first_mark:
                    break
                rule = rule_of[hit]
                if sure and rule.provider != "any" and rule.provider != provider:
                    continue
                if prose and rule.loose:
                    continue
                if rule.codes and not rule.allows(reply_code, status):
                    continue
                if rule.confirm is not None and rule.confirm.search(low) is None:
                    continue
                if rule.unless is not None and rule.unless.search(low) is not None:
                    continue
                literal = self._literal[hit]
                if literal is not None:
                    start = low.find(literal)
                    end = start + len(literal)
                else:
                    start, end = self._search[hit].search(low).span()
                if rule.provider != "any":
                    provider = rule.provider
                also = rule.also
                if status:
                    said = self._status_reason.get((status[1:], provider)) or self._status_reason.get(
                        (status[1:], None)
                    )
                    if said and said != rule.reason and status[1:] not in _VAGUE:
                        also = (Also(said, Why.CODE_SAYS), *also)
                return Verdict(rule.reason, rule.id, start, end, provider, also, rule.loose)
        return self.by_code(text, reply_code, status, provider)

    def by_code(self, text: str, reply_code: str | None, status: str | None, provider: str | None) -> Verdict:
        """What the codes alone say. A reply code that stands for several things says nothing about a text."""
        table = by_id()
        if status:
            name = f"X{status[1:]}"
            row = (table.get((name, provider)) if provider else None) or table.get((name, None))
            row = row or next((table[key] for key in _ONE_PROVIDER() if key[0] == name), None)
            if row and row.reason:
                start = text.find(status)
                also = tuple(Also(reason, Why.AMBIGUOUS) for reason in row.also)
                return Verdict(row.reason, f"code:{row.anchor}", start, start + len(status), provider, also)
        if reply_code:
            row = table.get((reply_code, None))
            if row and row.reason:
                start = text.find(reply_code)
                also = tuple(Also(reason, Why.AMBIGUOUS) for reason in row.also)
                alone = len(text) <= len(reply_code) + len(status or "") + 2
                if not also or alone:
                    return Verdict(row.reason, f"code:{row.anchor}", start, start + 3, provider, also)
                also = (Also(row.reason, Why.AMBIGUOUS), *also)
                return Verdict("unknown", "none", -1, -1, provider, also)
        return Verdict("unknown", "none", -1, -1, provider, ())


_VAGUE = {".0.0", ".1.0", ".2.0", ".3.0", ".4.0", ".5.0", ".6.0", ".7.0", ".7.1"}


@cache
def _ONE_PROVIDER() -> tuple[tuple[str, str | None], ...]:
    standard = {id_ for id_, provider in by_id() if provider is None}
    return tuple(
        key for key in by_id() if key[1] is not None and key[1] != "help-desk" and key[0] not in standard
    )


def _code_reasons() -> tuple[dict[tuple[str, str | None], str], dict[str, str]]:
    status: dict[tuple[str, str | None], str] = {}
    reply: dict[str, str] = {}
    for (id_, provider), row in by_id().items():
        if row.reason and row.kind == "enhanced":
            status[id_[1:], provider] = row.reason
        elif row.reason and row.kind == "reply":
            reply[id_] = row.reason
    return status, reply


@cache
def matcher() -> Matcher:
    """The rules of rules.toml, compiled on first use."""
    table = load("rules.toml")
    return Matcher(table["rule"], {row["id"]: row.get("marks", []) for row in table["provider"]})


@cache
def hosts() -> Mapping[str, str]:
    """Domain of a mail host, or of an address -> provider, from rules.toml."""
    return {domain: row["id"] for row in load("rules.toml")["provider"] for domain in row.get("domains", ())}


def provider_of(host: str | None) -> str | None:
    """The provider that a host name or a mail domain belongs to, by its longest known suffix."""
    if not host:
        return None
    known = hosts()
    labels = host.lower().rstrip(".").split(".")[-5:]
    for i in range(len(labels) - 1):
        found = known.get(".".join(labels[i:]))
        if found:
            return found
    return None
