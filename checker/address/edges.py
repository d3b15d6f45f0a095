"""What people leave around an address: wrappers, display names, labels, URLs, punctuation, particles."""

import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header
from urllib.parse import unquote

from checker.address.characters import remove_outer_spaces
from checker.address.data import TABLES
from checker.address.draft import Draft, describe, show

_URL = re.compile(rf"(?:{'|'.join(TABLES.schemes)})\s*:\s*(//)?", re.IGNORECASE)
_LABEL = re.compile(rf"(?:{'|'.join(sorted(TABLES.labels, key=len, reverse=True))})\s*[:=]\s*", re.IGNORECASE)
_FOREIGN_LABEL = re.compile(r"[^\x21-\x7e@][^@:]{0,30}:\s*")
_BULLET = re.compile(r"(?:[-*•·‣▪●○■□▶※]|\d{1,5}[.)])\s+")
_PREFIX_PAIRS = {
    "(": ")",
    "[": "]",
    "【": "】",
    "「": "」",
    "『": "』",
    "〔": "〕",
    "〈": "〉",
    "《": "》",
    "{": "}",
}
_CLOSINGS = {
    opening: {pair[1] for pair in TABLES.wrappers if pair[0] == opening} for opening, _ in TABLES.wrappers
}
_OPENING = frozenset(_CLOSINGS) - {"'"}
_CLOSING = frozenset(closing for _, closing in TABLES.wrappers)
_HANGUL_OR_KANA = ("HANGUL", "HIRAGANA", "KATAKANA", "CJK")
_ROUNDS = 8
_CLEAN = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]*[A-Za-z0-9-]").fullmatch


def is_clean(text: str) -> bool:
    """Is there nothing but an address, as far as its characters tell?"""
    return _CLEAN(text) is not None


def strip_edges(draft: Draft, refused: frozenset[str]) -> None:
    """Take off, layer by layer, what can only be packaging."""
    for _ in range(_ROUNDS):
        if is_clean(draft.text):
            return
        before = draft.text
        remove_outer_spaces(draft)
        for step in (_strip_url, _strip_wrapper, _strip_display_name, _strip_comment, _strip_label):
            step(draft)
            if draft.text != before:
                break
        else:
            _strip_ending(draft, refused)
        if draft.text == before:
            return


def _strip_url(draft: Draft) -> None:
    match = _URL.match(draft.text)
    if match is None:
        return
    rest = draft.text[match.end() :]
    web = match.group(1) is not None
    if "@" not in rest and "%40" not in rest:
        return
    end = len(rest)
    if (cut := re.search(r"[?#]" if not web else r"[/?#]", rest)) is not None:
        end = cut.start()
        if web and rest[end:] != "/":
            draft.find("text-around", match.end() + end, len(draft.text), text=show(rest[end:]))
    address = rest[:end]
    if web and ":" in address:  # a password, or a port: whose mailbox that is cannot be known
        return
    draft.find("scheme-removed", 0, match.end(), text=show(match.group()))
    if end < len(rest):
        draft.cut(match.end() + end, len(draft.text))
    draft.cut(0, match.end())
    while "%" in draft.text and (escape := re.search(r"(?:%[0-9A-Fa-f]{2})+", draft.text)) is not None:
        decoded = unquote(escape.group(), errors="replace")
        draft.find("scheme-removed", escape.start(), escape.end(), text=escape.group())
        draft.replace(escape.start(), escape.end(), decoded)
        if "%" in decoded:
            return


def _strip_wrapper(draft: Draft) -> None:
    text = draft.text
    if len(text) < 3 or text[-1] not in _CLOSINGS.get(text[0], ()):
        return
    opening, closing, inside = text[0], text[-1], text[1:-1]
    if opening not in inside and closing not in inside:
        draft.find("wrapper-removed", 0, 1, opening=opening, closing=closing)
        draft.find("wrapper-removed", len(text) - 1, len(text), opening=opening, closing=closing)
        draft.keep(1, len(text) - 1)


def _strip_display_name(draft: Draft) -> None:
    text = draft.text
    opening = text.rfind("<")
    if not text.endswith(">") or opening < 1:
        return
    inside, name = text[opening + 1 : -1], text[:opening].strip().strip("\"'“”‘’").strip()
    if not _holds_address(inside):
        return
    if "@" in name and name.casefold() != inside.strip().casefold():
        # The name shows one address and the brackets hold another.
        draft.find("text-around", 0, opening, text=show(name))
    else:
        draft.find("display-name-removed", 0, opening + 1, name=show(_decode_words(name)))
    draft.find("wrapper-removed", len(text) - 1, len(text), opening="<", closing=">")
    draft.keep(opening + 1, len(text) - 1)


def _holds_address(text: str) -> bool:
    return "@" in text and not text.strip().startswith("@")


def _decode_words(name: str) -> str:
    """The name behind encoded words (RFC 2047), for the finding; as it is where they are broken."""
    if "=?" not in name:
        return name
    try:
        return "".join(
            part.decode(charset or "ascii", "replace") if isinstance(part, bytes) else part
            for part, charset in decode_header(name)
        )
    except (HeaderParseError, LookupError, ValueError):
        return name


