"""Read one text as an address, or as a list of them: repair what is unambiguous, suspect what is not."""

import unicodedata

from checker.address import characters, edges, kinds, spoken, suspects
from checker.address.data import TABLES
from checker.address.draft import Draft, name_of, show
from checker.address.observations import Effect
from checker.address.syntax import Syntax, diagnose, is_reserved, parse
from checker.address.verdict import DEFAULT_RULES, Rules, Verdict, Word

MAX_ENTRY = 2_000
"""Code points of one entry that are looked at: an address has 254 octets, the rest is room for packaging."""


def check(text: str, rules: Rules = DEFAULT_RULES) -> Verdict:
    """Judge `text`, whatever it is: an address, one with something around it, several, or none.

    Never raises for any str, and takes time in proportion to its length. Spans count code points of `text`.
    """
    return check_one(text, rules)


def check_one(text: str, rules: Rules) -> Verdict:
    """Judge `text` as at most one address."""
    refused = frozenset(rules.refused)
    draft = Draft(text)
    if len(text) > MAX_ENTRY:
        draft.add("input-too-long", (0, len(text)), length=len(text), limit=MAX_ENTRY)
        return _conclude(draft, None)
    characters.find_unreadable(draft)
    if Effect.REJECT in draft.effects:
        return _conclude(draft, None)
    _repair(draft, refused)
    suspects.find_suspects(draft)
    _find_refused(draft, refused)
    syntax = parse(draft.text)
    if syntax is not None and is_reserved(syntax.domain):
        syntax = None
    if syntax is None:
        diagnose(draft, refused)
        if not draft.effects & {Effect.REJECT, Effect.SUSPECT}:
            draft.find("not-an-address", 0, len(draft.text))
    else:
        _note(draft, syntax, refused)
    return _conclude(draft, syntax)


def _repair(draft: Draft, refused: frozenset[str]) -> None:
    characters.remove_invisible(draft)
    characters.change_width(draft)
    spoken_before = "@" not in draft.text
    if not spoken_before:
        edges.strip_edges(draft, refused)
    spoken.write_signs(draft)
    edges.strip_edges(draft, refused)
    characters.remove_spaces_at_sign(draft)
    characters.remove_spaces_at_dots(draft)
    edges.strip_edges(draft, refused)
    edges.find_text_around(draft)
    edges.strip_unpaired(draft)
    characters.join_lines(draft)


def _find_refused(draft: Draft, refused: frozenset[str]) -> None:
    """Note every refused character where it stands. They are never repaired away."""
    for i, char in enumerate(draft.text):
        if char in refused:
            name = TABLES.character_names.get(char, name_of(char))
            draft.find(
                "refused-character", i, i + 1, character=show(char), name=name, code=f"U+{ord(char):04X}"
            )
            draft.no_suggestion = True


def _note(draft: Draft, syntax: Syntax, refused: frozenset[str]) -> None:
    at = draft.text.rfind("@")
    if syntax.quoted:
        draft.find("quoted-local-part", 0, at)
    if syntax.literal:
        draft.find("address-literal", at + 1, len(draft.text), domain=syntax.domain)
    if any(not char.isascii() and char not in refused for char in syntax.local):
        draft.find("internationalized-address", 0, at)
    if not unicodedata.is_normalized("NFC", draft.text):
        draft.find("unicode-composed", 0, len(draft.text))
    kinds.note_kinds(draft, syntax, refused)


def _conclude(draft: Draft, syntax: Syntax | None) -> Verdict:
    findings = tuple(sorted(draft.findings, key=lambda finding: finding.span or (len(draft.input), 0)))
    if syntax is None:
        return Verdict(draft.input, "rejected", None, None, (), findings, None)
    word: Word = "accepted"
    if Effect.SUSPECT in draft.effects:
        word = "suspect"
    elif Effect.REPAIR in draft.effects:
        word = "repaired"
    suggestion = None
    if word == "suspect":
        if not draft.no_suggestion:
            suggestion = syntax.address
        return Verdict(
            draft.input, word, None, suggestion, (), findings, None if syntax.literal else syntax.domain
        )
    return Verdict(draft.input, word, syntax.address, suggestion, (), findings, syntax.domain)
