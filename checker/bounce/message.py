"""A returned message, taken apart: the notice for people, the report for machines, the message that came
back.

Not a general MIME parser: it is lenient where returned messages are broken (boundaries that are indented
or missing, bodies without a header), never recurses, and looks at a bounded number of parts.
"""

import binascii
import html
import quopri
import re
from dataclasses import dataclass, field

from checker.bounce.pattern import sound

MAX_BYTES = 10 << 20
MAX_PARTS = 200
MAX_DEPTH = 8
MAX_NOTICE = 1 << 20

Fields = dict[str, str]
"""Field names in lower case -> unfolded value; the first of several wins."""

_FIELD = re.compile(r"^([!-9;-~]{1,76}):[ \t]*(.*)$", re.MULTILINE)
_FOLD = re.compile(r"\n[ \t]+")
_BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"\n]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_CHARSET = re.compile(r'charset\s*=\s*"?([A-Za-z0-9_.:-]{1,40})', re.IGNORECASE)
_ENCODED = re.compile(r"=\?([A-Za-z0-9_-]{1,40})(?:\*[A-Za-z-]+)?\?([BbQq])\?([^? ]{0,400})\?=")
_TAG = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d|/td|p)\b[^<>]{0,200}>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(?![^<>@\s]{1,200}@)[A-Za-z/!][^<>]{0,2000}>")
_HIDDEN = ("style", "script", "head", "title")
_BLANK = re.compile(r"\n[ \t]*\n")
_CHARSETS = {
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949", "ksc5601": "cp949",
    "unicode-1-1-utf-7": "utf-7",
    "iso-2022-jp": "iso2022_jp_ext", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030", "x-unknown": "latin-1", "unknown": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8",
}  # fmt: skip
"""Names that mails use for what Python calls otherwise, or for a wider set that holds what is really sent."""


@dataclass(slots=True)
class Message:
    """The parts of a returned message that a decoder needs, decoded to text."""

    header: Fields
    notice: str = ""
    reports: list[list[Fields]] = field(default_factory=list)
    feedback: Fields = field(default_factory=dict)
    returned: str = ""
    content_type: str = "text/plain"


def read(data: str | bytes) -> Message:
    """Takes a message apart. Any input gives a Message; what is no message has an empty header."""
    raw = (
        data.encode("utf-8", "surrogateescape" if _escaped(data) else "replace")
        if isinstance(data, str)
        else data
    )
    text = raw[:MAX_BYTES].decode("latin-1").replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    if text.startswith(("From ", ">From ")):
        text = text.partition("\n")[2]
    header, body = _split(text)
    message = Message(header, content_type=_type_of(header))
    notices: list[str] = []
    pages: list[str] = []
    stack: list[tuple[Fields, str, int]] = [(header, body, 0)]
    seen = 0
    while stack and seen < MAX_PARTS:
        fields, content, depth = stack.pop()
        seen += 1
        kind = _type_of(fields)
        if kind.startswith("multipart/") and depth < MAX_DEPTH:
            parts = _parts(fields, content)
            if parts is None:
                notices.append(_decoded(fields, content))
                continue
            preamble, inner = parts
            if depth == 0 and not inner:
                notices.append(preamble)
            for part in reversed(inner[:MAX_PARTS]):
                stack.append((*_split_part(part), depth + 1))
        elif kind in _REPORTS:
            message.reports.append(groups(_decoded(fields, content)))
        elif kind == "message/feedback-report":
            message.feedback = _all_fields(_decoded(fields, content))
        elif kind in _RETURNED or (kind.startswith("message/") and depth):
            message.returned = message.returned or _decoded(fields, content).lstrip("\n")
        elif kind.startswith("text/") or not kind:
            text_ = _decoded(fields, content)
            (pages if kind == "text/html" else notices).append(plain(text_) if kind == "text/html" else text_)
    message.notice = "\n".join(notices or pages)[:MAX_NOTICE]
    if notices and pages and not message.notice.strip():
        message.notice = "\n".join(pages)[:MAX_NOTICE]
    return message


_REPORTS = {"message/delivery-status", "message/global-delivery-status", "message/disposition-notification"}
_RETURNED = {
    "message/rfc822",
    "text/rfc822-headers",
    "message/partial",
    "message/global",
    "text/rfc822",
    "message/global-headers",
}


def _escaped(text: str) -> bool:
    """Whether the text holds bytes that were read with surrogateescape, and nothing else of that range."""
    try:
        text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _split(text: str) -> tuple[Fields, str]:
    head, _, body = text.partition("\n\n")
    if ":" not in head[:998]:
        return {}, text
    return fields_of(head), body


def _split_part(text: str) -> tuple[Fields, str]:
    """Header and body of a part. A part without any header is text (RFC 2046 section 5.1)."""
    text = text.removeprefix("\n")
    if text.startswith("\n"):
        return {}, text
    head, _, body = text.partition("\n\n")
    first = head.partition("\n")[0]
    if ":" not in first or not _FIELD.match(first):
        return {}, text
    return fields_of(head), body


def fields_of(text: str) -> Fields:
    """The fields of a header or of one group of a report."""
    if "\n " in text or "\n\t" in text:
        text = _FOLD.sub(" ", text)
    fields: Fields = {}
    for name, value in _FIELD.findall(text[:262_144]):
        fields.setdefault(name.lower(), value.strip())
    return fields


