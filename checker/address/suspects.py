"""Slips of the fingers that make another address. Each step also makes the likely repair, for the
suggestion."""

import re

from checker.address.data import TABLES
from checker.address.draft import Draft, show
from checker.address.encoded import find_encoded
from checker.address.lookalikes import find_look_alikes
from checker.address.providers import find_named_provider
from checker.address.signs import find_signs
from checker.address.typos import meant_domain, without_dot


def find_suspects(draft: Draft, refused: frozenset[str]) -> None:
    """Note what was probably not meant, and put right in the draft what it probably stands for."""
    if draft.text.startswith('"') or "@" not in draft.text:
        return
    find_encoded(draft)
    _doubled_at_sign(draft)
    _second_at_sign(draft)
    _comma_for_dot(draft)
    _doubled_dot(draft)
    _www_prefix(draft)
    find_named_provider(draft)
    find_look_alikes(draft)
    find_signs(draft, refused)
    _missing_dot(draft)


def _doubled_at_sign(draft: Draft) -> None:
    for match in reversed(list(re.finditer(r"@{2,}", draft.text))):
        if match.start() > 0:
            draft.find("doubled-at-sign", match.start(), match.end())
            draft.cut(match.start() + 1, match.end())


def _second_at_sign(draft: Draft) -> None:
    parts = draft.text.split("@")
    if len(parts) != 3 or not all(parts[:2]):
        return
    local, first, second = parts
    if not second:
        if "." in first:
            draft.find("doubled-at-sign", len(draft.text) - 1, len(draft.text))
            draft.keep(0, len(draft.text) - 1)
        return
    if first.lower() == second.lower() and "." in first:
        draft.find("repeated-domain", len(local) + 1 + len(first), len(draft.text))
        draft.keep(0, len(local) + 1 + len(first))
    elif f"{first}.{second}".lower() in TABLES.known:
        at = len(local) + 1 + len(first)
        draft.find("doubled-at-sign", at, at + 1)
        draft.replace(at, at + 1, ".")


def _domain(draft: Draft) -> tuple[int, str]:
    at = draft.text.rfind("@")
    return at + 1, draft.text[at + 1 :]


_COMMA = re.compile(r"\s*[,;、]\s*")
_COMMA_AND_DOTS = re.compile(r"\.?\s?[,;、][\s,;、.]{0,3}")
_COMMAS_IN_DOMAIN = re.compile(
    r"[\w-]+(?:\.[\w-]+)*(?:\s?[,;、]\s{0,2}[A-Za-z]+(?:\.[A-Za-z]+)?){1,3}"
).fullmatch


def comma_joined(domain: str) -> str | None:
    """The domain with dots for its commas, where it is complete with them and was not without."""
    if _COMMA.search(domain) is None or len(domain) > 255:
        return None
    dotted = _COMMA_AND_DOTS.sub(".", domain.lower())
    after = _COMMA.split(domain.lower())[-1]
    if ("." in after and after not in TABLES.suffixes) or not after:
        return None
    if dotted in TABLES.known or (dotted.isascii() and meant_domain(dotted) in TABLES.brands):
        return dotted
    if _COMMAS_IN_DOMAIN(domain) is None:
        return None
    first, *rest = _COMMA.split(domain.lower())
    ending = ".".join(rest)
    if f"{first.rpartition('.')[2]}.{ending}" in TABLES.suffixes and "." in first:  # yahoo.co,jp
        return f"{first}.{ending}"
    complete = ending in TABLES.suffixes or ending in TABLES.top_levels
    return f"{first}.{ending}" if complete and not TABLES.is_top_level(first) else None


def _comma_for_dot(draft: Draft) -> None:
    start, domain = _domain(draft)
    if comma_joined(domain) is None:
        return
    for match in reversed(list(_COMMA_AND_DOTS.finditer(domain))):
        sign = match.group().strip()
        draft.find("comma-for-dot", start + match.start(), start + match.end(), character=sign)
        draft.replace(start + match.start(), start + match.end(), ".")


def _doubled_dot(draft: Draft) -> None:
    start, domain = _domain(draft)
    if domain.startswith(".") or domain.endswith("."):
        return
    for match in reversed(list(re.finditer(r"\.{2,}", domain))):
        draft.find("doubled-dot", start + match.start(), start + match.end())
        draft.cut(start + match.start() + 1, start + match.end())


def _www_prefix(draft: Draft) -> None:
    start, domain = _domain(draft)
    if draft.text[:4].lower() == "www." and start > 5:
        draft.find("www-prefix", 0, 4)
        draft.cut(0, 4)
        start, domain = _domain(draft)
    match = re.match(r"www\.(?=[^.]+\.)", domain, re.IGNORECASE)
    if match is not None:
        draft.find("www-prefix", start, start + match.end())
        draft.cut(start, start + match.end())


def _missing_dot(draft: Draft) -> None:
    start, domain = _domain(draft)
    if "." in domain:
        return
    meant = without_dot(re.sub(r"[\s_·•‧・-]|dot(?=com|net|co)", "", domain.lower()))
    if meant is not None:
        draft.find("missing-dot", start, len(draft.text), domain=show(domain), meant=meant)
        draft.replace(start, len(draft.text), meant)


def cut_off(domain: str) -> str | None:
    """The one well-known domain that `domain` (ASCII, lower case) is the beginning of, without its last
    letters."""
    name, dot, ending = domain.partition(".")
    if len(ending) > 1 or name not in TABLES.brand_names:
        return None
    found = [brand for brand in TABLES.brands if brand.startswith(domain + ("" if dot else "."))]
    return found[0] if found else None


def typo(draft: Draft, domain: str, unicode_domain: str) -> str | None:
    """Note a probable typo of the domain at the draft's end, and return the domain that was meant."""
    meant = meant_domain(domain)
    if meant is not None:
        start = len(draft.text) - len(unicode_domain)
        draft.find("domain-typo", start, len(draft.text), domain=show(unicode_domain), meant=meant)
    return meant


def needs_a_look(domain: str) -> bool:
    """Is there anything to say about a valid ASCII domain that has a place in the text?"""
    return (
        domain.startswith("www.")
        or domain.rpartition(".")[2] not in TABLES.top_levels
        or cut_off(domain) is not None
        or meant_domain(domain) is not None
    )
