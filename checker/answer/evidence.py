"""Evidence as a page needs it: the language of what a server said, and the names of characters and scripts in
the reader's language.
"""

import re
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


_LETTERS = {
    "ko": re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]"),
    "ja": re.compile("[\u3041-\u30ff\uff66-\uff9d]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
}
"""Letters that tell the language, of those that servers reply in. Han letters without kana are Chinese."""
_TOLD = re.compile(r"(?:\Awords-|-)(de|es|fr|it|pt|pl|ja)(?:-|\Z)")
"""The language in the id of a row of rules.toml: `words-de-host-unknown`, `mailbox-full-fr`."""
_SHARE = 8
"""So many letters at most stand for each letter that tells the language: a code and an address are ASCII."""


def language_of(text: str, rule: str) -> str:
    """The language (BCP 47) of a quoted reply, by its letters or by the row that understood it; else `en`."""
    letters = sum(map(str.isalpha, text))
    found = _TOLD.search(rule)
    by_rule = found[1] if found else "en"
    for language, known in _LETTERS.items():
        if letters and len(known.findall(text)) * _SHARE >= letters:
            return by_rule if (language, by_rule) == ("zh", "ja") else language
    return by_rule
