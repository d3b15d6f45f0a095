"""Words and signs beside an address that are no known packaging: suspected, and left out of the
suggestion."""

import re
import unicodedata

from checker.address.data import TABLES
from checker.address.denials import denies
from checker.address.draft import Draft, describe, show
from checker.address.endings import after_letters, end_of_domain
from checker.address.labels import begins_with_label
from checker.address.signs import end_of_bullets, is_sign
from checker.address.suspects import comma_joined
from checker.address.typos import without_dot

_HANGUL_OR_KANA = ("HANGUL", "HALFWIDTH KATAKANA", "HALFWIDTH HANGUL", "HIRAGANA", "KATAKANA", "CJK")
_INITIALS = ("e", "m")
"""As signatures shorten e-mail and mobile or mail."""
_ENCLOSED = re.compile(r"[<(\[「『【《〈]([A-Za-z0-9._+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})[>)\]」』】》〉]")
_FIELD = re.compile(rf"[?&]?(?:{'|'.join(map(re.escape, TABLES.labels))})=", re.IGNORECASE)
"""The name of a field, as in a link: email=kim@naver.com."""
_TELEPHONE = re.compile(r"(?<![A-Za-z0-9])[+(]?\d[\d ().+-]{5,}\d(?![A-Za-z0-9])")
_OPENING = frozenset(opening for opening, _ in TABLES.wrappers) - {"'", "{"}  # these two are atext
_WORD_IN_NAME = re.compile(
    r"[A-Za-z][A-Za-z0-9._+-]*([\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+)"
)
"""Hangul, kana or Han behind a name of English letters."""
_CLOSING = frozenset(closing for _, closing in TABLES.wrappers)


def find_text_around(draft: Draft, refused: frozenset[str]) -> bool:
    """Suspect words beside the address that are no known packaging, and take them off for the suggestion.
    Was anything before it?"""
    at = draft.text.rfind("@")
    if at < 1 or draft.text.count("@") > 1:
        return False
    if (enclosed := _ENCLOSED.search(draft.text)) is not None:
        return _keep_enclosed(draft, *enclosed.span(1))
    end = at + 1 + end_of_domain(draft.text[at + 1 :])
    if comma_joined(draft.text[at + 1 :]) is not None:
        end = len(draft.text)
    elif (letters := after_letters(draft.text[at + 1 :])) and _is_slip(draft.text[at + 1 : at + 1 + letters]):
        end = at + 1 + letters  # kim@naver,com 김철수
    rest = draft.text[end:]
    if rest and (_is_foreign(rest) or _cannot_continue(rest)):
        for i, char in enumerate(rest):
            if char in refused:
                draft.find("refused-character", end + i, end + i + 1, **describe(char))
        draft.find("text-around", end, len(draft.text), text=show(rest.strip()))
        draft.no_suggestion |= denies(rest)
        draft.keep(0, end)
    start = max(
        (i + 1 for i in range(at) if draft.text[i].isspace() or draft.text[i] in ",;/|、，"), default=0
    )
    start += _end_of_word(draft.text[start:], at - start)
    before = draft.text[:start]
    # One word before a name may be a part of it, with a space by mistake; several are a sentence.
    if start > 0 and (
        _FIELD.fullmatch(before.strip())
        or _has_other_script(before)
        or _is_apart(before)
        or _is_other_line(before)
    ):
        start += end_of_bullets(draft.text[start:], refused)
        draft.find("text-around", 0, start, text=show(before.strip()))
        draft.cut(0, start)
        return True
    return False


def _has_other_script(before: str) -> bool:
    """Has it letters that are not Latin, so that it is no part of a name in English letters?"""
    return any(
        char > "\x7f"
        and unicodedata.category(char)[0] == "L"
        and not unicodedata.name(char, "LATIN").startswith("LATIN")
        for char in before
    )


def _keep_enclosed(draft: Draft, start: int, end: int) -> bool:
    """Suspect the words on both sides of an address in brackets: On Monday, Kim <kim@naver.com> wrote."""
    after, before = draft.text[end + 1 :].strip(), draft.text[: start - 1].strip()
    if after:
        draft.find("text-around", end, len(draft.text), text=show(after))
    if before:
        draft.find("text-around", 0, start, text=show(before))
    draft.keep(start, end)
    return bool(before)


