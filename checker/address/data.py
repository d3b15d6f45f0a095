"""The tables of this folder's TOML files, read once."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disposable_email_domains import blocklist

_FOLDER = Path(__file__).parent


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Tables:
    """The data that the check goes by; each file names its sources."""

    character_names: dict[str, str]
    """Characters of the refused set -> English name, a msgid."""
    invisible: frozenset[str]
    hidden: frozenset[str]
    """The invisible characters and the overrides."""
    overrides: frozenset[str]
    """Characters that change the order in which the others are shown."""
    width: dict[int, str]
    """Full-width, half-width and small forms -> the ASCII character, for str.translate."""
    wrappers: tuple[tuple[str, str], ...]
    trailing: frozenset[str]
    reserved: frozenset[str]
    documentation: frozenset[str]
    roles: frozenset[str]
    disposable: frozenset[str]
    """Of the package disposable-email-domains, kept current by `make lock`."""
    schemes: tuple[str, ...]
    labels: tuple[str, ...]
    east_asian_labels: tuple[str, ...]
    """The same in Korean, Japanese and Chinese, where a space may follow in place of a colon."""
    endings: tuple[str, ...]
    """Particles, titles and verb endings that follow an address."""
    words: dict[str, Any]
    """Words in place of the at-sign and the dot, as words.toml has them."""
    brands: tuple[str, ...]
    """Mail domains whose names nobody else uses."""
    brand_names: frozenset[str]
    """The same without their endings."""
    short_names: tuple[str, ...]
    words_as_names: frozenset[str]
    wrong_levels: dict[str, list[str]]
    """Endings -> the names that get them by mistake."""
    names_beside_brands: frozenset[str]
    """Words and surnames one slip away from a brand."""
    brand_nouns: tuple[str, ...]
    """Common nouns that brands end in."""
    known: frozenset[str]
    """All well-known mail domains, and real ones that look like them: never a typo."""
    free: frozenset[str]
    top_levels: frozenset[str]
    """In lower case; internationalized ones in Unicode."""
    suffixes: frozenset[str]
    """Second levels that a registry sells under: co.kr, com.au."""

    def is_top_level(self, domain: str) -> bool:
        """Does the domain, in Unicode, end in a name of the root zone?"""
        return "." in domain and domain.rpartition(".")[2].lower() in self.top_levels


def _load() -> Tables:
    characters = _read("characters.toml")
    kinds = _read("kinds.toml")
    words = _read("words.toml")
    domains = _read("domains.toml")
    suffixes = _read("suffixes.toml")
    width = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # Halfwidth and Fullwidth Forms
    width |= {ord(char): plain for char, plain in characters["width"].items()}
    invisible = frozenset(
        chr(code)
        for first, last in [
            *((c, c) for c in characters["invisible"]["codes"]),
            *characters["invisible"]["ranges"],
        ]
        for code in range(first, last + 1)
    )
    return Tables(
        character_names=characters["names"],
        invisible=invisible,
        hidden=invisible | frozenset(chr(code) for code in characters["overrides"]["codes"]),
        overrides=frozenset(chr(code) for code in characters["overrides"]["codes"]),
        width=width,
        wrappers=tuple((pair[0], pair[1:]) for pair in characters["wrappers"]["pairs"]),
        trailing=frozenset(characters["trailing"]["punctuation"]),
        reserved=frozenset(kinds["reserved"]["names"]),
        documentation=frozenset(kinds["documentation"]["domains"]),
        roles=frozenset(kinds["roles"]["names"]),
        disposable=frozenset(blocklist),
        schemes=tuple(words["schemes"]["names"]),
        labels=tuple(words["labels"]["names"]),
        east_asian_labels=tuple(words["labels"]["east_asian"]),
        endings=tuple({word for part in words["endings"].values() for word in part}),
        words=words,
        brands=tuple(domains["typo"]["brand"]),
        brand_names=frozenset(name.partition(".")[0] for name in domains["typo"]["brand"]),
        words_as_names=frozenset(domains["typo"]["words"]),
        wrong_levels=domains["typo"]["levels"],
        names_beside_brands=frozenset(word for part in domains["typo"]["beside"].values() for word in part),
        brand_nouns=tuple(domains["typo"]["nouns"]["names"]),
        short_names=tuple(domains["typo"]["short"]),
        known=frozenset(
            [
                *domains["typo"]["brand"],
                *domains["typo"]["short"],
                *domains["real"]["domains"],
                *domains["free"]["domains"],
            ]
        ),
        free=frozenset(domains["free"]["domains"]),
        top_levels=frozenset(
            name
            for part in ("country_codes", "generic", "internationalized")
            for name in suffixes[part].split()
        ),
        suffixes=frozenset(
            f"{level}.{code}" for level, codes in suffixes["second_levels"].items() for code in codes.split()
        ),
    )


TABLES = _load()
