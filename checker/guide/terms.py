"""From a text to the terms that the search compares: the same for articles and for what a reader types.

Hangul, Kana and Han become pairs of characters, other words their stem. `docs/assets/search-worker.js` is the
twin of this module in the browser; the words come from search.toml in both.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

_HANGUL = r"\uac00-\ud7af"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff々"
_CJK = (
    rf"\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff{_HANGUL}"
    r"\uf900-\ufaff々〆〇"
)
_TOKEN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}](?:[^\W_{_CJK}.@-]|[.@-](?=[^\W_{_CJK}]))*")
_IS_CJK = re.compile(rf"[{_CJK}]")
_IS_HAN = re.compile(rf"[{_HAN}]")
_HANGUL_WORD = re.compile(rf"[{_HANGUL}]+")
_SPACE_IN_HANGUL = re.compile(rf"(?<=[{_HANGUL}]) +(?=[{_HANGUL}])")
_SPACES = re.compile(r"\s+")
_LONG_TAIL = re.compile(r"(?<=[\u30a0-\u30ff]{2})ー(?![\u30a0-\u30ff])")
"""サーバー and サーバ are one word."""
_PARTICLE = re.compile(
    r"(?<=[\u30a1-\u30ff\u3400-\u9fff])[をのがはにでとへも]{1,2}(?=[\u30a1-\u30ff\u3400-\u9fff])"
)
"""Between two words of Japanese: レコードの確認 and レコードを確認 are one thing."""
_PARTICLE_BESIDE_LATIN = re.compile(r"(?<=[a-z0-9])[をのがはにでとへも]{1,2}(?=[^\u3041-\u309f])")
_APOSTROPHE = re.compile(r"(?<=[a-z])['’](?=[a-z])")
_PARTS = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)*")
_ENGLISH = re.compile(r"[a-z]+\Z")

WORD, PART, HAN, LOOSE = 2.0, 0.5, 0.6, 0.4
"""Weights beside a pair of characters (1): a word, a part of a word, a Han letter alone, and a pair of
syllables without what conjugation adds."""

_FIRST, _FINALS = 0xAC00, 28
_VOWELS = {1: 5, 3: 7, 10: 11, 15: 11}
"""ㅐ as ㅔ, ㅒ as ㅖ, ㅙ and ㅞ as ㅚ: they sound alike, and are confused in writing."""
_TENSES = frozenset((4, 6, 8, 16, 17, 20))
"""ㄴ ㄶ ㄹ ㅁ ㅂ ㅆ: what a verb takes on as it is conjugated (보내, 보낸, 보낼, 보냄, 보냅니다, 보냈다)."""


@dataclass(frozen=True)
class Lexicon:
    """The words of search.toml for one locale, in a form that both searches use as it is."""

    stop: tuple[str, ...]
    endings: tuple[str, ...]
    """Longest first."""
    words: Mapping[str, str]
    """Whole words -> the word they count as."""
    pieces: Mapping[str, str]
    """Pieces of text -> what stands for them; longest first."""

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """The words that are not looked at."""
        return frozenset(self.stop)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the pieces."""
        return re.compile("|".join(_bounded(piece) for piece in self.pieces) or r"(?!)")


def _bounded(piece: str) -> str:
    """A pattern for a piece: a Latin letter at its edge is the edge of a word."""
    before = "(?<![a-z0-9])" if piece[0].isascii() else ""
    after = "(?![a-z0-9])" if piece[-1].isascii() else ""
    return before + re.escape(piece) + after


@cache
def lexicon(locale: str) -> Lexicon:
    """The words for a locale: its own and the common ones."""
    table = tomllib.loads(resources.files(__package__).joinpath("search.toml").read_text(encoding="utf-8"))
    sections = [table["common"], table.get(locale, {})]
    words: dict[str, str] = {}
    pieces: dict[str, str] = {}
    for section in sections:
        pieces |= dict.fromkeys(section.get("cut", "").split(), "\n")
        for kept, variants in section.get("same", {}).items():
            for variant in variants.split():
                if _ENGLISH.match(kept) and variant.isascii():
                    words |= {variant: stem(kept), stem(variant): stem(kept)}
                else:
                    pieces[_LONG_TAIL.sub("", variant)] = kept
                    if not kept.isascii():
                        pieces.setdefault(kept, kept)  # whole, whatever it has inside
    return Lexicon(
        stop=tuple(word for section in sections for word in section.get("stop", "").split()),
        endings=tuple(
            sorted((e for section in sections for e in section.get("endings", "").split()), key=_by_length)
        ),
        words=words,
        pieces=dict(sorted(pieces.items(), key=lambda item: _by_length(item[0]))),
    )


def _by_length(text: str) -> tuple[int, str]:
    return -len(text), text


def stem(word: str) -> str:
    """An English word without its plural, -ing, -ed and final e; other words as they are."""
    if len(word) < 4 or not _ENGLISH.match(word):
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _syllables(text: str, finals: bool) -> str:
    """Hangul with vowels that sound alike as one; without `finals`, also without what conjugation adds."""
    out = []
    for letter in text:
        number = ord(letter) - _FIRST
        if 0 <= number < 11172:
            vowel, final = number // _FINALS % 21, number % _FINALS
            number += (_VOWELS.get(vowel, vowel) - vowel) * _FINALS
            letter = chr(_FIRST + number - (0 if finals or final not in _TENSES else final))
        out.append(letter)
    return "".join(out)


class Terms:
    """Splits texts of one locale into weighted terms."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words

    def __call__(self, text: str) -> list[tuple[str, float]]:
        """The terms of a text, in order, each with its weight in a question."""
        out: list[tuple[str, float]] = []
        for match in _TOKEN.finditer(self._even(text)):
            word = match.group()
            if not _IS_CJK.match(word):
                self._word(word, out)
                continue
            if len(word) == 1:
                out.append((word, 1.0))
            for i in range(len(word) - 1):
                pair = word[i : i + 2]
                out.append((pair, 1.0))
                if _HANGUL_WORD.fullmatch(pair):
                    out.append(("~" + _syllables(pair, finals=False), LOOSE))
            out.extend(("~" + letter, HAN) for letter in word if _IS_HAN.match(letter))
        return out

    def _even(self, text: str) -> str:
        """A text in which spelling, spacing, particles and words for one thing are evened out."""
        text = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", text).lower())
        text = _HANGUL_WORD.sub(self._without_ending, _SPACES.sub(" ", text))
        text = _LONG_TAIL.sub("", _SPACE_IN_HANGUL.sub("", text))
        text = self._words.pattern.sub(lambda match: self._words.pieces[match.group()], text)
        text = _PARTICLE_BESIDE_LATIN.sub(" ", _LONG_TAIL.sub("", text))
        return _syllables(_PARTICLE.sub("", text), finals=True)

    def _without_ending(self, match: re.Match[str]) -> str:
        word, endings, pieces = match.group(), self._words.endings, self._words.pieces
        if word in pieces:
            return word
        stems = [word[: -len(e)] for e in endings if word.endswith(e) and len(word) - len(e) >= 2]
        return next((each for each in stems if each in pieces), stems[0] if stems else word)

    def _word(self, word: str, out: list[tuple[str, float]]) -> None:
        if word in self._words.stop_words:
            return
        out.append((self._same(word), WORD))
        parts = _PARTS.findall(word)
        if len(parts) > 1 and word not in self._words.words:
            out.extend((self._same(part), PART) for part in parts if part not in self._words.stop_words)

    def _same(self, word: str) -> str:
        words = self._words.words
        return words.get(word) or words.get(stem(word), stem(word))
