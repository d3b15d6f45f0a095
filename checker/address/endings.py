"""What follows an address without a space: punctuation, and the particles and endings of Korean and
Japanese."""

import re

from checker.address.data import TABLES
from checker.address.draft import Draft, show
from checker.address.keyboard import has_single_letters, keys_of
from checker.address.providers import end_of_named
from checker.address.suspects import comma_joined

_LONGEST = 60
"""Code points of particles behind an ending that was typed in Korean mode."""


_HALF = re.compile(r"\.(?:ac|co|go|ne|or|pe|re)$", re.IGNORECASE)
"""With a dot behind it, it may be the first half of co.kr."""


def strip_ending(draft: Draft, refused: frozenset[str]) -> None:
    """Take off punctuation, or particles and endings, behind the domain; refused characters stay."""
    text = draft.text
    at = text.rfind("@")
    if at < 1:
        return
    end = len(text)
    while end > at + 2 and (text[end - 1] in TABLES.trailing or text[end - 1].isspace()):
        if text[end - 1] in refused:
            break
        end -= 1
    if end < len(text):
        half = text[end:] == "." and _HALF.search(text[:end]) is not None
        draft.find("text-around" if half else "ending-removed", end, len(text), text=show(text[end:]))
        draft.keep(0, end)
        return
    domain = text[at + 1 :]
    start = end_of_domain(domain)
    if start == len(domain):
        return
    ending = domain[start:].strip()
    # Behind a word, ~ and ^^ are how people write, and no part of the address.
    word = ending.rstrip(" .!?~^")
    if refused.isdisjoint(word or ending) and is_ending(ending):
        draft.find("ending-removed", at + 1 + start, len(text), text=show(ending))
        draft.keep(0, at + 1 + start)


def end_of_domain(domain: str) -> int:
    """Where a complete domain name stops and other writing begins; its length where all of it is the name."""
    match = re.match(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", domain)
    if match is not None and match.end() < len(domain):
        rest = domain[match.end() :]
        continues = re.match(r"[^\s.]*\.\w", rest) is not None and not _ends_in_other_writing(rest)
        comma = rest.startswith(",") and comma_joined(domain[: after_letters(domain) or None]) is not None
        if not continues and not comma and TABLES.is_top_level(match.group()):
            return match.end()
    # A wrong, half or missing ending, and a known particle behind it: naver.con으로, navercom으로.
    start = after_letters(domain)
    if 0 < start < len(domain) and is_ending(domain[start:]):
        return start
    if 0 < (named := end_of_named(domain)) < len(domain) and is_ending(domain[named:]):
        return named
    # An internationalized domain: only a known ending shows where it stops.
    last = domain.rfind(".") + 1
    words = domain[last:].strip().lower()
    if (
        words
        and words not in TABLES.top_levels
        and TABLES.is_top_level(domain[: last - 1])
        and is_ending(words)
    ):
        return last - 1  # 예시.한국.입니다
    for i in range(len(domain) - 1, last, -1):
        label = domain[last:i]
        if len(domain) - i < _LONGEST and has_single_letters(label) and is_ending(domain[i:]):
            label = keys_of(label)
            if label in TABLES.top_levels:
                return i
        elif label.lower() in TABLES.top_levels and not label.isascii():
            return i if is_ending(domain[i:].strip()) else len(domain)
    return len(domain)


def _ends_in_other_writing(rest: str) -> bool:
    """Is the last label no top-level domain, but words: naver.com.으로, naver.com전화02.123?"""
    last = rest.split()[0].rpartition(".")[2].lower()
    return re.search(r"[^\x00-\x7f]", rest.split()[0]) is not None and not any(
        last[:end] in TABLES.top_levels and (end == len(last) or is_ending(last[end:]))
        for end in range(1, len(last) + 1)
    )


def after_letters(domain: str) -> int:
    """The place behind the last two ASCII letters or digits, if only other writing follows them; or 0."""
    match = re.search(r"[A-Za-z0-9]{2}(?=\s*[^\x00-\x7f][^A-Za-z0-9@]*$)", domain)
    return 0 if match is None else match.end()


def is_ending(text: str) -> bool:
    """Is it made of particles, titles and endings, at most six of them?"""
    text = text.strip(" .,!?~…^ㅎㅋㅠㅜ♡♥")
    reach = {0}
    for _ in range(6):
        for start in sorted(reach):
            rest = text[start:]
            reach |= {start + len(word) for word in TABLES.endings if rest.startswith(word)}
            reach |= {start + 1} if rest[:1].isspace() else set()
        if len(text) in reach:
            return True
    return not text
