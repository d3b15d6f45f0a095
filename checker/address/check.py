"""Read one text as an address, or as a list of them: repair what is unambiguous, suspect what is not."""

import re
import unicodedata
from dataclasses import dataclass

from checker.address import around, characters, edges, kinds, labels, lists, spoken, suspects
from checker.address.data import TABLES
from checker.address.draft import Draft, describe, show
from checker.address.lookalikes import find_hidden_look_alikes
from checker.address.observations import Effect, severity
from checker.address.syntax import Syntax, diagnose, is_reserved, parse
from checker.address.typos import meant_domain
from checker.address.verdict import DEFAULT_RULES, Rules, Verdict
from checker.findings import Finding

MAX_TEXT = 5 * 2**20
"""Code points of a whole text that are looked at."""

MAX_ENTRIES = 10_000
"""Entries of a list that are judged."""

MAX_ENTRY = 2_000
"""Code points of one entry that are looked at: an address has 254 octets, the rest is room for packaging."""


def check(text: str, rules: Rules = DEFAULT_RULES) -> Verdict:
    """Judge `text`, whatever it is: an address, one with something around it, several, or none.

    Never raises for any str, and takes time in proportion to its length. Spans count code points of `text`;
    those of a list's entries count code points of the entry.
    """
    local, _, domain = text.partition("@")
    facts = _PLAIN_DOMAINS.get(domain)
    if facts is not None and len(text) < 255 and rules.allow_plain and _is_plain_local(local):
        address = text if domain == facts.domain else f"{local}@{facts.domain}"
        return Verdict(text, "accepted", address, None, (), facts.findings, facts.domain)
    return _check_slowly(text, rules)


def _check_slowly(text: str, rules: Rules) -> Verdict:
    if len(text) > MAX_TEXT:
        return _too_long(text, MAX_TEXT)
    pieces = lists.split(text)
    if pieces is not None:
        return _check_list(text, pieces, rules)
    if len(text) > MAX_ENTRY:
        start, end = _edges_of(text)
        return check_one(text, rules) if end - start <= MAX_ENTRY else _too_long(text, MAX_ENTRY)
    return check_one(text, rules)


def _check_list(text: str, pieces: lists.Pieces, rules: Rules) -> Verdict:
    findings = []
    if pieces.label is not None:
        label = {"text": show(text[slice(*pieces.label)].strip())}
        findings.append(Finding("label-removed", severity("label-removed"), pieces.label, label))
    if len(pieces.entries) > MAX_ENTRIES:
        rest = (pieces.entries[MAX_ENTRIES][0], len(text))
        cut = {"total": len(pieces.entries), "limit": MAX_ENTRIES}
        findings.append(Finding("list-cut", severity("list-cut"), rest, cut))
    entries = tuple(
        _check_entry(text[start:end].strip(), rules) for start, end in pieces.entries[:MAX_ENTRIES]
    )
    return Verdict(text, "list", None, None, entries, tuple(findings), None)


def _check_entry(text: str, rules: Rules) -> Verdict:
    local, _, domain = text.partition("@")
    facts = _PLAIN_DOMAINS.get(domain)
    if facts is not None and len(text) < 255 and rules.allow_plain and _is_plain_local(local):
        return check(text, rules)
    return check_one(text, rules) if len(text) <= MAX_ENTRY else _too_long(text, MAX_ENTRY)


def _too_long(text: str, limit: int) -> Verdict:
    found = Finding(
        "input-too-long", severity("input-too-long"), (0, len(text)), {"length": len(text), "limit": limit}
    )
    return Verdict(text, "rejected", None, None, (), (found,), None)


