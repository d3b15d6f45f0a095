"""Is it an address? email-validator says, strictly; where it says no, we look for the place and the rule."""

import re
import unicodedata
from dataclasses import dataclass

import idna
from email_validator import EmailNotValidError, validate_email

from checker.address.data import TABLES
from checker.address.draft import Draft, name_of, show

LOCAL_PART_OCTETS = 64  # RFC 5321 section 4.5.3.1.1
DOMAIN_OCTETS = 253  # RFC 1035 section 2.3.4: 255 on the wire, two of them for the length bytes and the root
LABEL_OCTETS = 63  # RFC 1035 section 2.3.1
ADDRESS_OCTETS = 254  # RFC 5321 section 4.5.3.1.3: a path of 256 includes the angle brackets

_ATEXT = re.compile(
    r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.\x80-\U0010FFFF]"
)  # RFC 5322 section 3.2.3, RFC 6531 3.3
_HOST = re.compile(r"[A-Za-z0-9.\-\x80-\U0010FFFF]")  # RFC 1123 section 2.1, RFC 5890
_UNSAFE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}


@dataclass(frozen=True, slots=True)
class Syntax:
    """A syntactically valid address, normalized: NFC, the domain in lower case and in Unicode."""

    address: str
    local: str
    domain: str
    """In ASCII; an address literal keeps its brackets."""
    unicode_domain: str
    quoted: bool
    literal: bool


def parse(text: str) -> Syntax | None:
    """Read `text` as one bare address (RFC 5321 section 4.1.2, RFC 6531 section 3.3); None if it is not
    one."""
    if len(text) > 4 * ADDRESS_OCTETS:
        return None
    try:
        found = validate_email(
            text,
            check_deliverability=False,
            strict=True,
            allow_quoted_local=True,
            allow_domain_literal=True,
            allow_display_name=False,
        )
    except (EmailNotValidError, UnicodeError):
        return None
    local = found.local_part or ""
    typed = unicodedata.normalize("NFC", text.rpartition("@")[0])
    if local != typed and local == typed.lower():
        # email-validator writes the names of RFC 2142 in lower case; the server knows whose INFO@ is.
        local = typed
    # email-validator counts characters of the local part; the limit is in octets of UTF-8.
    if len(local.encode()) > LOCAL_PART_OCTETS:
        return None
    return Syntax(
        address=f"{local}@{found.domain}",
        local=local,
        domain=found.ascii_domain or "",
        unicode_domain=found.domain or "",
        quoted=text.startswith('"'),
        literal=(found.ascii_domain or "").startswith("["),
    )


def is_reserved(domain: str) -> bool:
    """Is the domain, in ASCII, a special-use name that mail never reaches (RFC 6761, RFC 7686, RFC 6762)?"""
    return domain.rstrip(".").rpartition(".")[2].lower() in TABLES.reserved


def diagnose(draft: Draft, refused: frozenset[str]) -> None:
    """Note why the draft's text is not an address. Refused characters are noted elsewhere, so they are
    skipped."""
    text = draft.text
    if not text:
        draft.find("empty-input", 0, 0)
        return
    at = text.rfind("@")
    if at < 0:
        draft.find("missing-at-sign", 0, len(text))
        return
    before = len(draft.findings)
    if not text[:at].strip("@"):
        draft.find("missing-local-part", 0, at + 1)
    else:
        _diagnose_local(draft, at, refused)
    if at == len(text) - 1:
        draft.find("missing-domain", at, at + 1)
    else:
        _diagnose_domain(draft, at + 1, refused)
    if len(draft.findings) == before and len(text.encode("utf-8", "replace")) > ADDRESS_OCTETS:
        draft.find("address-too-long", 0, len(text), limit=ADDRESS_OCTETS)


def _diagnose_local(draft: Draft, end: int, refused: frozenset[str]) -> None:
    text = draft.text
    local = text[:end]
    if local.startswith('"') and local.endswith('"') and end > 2:
        return
    _diagnose_characters(draft, 0, end, _ATEXT, refused)
    _diagnose_dots(draft, 0, end)
    if len(local.encode("utf-8", "replace")) > LOCAL_PART_OCTETS:
        draft.find("local-part-too-long", 0, end, limit=LOCAL_PART_OCTETS)


def _diagnose_domain(draft: Draft, start: int, refused: frozenset[str]) -> None:
    text = draft.text
    end = len(text)
    domain = text[start:]
    if domain.startswith("["):
        draft.find("address-literal-not-valid", start, end)
        return
    before = len(draft.findings)
    _diagnose_characters(draft, start, end, _HOST, refused)
    _diagnose_dots(draft, start, end)
    for match in re.finditer(r"(?:^|(?<=\.))-|-(?=\.|$)", domain):
        draft.find("misplaced-hyphen", start + match.start(), start + match.end())
    if len(domain) > DOMAIN_OCTETS:
        draft.find("domain-too-long", start, end, limit=DOMAIN_OCTETS)
    at = start
    for label in domain.split("."):
        if _label_octets(label) > LABEL_OCTETS:
            draft.find("label-too-long", at, at + len(label), limit=LABEL_OCTETS)
        at += len(label) + 1
    if len(draft.findings) > before or any(char in refused for char in domain):
        return
    last = domain.rpartition(".")[2]
    if is_reserved(domain):
        draft.find("reserved-domain", start, end, domain=show(domain))
    elif "." not in domain:
        draft.find("domain-without-dot", start, end, domain=show(domain))
    elif last.isascii() and not last[-1:].isalpha():
        draft.find("top-level-domain-not-letters", end - len(last), end, label=show(last))
    elif parse("a@" + domain) is None:
        draft.find("domain-not-valid", start, end, domain=show(domain))


def _label_octets(label: str) -> int:
    if label.isascii() or len(label) > LABEL_OCTETS:
        return len(label)
    try:
        return len(idna.alabel(label))
    except idna.IDNAError as error:
        return LABEL_OCTETS + 1 if "too long" in str(error) else 0


def _diagnose_characters(
    draft: Draft, start: int, end: int, allowed: re.Pattern[str], refused: frozenset[str]
) -> None:
    for i in range(start, end):
        char = draft.text[i]
        if char in refused:
            continue
        if char == "@":
            draft.find("too-many-at-signs", i, i + 1)
        elif char.isspace():
            draft.find("space-inside", i, i + 1, name=name_of(char))
        elif not allowed.match(char) or unicodedata.category(char) in _UNSAFE:
            draft.find("character-not-allowed", i, i + 1, character=show(char), name=name_of(char))
        else:
            continue
        if draft.is_full():
            return


def _diagnose_dots(draft: Draft, start: int, end: int) -> None:
    part = draft.text[start:end]
    for match in re.finditer(r"^\.|\.$|\.{2,}", part):
        draft.find("misplaced-dot", start + match.start(), start + match.end())
