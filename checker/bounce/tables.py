"""Reads reasons.toml and codes.toml once, checks every row, and looks codes up."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from checker.bounce.model import Code, Hardness, Reason, Retry
from checker.bounce.reply import narrow

HERE = Path(__file__).parent

_ENHANCED = re.compile(r"(?<![\d.])([245Xx])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)")
_REPLY = re.compile(r"(?<![\d.])([2-5]\d\d)(?!\d)")
_DESK = re.compile(r"\A(?:EC(?:[-_ ]?(?=\d{3})|[-_ ])(\d{1,3})|\d)\Z", re.IGNORECASE)
_NAME = re.compile(r"\A\[?([A-Za-z][A-Za-z0-9_]{2,60})\]?\Z")


class TableError(ValueError):
    """A row of a table is not what it must be. The message names the file and the row."""


def load(name: str) -> dict[str, Any]:
    """The content of a TOML table beside this module."""
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


@cache
def reasons() -> Mapping[str, Reason]:
    """Every reason by id, in the order of reasons.toml."""
    table: dict[str, Reason] = {}
    for id_, row in load("reasons.toml").items():
        unknown = row.keys() - {"retry", "hard", "failure", "codes"}
        if unknown:
            raise TableError(f"reasons.toml: {id_}: unknown keys {sorted(unknown)}")
        table[id_] = Reason(
            id=id_,
            retry=Retry(row["retry"]),
            hard=Hardness(row.get("hard", "never")),
            failure=row.get("failure", True),
            codes=tuple(row["codes"]),
        )
    return MappingProxyType(table)


@cache
def codes() -> tuple[Code, ...]:
    """Every row of codes.toml, in order; the standard rows carry the providers' own meanings in
    `providers`.
    """
    known = reasons()
    rows: list[Code] = []
    own: dict[tuple[str, str], dict[str, Code]] = {}
    anchors: set[str] = set()
    for row in load("codes.toml")["code"]:
        row = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
        try:
            code_ = Code(**{"reason": None, **row})
        except TypeError as error:
            raise TableError(f"codes.toml: {row.get('id')}: {error}") from error
        for reason in (code_.reason, *code_.also):
            if reason is not None and reason not in known:
                raise TableError(f"codes.toml: {code_.id}: no such reason: {reason}")
        if code_.anchor in anchors:
            raise TableError(f"codes.toml: {code_.id}: the anchor {code_.anchor} is taken")
        anchors.add(code_.anchor)
        rows.append(code_)
        if code_.provider:
            own.setdefault((code_.kind, code_.id), {})[code_.provider] = code_
    return tuple(_with_providers(row, own) for row in rows)


def _with_providers(row: Code, own: dict[tuple[str, str], dict[str, Code]]) -> Code:
    if row.provider:
        return row
    providers = dict(own.get((row.kind, row.id), {}))
    if row.kind == "reply":
        providers |= own.get(("help-desk", row.id), {})
    fields = {name: getattr(row, name) for name in Code.__dataclass_fields__}
    return Code(**{**fields, "providers": MappingProxyType(providers)})


class Provider(NamedTuple):
    """A mail provider whose replies are known. `source` describes them; None where no public document
    confirms what was collected.
    """

    id: str
    name: str
    source: str | None


@cache
def providers() -> Mapping[str, Provider]:
    """Every provider by id, in the order of rules.toml."""
    rows = load("rules.toml")["provider"]
    for row in rows:
        if row.keys() - {"id", "name", "source", "domains", "marks"} or not row.get("name"):
            raise TableError(f"rules.toml: {row.get('id')}: a provider has an id, a name and a source")
    return MappingProxyType(
        {row["id"]: Provider(row["id"], row["name"], row["source"] or None) for row in rows}
    )


class Pair(NamedTuple):
    """What a reply code and a status code stand for together: more exact than either row."""

    reason: str
    also: tuple[str, ...]


@cache
def pairs() -> Mapping[str, Pair]:
    """`530 5.7.0`, or a status code of one class such as `4.3.2` -> what it stands for."""
    known = reasons()
    table: dict[str, Pair] = {}
    for row in load("codes.toml")["pair"]:
        pair = Pair(row["reason"], tuple(row.get("also", ())))
        if row.keys() - {"code", "reason", "also"} or {pair.reason, *pair.also} - known.keys():
            raise TableError(f"codes.toml: {row['code']}: a pair has a code, a reason and other reasons")
        table[row["code"]] = pair
    return MappingProxyType(table)


@cache
def by_id() -> Mapping[tuple[str, str | None], Code]:
    """(id in upper case, provider or None) -> row. A help-desk pair such as `552 5.7.0` has the provider
    help-desk.
    """
    return MappingProxyType({(row.id.upper(), row.provider): row for row in codes()})


@cache
def by_name() -> Mapping[str, Code]:
    """Name in upper case -> row: the letters of a provider (`TSS04`), the words of a help desk
    (`MAILBOX_FULL`).
    """
    letters = {row.id.upper(): row for row in codes() if row.kind == "name"}
    return MappingProxyType({row.name.upper(): row for row in codes() if row.name} | letters)


def code(text: str, provider: str | None = None) -> Code | None:
    """The row for a code as people write it: `5.1.1`, `550`, `550 5.7.26`, `550-5.7.26`, `#5.1.1`, `EC-002`,
    or a name such as `TSS04` and `MAILBOX_FULL`.

    An enhanced code outranks a reply code; a help-desk pair outranks one that says little, such as
    `552 5.7.0`. With a provider, that provider's meaning is preferred. None: no such code.
    """
    table = by_id()
    text = narrow(text.strip()[:80])
    letters = _NAME.match(text)
    if letters and (named := by_name().get(letters[1].upper())):
        return named
    if desk := _DESK.match(text):
        return table.get((f"EC-{desk[1].zfill(3)}" if desk[1] else text, "help-desk"))
    enhanced, reply = _ENHANCED.search(text), _REPLY.search(text)
    names: list[str] = []
    known = enhanced is not None and (f"X.{enhanced[2]}.{enhanced[3]}", None) in table
    if enhanced and reply and reply.start() < enhanced.start() and provider in (None, "help-desk"):
        pair = table.get((f"{reply[1]} {enhanced[0].upper()}", "help-desk"))
        if pair and (provider == "help-desk" or enhanced[3] == "0" or not known):
            return pair
    if enhanced:
        names.append(f"X.{enhanced[2]}.{enhanced[3]}")
    if reply:
        names.append(reply[1])
    for name in names:
        found = (table.get((name, provider)) if provider else None) or table.get((name, None))
        found = found or _only_provider(name)
        if found:
            return found
    return table.get((reply[1], "help-desk")) if reply else None


def _only_provider(name: str) -> Code | None:
    """A code that just one provider uses needs no provider to be understood, such as 5.7.515."""
    rows = [
        row for (id_, provider), row in by_id().items() if id_ == name and provider not in (None, "help-desk")
    ]
    return rows[0] if len(rows) == 1 else None