def _edges_of(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    return start, len(text.rstrip())


def check_one(text: str, rules: Rules) -> Verdict:
    """Judge `text` as at most one address."""
    refused = frozenset(rules.refused)
    draft = Draft(text)
    if len(text) > MAX_ENTRY:
        start, end = _edges_of(text)
        draft.find("space-removed", 0, start)
        draft.keep(start, end)
    characters.find_unreadable(draft)
    if Effect.REJECT in draft.effects:
        return _conclude(draft, None, None)
    _repair(draft, refused)
    syntax = _plain_syntax(draft.text)
    if syntax is None:
        suspects.find_suspects(draft, refused)
        syntax = parse(draft.text)
        if syntax is not None and is_reserved(syntax.domain):
            syntax = None
    _find_refused(draft, refused)
    if syntax is None:
        diagnose(draft, refused)
        if Effect.REJECT not in draft.effects:
            # A refused character that the standards do not allow either, or a rule without an id.
            draft.harden("refused-character")
        return _conclude(draft, None, _nearest(draft))
    _remember(text, syntax)
    return _conclude(draft, syntax, _note(draft, syntax, refused))


def _repair(draft: Draft, refused: frozenset[str]) -> None:
    characters.remove_invisible(draft)
    characters.compose(draft)
    labels.strip_wide_number(draft)
    characters.change_width(draft)
    if "@" in draft.text or "%40" in draft.text:
        edges.strip_edges(draft, refused)
    if edges.is_clean(draft.text):
        return
    spoken.write_signs(draft)
    characters.remove_spaces_at_sign(draft)
    characters.remove_spaces_at_dots(draft)
    edges.strip_edges(draft, refused)
    around.strip_unpaired(draft, refused)
    if around.find_text_around(draft, refused):
        edges.strip_edges(draft, refused)
    around.find_words_in_name(draft)
    characters.join_lines(draft)


def _find_refused(draft: Draft, refused: frozenset[str]) -> None:
    """Note every refused character where it stands. They are never repaired away."""
    if refused.isdisjoint(draft.text):
        return
    for i, char in enumerate(draft.text):
        if char in refused:
            draft.find("refused-character", i, i + 1, **describe(char))
            draft.no_suggestion = True
            if draft.is_full():
                return


def _note(draft: Draft, syntax: Syntax, refused: frozenset[str]) -> str | None:
    """Note what is worth knowing about an address that stands; the domain that was meant, if another one
    was."""
    at = draft.text.rfind("@")
    if syntax.quoted:
        draft.find("quoted-local-part", 0, at)
    if syntax.literal:
        draft.find("address-literal", at + 1, len(draft.text), domain=syntax.domain)
    if any(not char.isascii() and char not in refused for char in syntax.local):
        draft.find("internationalized-address", 0, at)
    first, last = draft.span(0, len(draft.text))
    if not draft.text.isascii() and not unicodedata.is_normalized("NFC", draft.input[first:last]):
        draft.find("unicode-composed", 0, len(draft.text))
    kinds.note_kinds(draft, syntax, refused)
    if syntax.literal:
        return None
    if syntax.unicode_domain != syntax.domain and draft.text[at:].isascii():
        meant = find_hidden_look_alikes(draft, syntax.unicode_domain)
        if Effect.SUSPECT in draft.effects:
            return meant
    meant = suspects.cut_off(syntax.domain)
    if meant is not None:
        draft.find("domain-cut-off", at + 1, len(draft.text), domain=syntax.domain, meant=meant)
        return meant
    meant = suspects.typo(draft, syntax.domain, draft.text[at + 1 :])
    if meant is None:
        kinds.note_unknown_ending(draft, syntax)
    return meant


def _nearest(draft: Draft) -> str | None:
    """A suggestion for the domain of a text that is no address, where the domain alone is at fault."""
    local, at, domain = draft.text.rpartition("@")
    if not at:
        return None
    if not local or parse(f"{local}@example.com") is None or not domain.isascii():
        return None
    meant = suspects.cut_off(domain.lower())
    if meant is None and re.fullmatch(r"[A-Za-z0-9.-]{1,253}", domain) and ".." not in domain:
        meant = suspects.typo(draft, domain.lower(), domain)
    return meant


def _stands(address: str, text: str) -> bool:
    """Would `address` be accepted, so that it may be suggested for `text`?"""
    if address == text:
        return False
    draft = Draft(address)
    _repair(draft, frozenset())
    suspects.find_suspects(draft, frozenset())
    if draft.effects & {Effect.REJECT, Effect.SUSPECT, Effect.REPAIR}:
        return False
    syntax = parse(address)
    if syntax is None or syntax.quoted or syntax.literal:
        return False
    return suspects.cut_off(syntax.domain) is None and meant_domain(syntax.domain) is None


def _conclude(draft: Draft, syntax: Syntax | None, meant: str | None) -> Verdict:
    findings = draft.in_order()
    suggestion = None
    if meant is not None and not draft.no_suggestion:
        local = syntax.local if syntax is not None else draft.text.rpartition("@")[0]
        suggestion = f"{local}@{meant}"
        doubtful = syntax is None or Effect.SUSPECT in draft.effects
        if meant_domain(meant.lower()) is not None or (doubtful and not _stands(suggestion, draft.input)):
            suggestion = None
    if syntax is None or Effect.REJECT in draft.effects:
        return Verdict(draft.input, "rejected", None, suggestion, (), findings, None)
    domain = None if syntax.literal else syntax.domain
    if Effect.SUSPECT in draft.effects:
        if not draft.no_suggestion and suggestion is None and _stands(syntax.address, draft.input):
            suggestion = syntax.address
        return Verdict(draft.input, "suspect", None, suggestion, (), findings, domain)
    word = "repaired" if Effect.REPAIR in draft.effects else "accepted"
    return Verdict(draft.input, word, syntax.address, suggestion, (), findings, domain)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a domain adds to each plain address at it: its normalized form, and findings without a place."""

    domain: str
    findings: tuple[Finding, ...]


_PLAIN_DOMAINS: dict[str, _Facts] = {}
"""Domains, as they were typed, whose plain addresses need no second look. Filled by use, emptied when
full."""

_MAX_PLAIN_DOMAINS = 50_000

_PLAIN_LOCAL = re.compile(r"(?![wW]{3}\.|_x000)[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*").fullmatch


def _plain_syntax(text: str) -> Syntax | None:
    """The parts of a plain address at a domain that was seen before; None for any other text."""
    local, _, domain = text.partition("@")
    facts = _PLAIN_DOMAINS.get(domain)
    if facts is None or len(text) > 254 or not _is_plain_local(local):
        return None
    name = facts.domain
    return Syntax(f"{local}@{name}", local, name, name, quoted=False, literal=False)


def _is_plain_local(local: str) -> bool:
    return len(local) < 65 and _PLAIN_LOCAL(local) is not None and local.lower() not in TABLES.roles


def _remember(text: str, syntax: Syntax) -> None:
    """Let the next plain address at this domain take the short way, if all that there is to say has no
    place."""
    _, _, domain = text.rpartition("@")
    if domain in _PLAIN_DOMAINS or not domain.isascii() or domain.lower() != syntax.domain:
        return
    if syntax.unicode_domain != syntax.domain or syntax.literal or suspects.needs_a_look(syntax.domain):
        return
    if len(_PLAIN_DOMAINS) >= _MAX_PLAIN_DOMAINS:
        _PLAIN_DOMAINS.clear()
    _PLAIN_DOMAINS[domain] = _Facts(syntax.domain, kinds.findings_of_domain(syntax.domain))
