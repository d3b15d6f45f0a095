"""What kind of address it is: a role, a disposable one, an example. Information, not blame."""

from checker.address.data import TABLES
from checker.address.draft import Draft, name_of, show
from checker.address.syntax import Syntax

_USUAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+@")


def note_kinds(draft: Draft, syntax: Syntax, refused: frozenset[str]) -> None:
    """Note what is worth knowing about an address that stands."""
    at = draft.text.rfind("@")
    if not syntax.quoted:
        for i, char in enumerate(draft.text[:at]):
            if char not in _USUAL and char not in refused and char.isascii():
                name = TABLES.character_names.get(char, name_of(char))
                draft.find("unusual-character", i, i + 1, character=show(char), name=name)
    if syntax.literal:
        return
    domain = syntax.domain
    if domain in TABLES.documentation:
        draft.find("documentation-domain", at + 1, len(draft.text), domain=domain)
    if domain in TABLES.disposable:
        draft.find("disposable-domain", at + 1, len(draft.text), domain=domain)
    if syntax.local.lower() in TABLES.roles:
        draft.find("role-account", 0, at, local=show(syntax.local))
    if "+" in syntax.local[1:]:
        draft.find("sub-address", syntax.local.index("+", 1), at)
