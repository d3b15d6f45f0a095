"""Korean particles that follow the sound of the word before them (`앱을`, `리드를`, `Gmail로`)."""

import re

# Latin words that are read as words, not letter by letter, and end otherwise than their spelling suggests.
_READ_AS: dict[str, str] = {
    "imap": "맵",
    "cname": "임",
    "icloud": "드",
    "oauth": "스",
    "ndr": "알",
    "ptr": "알",
}
_LETTER_WITH_FINAL = {"l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "r": "ㄹ"}
_DIGIT_FINAL = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
_WORD_FINAL = (
    ("l", "ㄹ"),
    ("le", "ㄹ"),
    ("m", "ㅁ"),
    ("n", "ㄴ"),
    ("ng", "ㅇ"),
    ("k", "ㄱ"),
    ("p", "ㅂ"),
    ("t", "ㅅ"),
)
_TAIL = re.compile(r"[^\w]+$")
_LATIN = re.compile(r"[A-Za-z]+$")
_FIRST_HANGUL, _LAST_HANGUL, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8


def final_consonant(word: str) -> str:
    """The final consonant that the word is pronounced with: "" for none, "ㄹ" where it matters, else any.

    Hangul by its syllable, digits by their Sino-Korean reading, capital Latin letters letter by letter, and
    other Latin words by the usual transcription of their last letters.
    """
    word = _TAIL.sub("", word)
    if not word:
        return ""
    last = word[-1]
    if _FIRST_HANGUL <= ord(last) <= _LAST_HANGUL:
        final = (ord(last) - _FIRST_HANGUL) % _FINALS
        return "" if not final else "ㄹ" if final == _RIEUL else "받침"
    if last in "0123456789":
        return _DIGIT_FINAL.get(last, "")
    latin = _LATIN.search(word)
    if latin is None:
        return ""
    text = latin.group()
    if text.lower() in _READ_AS:
        return final_consonant(_READ_AS[text.lower()])
    if text.isupper():
        return _LETTER_WITH_FINAL.get(text[-1].lower(), "")
    return next((final for ending, final in _WORD_FINAL if text.lower().endswith(ending)), "")


def josa(word: str, pair: str) -> str:
    """The word with the fitting particle of a pair such as `을/를`, `이/가`, `으로/로`.

    Raises ValueError where the pair is not two particles with a slash between them.
    """
    with_final, slash, without = pair.partition("/")
    if not (with_final and slash and without) or "/" in without:
        raise ValueError(f"a pair of particles looks like 을/를, not {pair!r}")
    final = final_consonant(word)
    if with_final == "으로" and final == "ㄹ":
        return word + without
    return word + (with_final if final else without)
