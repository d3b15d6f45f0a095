"""Evidence as a sentence needs it: the names of characters and scripts in the reader's language."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale

from checker.findings import Finding
from checker.guide.catalog import Words
from checker.guide.findings import translated

SCRIPTS = ("first", "second")
"""The evidence that names scripts, by the first word of their letters' Unicode names: Cyrillic, Cjk."""
OF_PEOPLE = ("display-name-removed",)
"""Findings whose `name` is what somebody typed, not the name of a character."""


@cache
def _codes() -> Mapping[str, str]:
    """English names of scripts -> ISO 15924 codes (CLDR); Unicode calls Han letters CJK."""
    return {name: code for code, name in Locale("en").scripts.items()} | {"Cjk": "Hani"}


def _script(name: str, words: Words) -> str:
    names: Mapping[str, str] = Locale.parse(words.locale, sep="-").scripts
    return names.get(_codes().get(name, ""), name)


def _character(name: str, words: Words) -> str:
    """Unicode names characters in English alone: elsewhere the number says more (Unicode chapter 4.8)."""
    if words.locale.partition("-")[0] == "en":
        return name
    try:
        return f"U+{ord(unicodedata.lookup(name)):04X}"
    except KeyError:
        return name


def in_words(seen: Finding, words: Words) -> dict[str, str | int]:
    """The evidence of a finding with the names of characters and scripts in the reader's language."""
    if seen.id in OF_PEOPLE:
        return dict(seen.evidence)
    said = translated(seen.evidence, words.gettext)
    for key in SCRIPTS:
        if isinstance(script := said.get(key), str):
            said[key] = _script(script, words)
    if isinstance(name := said.get("name"), str) and name.isupper():
        said["name"] = _character(name, words)
    return said
