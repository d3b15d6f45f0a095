"""Mail services that are named in Hangul or Kana where their domain belongs: 네이버 닷컴, ジーメール."""

import re

from checker.address.data import TABLES
from checker.address.draft import Draft, show

_WORDS: dict[str, str] = TABLES.words["providers"]
_DOT = r"[\s.]*(?:닷|점|쩜|ドット|どっと)?[\s.]*"
_ENDING = rf"(?:{_DOT}(?:컴|콤|넷|com|net|co\.?kr|co\.?jp|채ㅡ|ㅜㄷㅅ|コム|ネット))?"
_NAMED = re.compile(rf"\s*({'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))}){_ENDING}")


def end_of_named(domain: str) -> int:
    """Where the name of a service in words, with its ending, stops; 0 where the domain doesn't begin with
    one."""
    match = _NAMED.match(domain)
    return 0 if match is None else match.end()


def find_named_provider(draft: Draft) -> None:
    """Suspect the name of a service in words, and put in the domain that it stands for."""
    at = draft.text.rfind("@")
    domain = draft.text[at + 1 :]
    if at < 1 or domain.isascii():
        return
    match = _NAMED.fullmatch(domain)
    if match is not None:
        meant = _WORDS[match.group(1)]
        draft.find("provider-as-word", at + 1, len(draft.text), text=show(domain.strip()), meant=meant)
        draft.replace(at + 1, len(draft.text), meant)
