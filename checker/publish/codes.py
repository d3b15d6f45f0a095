"""The rows of the codes page, from the decoder's own table: what each code means, and to whom."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from checker import bounce
from checker.guide.wording import N_

KINDS = {
    "enhanced": N_("Enhanced status codes"),
    "reply": N_("Reply codes"),
    "help-desk": N_("Codes shown beside a ticket"),
    "name": N_("Letters of single providers"),
}
"""The kinds of code, in the order of the page. Each table's anchor is the kind with `codes-` before it."""

SUBJECTS = {
    "0": N_("Not said"),
    "1": N_("Addresses"),
    "2": N_("Mailbox"),
    "3": N_("Mail system"),
    "4": N_("Network and routing"),
    "5": N_("Conversation between servers"),
    "6": N_("Content"),
    "7": N_("Security and policy"),
}
"""The subjects of enhanced codes: the middle number (RFC 3463 section 3)."""

CLASSES = ("5", "4")
"""First digits of the codes that people search for: failures for good and for now (RFC 3463 section 2)."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A code as a reply has it, `5.1.1`, and its own place on the page."""

    anchor: str
    code: str


@dataclass(frozen=True, slots=True)
class Row:
    """One code with its meaning in the page's language. `provider` is empty for what the standards say.

    `spellings` are the codes with their first digit, where `code` leaves it open.
    """

    anchor: str
    code: str
    name: str
    meaning: str
    provider: str
    reasons: tuple[str, ...]
    spellings: tuple[Spelling, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A provider, and the document that describes its replies; empty where none could be found."""

    provider: str
    document: str


@dataclass(frozen=True, slots=True)
class Table:
    """The codes of one kind and, for enhanced codes, of one subject; or whose replies are described where."""

    anchor: str
    label: str
    level: int
    rows: tuple[Row, ...]
    sources: tuple[Source, ...] = ()


@cache
def anchors() -> frozenset[str]:
    """The anchors that the codes page will have beside those of its text."""
    tables = {f"codes-{kind}" for kind in KINDS} | {f"codes-enhanced-{subject}" for subject in SUBJECTS}
    spelled = {spelling.anchor for code in bounce.codes() for spelling in _spellings(code)}
    return frozenset({row.anchor for row in bounce.codes()} | spelled | tables | {SOURCES})


SOURCES = "codes-sources"
"""The anchor of the table of providers."""


def _spellings(code: bounce.Code) -> tuple[Spelling, ...]:
    if not code.id.startswith("X.") or code.reason == "delivered":
        return ()
    rest = code.id.removeprefix("X.")
    return tuple(Spelling(code.anchor.replace("x-", f"{digit}-", 1), f"{digit}.{rest}") for digit in CLASSES)


def _sources() -> tuple[Source, ...]:
    """Every provider whose replies are told apart, by name."""
    rows = [Source(provider.name, provider.source or "") for provider in bounce.providers().values()]
    return tuple(sorted(rows, key=lambda row: row.provider.lower()))


def _order(code: bounce.Code) -> tuple[object, ...]:
    numbers = [
        int(part) if part.isdigit() else -1
        for part in code.id.replace("EC-", "").replace(" ", ".").split(".")
    ]
    return len(numbers) > 1 and code.kind == "help-desk", numbers, code.provider or ""


def _row(code: bounce.Code, say: Callable[[str], str]) -> Row:
    provider = "" if code.provider is None or code.kind == "help-desk" else code.provider
    return Row(
        anchor=code.anchor,
        code=code.id,
        name=code.name,
        meaning=say(code.meaning),
        provider=bounce.providers()[provider].name if provider else "",
        reasons=tuple(dict.fromkeys((*([code.reason] if code.reason else []), *code.also))),
        spellings=_spellings(code),
    )


def tables(say: Callable[[str], str]) -> list[Table]:
    """Every code in tables; `say` translates a msgid. A provider's own meaning follows the standard one."""
    found: list[Table] = []
    for kind, label in KINDS.items():
        codes = sorted((code for code in bounce.codes() if code.kind == kind), key=_order)
        if kind != "enhanced":
            rows = tuple(_row(code, say) for code in codes)
            found.append(Table(f"codes-{kind}", say(label), 2, rows))
            continue
        found.append(Table(f"codes-{kind}", say(label), 2, ()))
        for subject, name in SUBJECTS.items():
            rows = tuple(_row(code, say) for code in codes if code.id.split(".")[1] == subject)
            if rows:
                found.append(Table(f"codes-{kind}-{subject}", f"X.{subject}.x {say(name)}", 3, rows))
    found.append(Table(SOURCES, say(N_("Where the codes of providers are described")), 2, (), _sources()))
    return found


def typical(reason: str | None) -> list[tuple[str, str]]:
    """The codes that usually stand for a reason, each with its anchor on the codes page."""
    known = bounce.reasons().get(reason or "")
    found = []
    for text in known.codes if known is not None else ():
        code = bounce.code(text)
        if code is not None:
            found.append((text, code.anchor))
    return found
