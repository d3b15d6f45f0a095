"""What people leave around an address: wrappers, display names, labels and links."""

import re
from urllib.parse import unquote

from checker.address.characters import remove_outer_spaces
from checker.address.data import TABLES
from checker.address.denials import denies
from checker.address.draft import Draft, show
from checker.address.encoded import decode_words
from checker.address.endings import is_ending, strip_ending
from checker.address.labels import holds_address, strip_bullet, strip_label

_URL = re.compile(rf"(?:{'|'.join(TABLES.schemes)})\s*:\s*(//)?", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()@]+@[^()@]+)\)")
_ANCHOR = re.compile(
    r"<a\s[^<>]{0,200}?href\s*=\s*[\"']?mailto:([^\"'<>?\s]{1,400})[^<>]{0,200}>([^<>]{0,400})</a>",
    re.IGNORECASE,
)
_NAMED_PAIRS = {
    ">": "<",
    ")": "(",
    "]": "[",
    "」": "「",
    "』": "『",
    "】": "【",
    "〕": "〔",
    "〉": "〈",
    "》": "《",
    "›": "‹",
}
"""Closing -> opening, of the brackets around an address behind its owner's name."""

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
_INSIDE = re.compile(r"[A-Za-z0-9]\s?@\s?[A-Za-z0-9]")
"""The at-sign of an address, not one that is talked about."""
_ROUNDS = 8
_CLEAN = re.compile(r"(?!_x000)[A-Za-z0-9._+-]+@[A-Za-z0-9.-]*[A-Za-z0-9-]").fullmatch


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
        for step in (
            _strip_link,
            _strip_anchor,
            _strip_url,
            _strip_wrapper,
            _strip_display_name,
            _strip_comment,
            strip_label,
            lambda draft: strip_bullet(draft, refused),
            lambda draft: _strip_ending_behind(draft, refused),
        ):
            step(draft)
            if draft.text != before:
                break
        else:
            strip_ending(draft, refused)
        if draft.text == before:
            return


def _strip_link(draft: Draft) -> None:
    """A link as Markdown writes it: [kim@naver.com](mailto:kim@naver.com)."""
    match = _LINK.fullmatch(draft.text)
    if match is None:
        return
    name, target = match.group(1).strip(), match.group(2).strip()
    if "@" in name and name.casefold() != target.casefold().removeprefix("mailto:"):
        draft.find("text-around", 0, match.start(2), text=show(name))
    else:
        draft.find("scheme-removed", 0, match.start(2), text=show(name))
    draft.keep(match.start(2), match.end(2))


def is_anchor(text: str) -> bool:
    """Is it one link as HTML or Markdown writes it?"""
    return _ANCHOR.fullmatch(text.strip()) is not None or _LINK.fullmatch(text.strip()) is not None


def _strip_anchor(draft: Draft) -> None:
    """A link as HTML writes it: <a href="mailto:kim@naver.com">kim@naver.com</a>."""
    match = _ANCHOR.fullmatch(draft.text)
    if match is None:
        return
    name, target = match.group(2).strip(), match.group(1)
    finding = "text-around" if "@" in name and name.casefold() != target.casefold() else "scheme-removed"
    draft.find("scheme-removed", 0, match.start(1), text=show(draft.text[: match.start(1)]))
    draft.find(finding, match.end(1), len(draft.text), text=show(name))
    draft.keep(match.start(1), match.end(1))


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
    core = inside
    while core.startswith(opening) and core.endswith(closing) and len(core) > 2:  # doubled: ''kim@naver.com''
        core = core[1:-1]
    if opening not in core and closing not in core:
        draft.find("wrapper-removed", 0, 1, opening=opening, closing=closing)
        draft.find("wrapper-removed", len(text) - 1, len(text), opening=opening, closing=closing)
        draft.keep(1, len(text) - 1)


def _strip_display_name(draft: Draft) -> None:
    text = draft.text
    sign = _NAMED_PAIRS.get(text[-1:], "")
    opening = text.rfind(sign) if sign else -1
    if opening < 1 or text[opening - 1] == "@":
        return
    inside, name = text[opening + 1 : -1], text[:opening].strip().strip("\"'“”‘’").strip()
    if not holds_address(inside):
        return
    if sign != "<" and (text[-1] in inside or ("@" in name and name.casefold() != _target(inside))):
        return  # two addresses, or brackets that belong to a name
    if "@" in name and name.casefold() != _target(inside):
        # The name shows one address and the brackets hold another.
        draft.find("text-around", 0, opening, text=show(name))
    else:
        draft.find("display-name-removed", 0, opening + 1, name=show(decode_words(name)))
    draft.find("wrapper-removed", len(text) - 1, len(text), opening=sign, closing=text[-1])
    draft.keep(opening + 1, len(text) - 1)


def _target(inside: str) -> str:
    return inside.strip().casefold().removeprefix("mailto:").strip()


def _strip_comment(draft: Draft) -> None:
    """A comment (RFC 5322 section 3.2.2) or a name in brackets before or behind the address."""
    text = draft.text
    if text.endswith(")") and (start := _opening_of(text)) > 0 and holds_address(text[:start]):
        comment = text[start + 1 : -1]
        if _INSIDE.search(comment) is None and not comment.endswith("\\"):
            start = len(text[:start].rstrip())
            denied = denies(comment)
            draft.no_suggestion |= denied
            draft.find(
                "text-around" if denied else "display-name-removed",
                start,
                len(text),
                **_named(comment, denied),
            )
            draft.keep(0, start)
            return
    closing = _PREFIX_PAIRS.get(text[:1])
    if closing is not None and (end := _closing_of(text, closing)) > 0 and holds_address(text[end + 1 :]):
        if "@" not in text[:end]:
            start = len(text) - len(text[end + 1 :].lstrip())
            denied = denies(text[1:end])
            draft.no_suggestion |= denied
            draft.find(
                "text-around" if denied else "display-name-removed", 0, start, **_named(text[1:end], denied)
            )
            draft.keep(start, len(text))
    elif (quoted := re.match(r'"([^"@]*)"\s+(?=[^"\s]+@)', text)) is not None:
        draft.find("display-name-removed", 0, quoted.end(), name=show(quoted.group(1)))
        draft.keep(quoted.end(), len(text))


def _named(text: str, denied: bool) -> dict[str, str]:
    return {"text" if denied else "name": show(text)}


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


def _strip_ending_behind(draft: Draft, refused: frozenset[str]) -> None:
    """Particles and titles behind a closed bracket or quotation mark: 김철수 <kim@naver.com> 님."""
    text = draft.text
    end = max(text.rfind(closing) for _, closing in TABLES.wrappers) + 1
    tail = text[end:]
    if not 0 < end < len(text) or not refused.isdisjoint(tail) or not is_ending(tail):
        return
    openings = {opening for opening, closings in _CLOSINGS.items() if text[end - 1] in closings}
    if "@" in text[:end] and not openings.isdisjoint(text[: end - 1]):
        start = end + len(tail) - len(tail.lstrip())
        draft.find("ending-removed", start, len(text), text=show(tail.strip()))
        draft.keep(0, end)