def _strip_comment(draft: Draft) -> None:
    """A comment (RFC 5322 section 3.2.2) or a name in brackets before or behind the address."""
    text = draft.text
    if text.endswith(")") and (start := _opening_of(text)) > 0 and _holds_address(text[:start]):
        comment = text[start + 1 : -1]
        if "@" not in comment and not comment.endswith("\\"):
            start = len(text[:start].rstrip())
            draft.find("display-name-removed", start, len(text), name=show(comment))
            draft.keep(0, start)
            return
    closing = _PREFIX_PAIRS.get(text[:1])
    if closing is not None and (end := _closing_of(text, closing)) > 0 and _holds_address(text[end + 1 :]):
        if "@" not in text[:end]:
            start = len(text) - len(text[end + 1 :].lstrip())
            draft.find("display-name-removed", 0, start, name=show(text[1:end]))
            draft.keep(start, len(text))
    elif (quoted := re.match(r'"([^"@]*)"\s+(?=[^"\s]+@)', text)) is not None:
        draft.find("display-name-removed", 0, quoted.end(), name=show(quoted.group(1)))
        draft.keep(quoted.end(), len(text))


def _opening_of(text: str) -> int:
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[i], 0)
        if depth == 0:
            return i
    return -1


def _closing_of(text: str, closing: str) -> int:
    depth = 0
    for i, char in enumerate(text):
        if char == text[0]:
            depth += 1
        elif char == closing:
            depth -= 1
        if depth == 0:
            return i
    return -1


def _strip_label(draft: Draft) -> None:
    for pattern in (_LABEL, _FOREIGN_LABEL, _BULLET):
        match = pattern.match(draft.text)
        if match is not None and _holds_address(draft.text[match.end() :]):
            draft.find("label-removed", 0, match.end(), text=show(match.group().strip()))
            draft.cut(0, match.end())
            return


def _strip_ending(draft: Draft, refused: frozenset[str]) -> None:
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
        draft.find("ending-removed", end, len(text), text=show(text[end:]))
        draft.keep(0, end)
        return
    domain = text[at + 1 :]
    start = _end_of_domain(domain)
    if start == len(domain):
        return
    ending = domain[start:].strip()
    if refused.isdisjoint(ending) and _is_ending(ending):
        draft.find("ending-removed", at + 1 + start, len(text), text=show(ending))
        draft.keep(0, at + 1 + start)


def _end_of_domain(domain: str) -> int:
    """Where a complete domain name stops and other writing begins; its length where all of it is the name."""
    match = re.match(r"[A-Za-z0-9.-]+", domain)
    if match is not None and match.end() < len(domain):
        rest = domain[match.end() :]
        continues = re.match(r"[^\s.]*\.\w", rest) is not None
        if not continues and TABLES.is_top_level(match.group()):
            return match.end()
    # An internationalized domain: only a known ending shows where it stops.
    last = domain.rfind(".") + 1
    for i in range(len(domain) - 1, last, -1):
        if domain[last:i].lower() in TABLES.top_levels and not domain[last:i].isascii():
            return i if _is_ending(domain[i:].strip()) else len(domain)
    return len(domain)


def _is_ending(text: str) -> bool:
    """Is it made of particles, titles and endings, at most four of them?"""
    text = text.strip(" .,!?~…")
    reach = {0}
    for _ in range(4):
        for start in sorted(reach):
            rest = text[start:]
            reach |= {start + len(word) for word in TABLES.endings if rest.startswith(word)}
            reach |= {start + 1} if rest[:1].isspace() else set()
        if len(text) in reach:
            return True
    return not text


def find_text_around(draft: Draft, refused: frozenset[str]) -> None:
    """Suspect words beside the address that are no known packaging, and take them off for the suggestion."""
    at = draft.text.rfind("@")
    if at < 1 or draft.text.count("@") > 1:
        return
    end = at + 1 + _end_of_domain(draft.text[at + 1 :])
    rest = draft.text[end:]
    stray = refused.intersection(rest) if re.fullmatch(r"[^\w\s@]+", rest) else frozenset()
    for i, char in enumerate(rest):
        if char in stray:
            draft.find("refused-character", end + i, end + i + 1, **describe(char))
    if stray or (rest and _is_foreign(rest)):
        draft.find("text-around", end, len(draft.text), text=show(rest.strip()))
        draft.keep(0, end)
    start = max((i + 1 for i in range(at) if draft.text[i].isspace()), default=0)
    if start == 0 and draft.text[at + 1 :].lower() in TABLES.free:
        # A public provider has names in ASCII only: 문의kim@naver.com is a word and an address.
        word = re.match(r"[^\x00-\x7f]+(?=[A-Za-z][A-Za-z0-9._+-]+@)", draft.text)
        start = word.end() if word is not None else 0
    if start > 0 and _is_foreign(draft.text[:start]):
        draft.find("text-around", 0, start, text=show(draft.text[:start].strip()))
        draft.cut(0, start)


def _is_foreign(text: str) -> bool:
    """Is it writing that cannot be a piece of an ASCII address: no Latin letters or digits, some Hangul,
    Kana or Han?"""
    return not re.search(r"[A-Za-z0-9@]", text) and any(
        unicodedata.name(char, "").startswith(_HANGUL_OR_KANA) for char in text
    )


def strip_unpaired(draft: Draft) -> None:
    """Suspect half a pair of quotes or brackets at either end, and take it off for the suggestion."""
    text = draft.text
    if len(text) > 3 and text[0] in _OPENING and "@" in text and not (text[0] == '"' and text.count('"') > 1):
        draft.find("unpaired-wrapper", 0, 1, character=text[0])
        draft.cut(0, 1)
    text = draft.text
    at = text.rfind("@")
    if 0 < at < len(text) - 2 and text[-1] in _CLOSING and text[at + 1] != "[":
        draft.find("unpaired-wrapper", len(text) - 1, len(text), character=text[-1])
        draft.cut(len(text) - 1, len(text))