def _all_fields(text: str) -> Fields:
    """Fields of a feedback report; those that may come several times (RFC 5965 section 3.2) are joined
    with commas.
    """
    fields = fields_of(text)
    names = [value.strip() for name, value in _FIELD.findall(text) if name.lower() == "original-rcpt-to"]
    if len(names) > 1:
        fields["original-rcpt-to"] = ", ".join(names)
    return fields


def groups(text: str) -> list[Fields]:
    """The groups of fields of a delivery report (RFC 3464 section 2.1), also where blank lines are
    missing.
    """
    found: list[Fields] = []
    for block in _BLANK.split(text.strip("\n")):
        block = _FOLD.sub(" ", block)
        fields: Fields = {}
        for name, value in _FIELD.findall(block):
            name = name.lower()
            if name in fields and name in ("final-recipient", "original-recipient", "reporting-mta"):
                found.append(fields)
                fields = {}
            fields.setdefault(name, value.strip())
        if fields:
            found.append(fields)
    return found


def _type_of(fields: Fields) -> str:
    return fields.get("content-type", "").partition(";")[0].strip().lower()


def _parts(fields: Fields, content: str) -> tuple[str, list[str]] | None:
    """Preamble and parts of a multipart body; None where the boundary is not in it."""
    found = _BOUNDARY.search(fields.get("content-type", ""))
    boundary = (found[1] or found[2]) if found else None
    if boundary is None:
        guess = re.search(r"(?:\A|\n)--([^\s-][^\n]{4,100})\n[Cc]ontent-", content)
        boundary = guess[1].rstrip() if guess else None
    if not boundary or f"--{boundary}" not in content:
        return None
    delimiter = f"\n--{boundary}"
    # Some gateways indent the boundary.
    content = f"\n{content}".replace(f"\n --{boundary}", delimiter)
    pieces = content.split(delimiter, MAX_PARTS * 2)
    parts: list[str] = []
    for piece in pieces[1:]:
        first, line_end, rest = piece.partition("\n")
        if first.strip():
            # The end of the parts, or a longer boundary that only starts like this one.
            if not first.startswith("--") and parts:
                parts[-1] += delimiter + piece
        elif line_end:
            parts.append(rest)
    return pieces[0][1:], parts


def _decoded(fields: Fields, content: str) -> str:
    """The text of a part: transfer encoding and charset undone."""
    encoding = fields.get("content-transfer-encoding", "").strip().lower()
    if encoding == "base64":
        raw = _base64(content)
    elif encoding == "quoted-printable":
        raw = quopri.decodestring(content.encode("latin-1", "replace"))
    elif content.isascii() and "\x1b" not in content and "utf-7" not in fields.get("content-type", ""):
        return content
    else:
        raw = content.encode("latin-1", "replace")
    found = _CHARSET.search(fields.get("content-type", ""))
    return to_text(raw, found[1] if found else "utf-8").replace("\r\n", "\n")


def to_text(raw: bytes, charset: str) -> str:
    """Bytes to text: by the charset that was named, else as UTF-8, else byte for byte."""
    name = charset.lower()
    for candidate in (
        _CHARSETS.get(name, name),
        "utf-8",
        "cp949" if b"\xb0" in raw or b"\xc0" in raw else "utf-8",
    ):
        try:
            return sound(raw.decode(candidate))
        except (LookupError, UnicodeError, ValueError):
            continue
    return raw.decode("latin-1") if name in ("iso-8859-1", "latin-1") else raw.decode("utf-8", "replace")


def _base64(content: str) -> bytes:
    data = re.sub(rb"[^A-Za-z0-9+/]", b"", content.encode("latin-1", "replace"))
    data = data[: len(data) // 4 * 4] if len(data) % 4 == 1 else data + b"=" * (-len(data) % 4)
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        return b""


def plain(page: str) -> str:
    """The text of an HTML notice, a line per block."""
    page = page[:MAX_NOTICE]
    for name in _HIDDEN:
        page = _without(page, name)
    page = _ANY_TAG.sub(" ", _TAG.sub("\n", page.replace("\n", " ")))
    return html.unescape(page).replace("\xa0", " ")


def _without(page: str, name: str) -> str:
    """The page without its elements of one name; an element that is never closed stays."""
    low = page.lower()
    if len(low) != len(page):
        return page
    kept: list[str] = []
    at = 0
    while (start := low.find(f"<{name}", at)) >= 0 and (end := low.find(f"</{name}", start)) >= 0:
        kept.append(page[at:start])
        at = low.find(">", end) + 1 or len(page)
    return "".join([*kept, page[at:]])


def words(value: str) -> str:
    """A header value with its encoded words (RFC 2047) read; what cannot be read stays as it is."""
    if "=?" not in value:
        return value

    def read_word(found: re.Match[str]) -> str:
        charset, how, data = found.groups()
        raw = (
            _base64(data)
            if how in "Bb"
            else quopri.decodestring(data.replace("_", " ").encode("latin-1", "replace"))
        )
        return to_text(raw, charset)

    return _ENCODED.sub(read_word, re.sub(r"(\?=)\s+(?==\?)", r"\1", value))
