"""What kind of address it is: a role, a disposable one, an example. Information, not blame."""

import re
import unicodedata
from functools import lru_cache

from checker.address.data import TABLES
from checker.address.draft import Draft, describe, show
from checker.address.observations import severity
from checker.address.syntax import Syntax
from checker.findings import Finding

_USUAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+@")


def note_kinds(draft: Draft, syntax: Syntax, refused: frozenset[str]) -> None:
    """Note what is worth knowing about an address that stands."""
    at = draft.text.rfind("@")
    if not syntax.quoted:
        for i, char in enumerate(draft.text[:at]):
            if char not in _USUAL and char not in refused and char.isascii():
                draft.find("unusual-character", i, i + 1, **describe(char))
    if syntax.literal:
        return
    for finding in findings_of_domain(syntax.domain):
        draft.add(finding.id, finding.span, **finding.evidence)
    if syntax.local.lower() in TABLES.roles:
        draft.find("role-account", 0, at, local=show(syntax.local))
    if "+" in syntax.local[1:]:
        draft.find("sub-address", syntax.local.index("+", 1), at)


def note_unknown_ending(draft: Draft, syntax: Syntax) -> None:
    """Note an ending that the root zone doesn't have, as far as our table knows."""
    ending = syntax.unicode_domain.rpartition(".")[2].lower()
    if ending not in TABLES.top_levels and ending != "example":
        start = draft.text.rfind(".") + 1
        if not ending.isascii() and re.search(r"[a-z0-9]", ending):
            # No registry has one: words were joined to it.
            draft.find(
                "mixed-scripts", start, len(draft.text), first="Latin", second=_script_beside_latin(ending)
            )
            draft.no_suggestion = True
        draft.find("unknown-top-level-domain", start, len(draft.text), label=show(ending))


def _script_beside_latin(text: str) -> str:
    return next(unicodedata.name(char, "other").split()[0].title() for char in text if not char.isascii())


@lru_cache(maxsize=10_000)
def findings_of_domain(domain: str) -> tuple[Finding, ...]:
    """What kind of domain it is (ASCII, lower case). About the address as a whole, so without a place."""
    found = []
    if domain in TABLES.documentation or domain.rpartition(".")[2] == "example":
        found.append("documentation-domain")
    if domain in TABLES.disposable and domain not in TABLES.known:
        found.append("disposable-domain")
    if domain in TABLES.free:
        found.append("free-provider")
    return tuple(Finding(kind, severity(kind), None, {"domain": domain}) for kind in found)