def _is_other_line(before: str) -> bool:
    """Is it a line that cannot be the first half of a name?"""
    return before[-1] in "\r\n" and re.fullmatch(r"[A-Za-z0-9._+-]+=?", before.strip()) is None


def _is_slip(domain: str) -> bool:
    """Is it a domain with a comma for its dot, or without any?"""
    return comma_joined(domain) is not None or without_dot(domain.lower()) is not None


def _is_apart(before: str) -> bool:
    """Is it a label, several words, or a telephone number, rather than a part of a name?"""
    word = before.strip().rstrip(".:=|)").strip().lower()
    last = re.split(r"[\s,;/|]+", word)[-1]
    label = word in TABLES.labels or word in _INITIALS or (last != word and last in TABLES.labels)
    number = _TELEPHONE.search(before) is not None
    return label or number or len(re.findall(r"[^\W\d_]\S*\s", before)) > 1


def _end_of_word(text: str, at: int) -> int:
    """Where a word before the name ends: 문의kim@naver.com, 連絡先→kim@naver.com.

    Names that mix East Asian letters and ASCII are not given out at ASCII domains; a name with a number
    behind (김123) may be, but for the public providers, whose names are in ASCII only. At other domains only
    a word like "address" tells.
    """
    if (field := _FIELD.match(text[:at])) is not None:
        return field.end()
    name = re.search(r"[A-Za-z0-9][A-Za-z0-9._+-]*$", text[:at])
    if name is None or name.start() == 0:
        return 0
    word = text[: name.start()].rstrip("=:-~>")
    if not word or word.isascii() or not _is_foreign(word):
        return 0
    if not text[at + 1 :].isascii():
        return name.start() if begins_with_label(word) else 0
    lettered = re.search(r"[A-Za-z]", name.group()) is not None
    return name.start() if lettered or text[at + 1 :].lower() in TABLES.free else 0


def find_words_in_name(draft: Draft) -> None:
    """Suspect East Asian words between or behind the English letters of a name at an ASCII domain."""
    at = draft.text.rfind("@")
    name = draft.text[:at]
    if at < 1 or name.isascii() or not draft.text[at + 1 :].isascii() or draft.text.startswith('"'):
        return
    match = _WORD_IN_NAME.search(name)
    if match is not None and not all(is_sign(name, i) for i in range(*match.span(1))):
        draft.find("words-in-name", match.start(1), match.end(1), text=show(match.group(1)))
        draft.no_suggestion = True


def _cannot_continue(text: str) -> bool:
    """Does it stand behind a complete domain in a way that cannot make the domain longer?"""
    word = text.strip().lower()
    if not text[0].isascii():  # other writing that is a domain's is never cut off from it
        return True
    return not re.match(r"[\w.@-]", text) and word not in TABLES.top_levels and word not in TABLES.suffixes


def _is_foreign(text: str) -> bool:
    """Is it writing that cannot be a piece of an ASCII address: no Latin letters or digits, some Hangul,
    Kana or Han?"""
    return not re.search(r"[A-Za-z0-9@]", text) and any(
        unicodedata.name(char, "").startswith(_HANGUL_OR_KANA) for char in text
    )


def strip_unpaired(draft: Draft, refused: frozenset[str]) -> None:
    """Suspect half a pair of quotes or brackets at either end, and take it off for the suggestion."""
    text = draft.text
    if len(text) > 3 and text[0] in _OPENING and "@" in text and not (text[0] == '"' and text.count('"') > 1):
        draft.find("unpaired-wrapper", 0, 1, character=text[0])
        draft.cut(0, 1)
    if len(text) > 3 and text[0] == "'" and text.count("'") == 1 and "@" in text:
        draft.find("unpaired-wrapper", 0, 1, character="'")
        draft.cut(0, 1)
    text = draft.text
    opening = text.rfind("<")
    named = opening > 0 and (text[opening - 1].isspace() or not text[opening - 1].isascii())
    if named and ">" not in text and "@" in text[opening + 2 :] and "@" not in text[:opening]:
        draft.find("unpaired-wrapper", opening, opening + 1, character="<")  # 김철수 <kim@naver.com
        draft.cut(0, opening + 1)
    text = draft.text
    at = text.rfind("@")
    if 0 < at < len(text) - 2 and text[-1] in _CLOSING - refused and text[at + 1] != "[":
        draft.find("unpaired-wrapper", len(text) - 1, len(text), character=text[-1])
        draft.cut(len(text) - 1, len(text))
