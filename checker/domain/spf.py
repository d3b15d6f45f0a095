"""Reads an SPF record (RFC 7208 section 12): any text in, terms and flaws out. Never raises, linear time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, NetmaskValueError

from checker.domain.spf_macros import Macro, Spec, parse_macros

VERSION = "v=spf1"
LOOKUP_MECHANISMS = frozenset({"include", "a", "mx", "ptr", "exists"})
"""Mechanisms that cost one of the ten lookups, as redirect= does (section 4.6.4)."""

MAX_TERMS = 400
"""Terms that are read: a record has more only if it means harm, and a check reads up to 24 of them."""

_MODIFIER = re.compile(r"([A-Za-z][A-Za-z0-9._-]*)=(.*)", re.DOTALL)
_MECHANISM = re.compile(r"([+\-~?]?)([A-Za-z][A-Za-z0-9._-]*)(.*)", re.DOTALL)
_DUAL_PREFIX = re.compile(r"(?:/(0|[1-9][0-9]?))?(?://(0|[1-9][0-9]{0,2}))?$")
_IPV4 = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3}){3})(?:/(0|[1-9][0-9]?))?")
_IPV6 = re.compile(r"([0-9A-Fa-f:.]+)(?:/(0|[1-9][0-9]{0,2}))?")


class Reason(StrEnum):
    """Why a term is none, which makes the whole record an error (section 4.6)."""

    NOT_ASCII = "not-ascii"
    UNKNOWN_MECHANISM = "unknown-mechanism"
    VALUE_NOT_ALLOWED = "value-not-allowed"
    DOMAIN_MISSING = "domain-missing"
    DOMAIN_NOT_VALID = "domain-not-valid"
    MACRO_NOT_VALID = "macro-not-valid"
    ADDRESS_NOT_VALID = "address-not-valid"
    PREFIX_NOT_VALID = "prefix-not-valid"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One directive: "-a:mail.example.com/24" is qualifier "-", name "a", a target and a prefix length.

    `target` is None where the current domain is meant. `network` belongs to ip4 and ip6.
    """

    text: str
    qualifier: str
    name: str
    target: Spec | None = None
    network: IPv4Network | IPv6Network | None = None
    prefix4: int = 32
    prefix6: int = 128


@dataclass(frozen=True, slots=True)
class Modifier:
    """redirect=, exp= or one that nobody knows (section 6)."""

    text: str
    name: str
    value: Spec


@dataclass(frozen=True, slots=True)
class Flaw:
    """A term that breaks the record."""

    term: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class SpfRecord:
    """A record as it was read: mechanisms in order, modifiers, and what is wrong."""

    text: str
    mechanisms: tuple[Mechanism, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    flaws: tuple[Flaw, ...] = ()

    @property
    def tested(self) -> tuple[Mechanism, ...]:
        """The mechanisms that can be reached: up to the first `all` (section 5.1)."""
        for i, mechanism in enumerate(self.mechanisms):
            if mechanism.name == "all":
                return self.mechanisms[: i + 1]
        return self.mechanisms

    @property
    def ignored(self) -> tuple[Mechanism, ...]:
        """The mechanisms behind `all`, which no receiver looks at."""
        return self.mechanisms[len(self.tested) :]

    @property
    def all(self) -> Mechanism | None:
        """The `all` that counts."""
        return next((each for each in self.mechanisms if each.name == "all"), None)

    @property
    def redirect(self) -> Modifier | None:
        """redirect=, whether or not an `all` takes it out of play (section 6.1)."""
        return next((each for each in self.modifiers if each.name == "redirect"), None)


def is_spf(text: str) -> bool:
    """Does a TXT record claim to be SPF? Its first word has to be "v=spf1" and nothing else (section 4.5)."""
    return text[: len(VERSION)].lower() == VERSION and text[len(VERSION) : len(VERSION) + 1] in ("", " ")


def select(texts: Iterable[str]) -> tuple[str, ...]:
    """The SPF records among TXT records."""
    return tuple(text for text in texts if is_spf(text))


def parse(text: str) -> SpfRecord:
    """Read a record that `is_spf`."""
    mechanisms: list[Mechanism] = []
    modifiers: list[Modifier] = []
    flaws: list[Flaw] = []
    for term in [term for term in text.split(" ")[1:] if term][:MAX_TERMS]:
        read = _term(term)
        match read:
            case Mechanism():
                mechanisms.append(read)
            case Modifier(name="redirect" | "exp" as name) if any(each.name == name for each in modifiers):
                flaws.append(Flaw(term, Reason.REPEATED))
            case Modifier():
                modifiers.append(read)
            case reason:
                flaws.append(Flaw(term, reason))
    return SpfRecord(text, tuple(mechanisms), tuple(modifiers), tuple(flaws))


def _term(term: str) -> Mechanism | Modifier | Reason:
    if not all("!" <= character <= "~" for character in term):
        return Reason.NOT_ASCII
    if modifier := _MODIFIER.fullmatch(term):
        return _modifier(term, modifier[1].lower(), modifier[2])
    mechanism = _MECHANISM.fullmatch(term)
    if mechanism is None:
        return Reason.UNKNOWN_MECHANISM
    qualifier, name, rest = mechanism[1] or "+", mechanism[2].lower(), mechanism[3]
    match name:
        case "all":
            return Reason.VALUE_NOT_ALLOWED if rest else Mechanism(term, qualifier, name)
        case "include" | "exists" | "ptr":
            return _with_domain(term, qualifier, name, rest)
        case "a" | "mx":
            return _with_prefix(term, qualifier, name, rest)
        case "ip4" | "ip6":
            return _with_network(term, qualifier, name, rest)
        case _:
            return Reason.UNKNOWN_MECHANISM


def _modifier(term: str, name: str, value: str) -> Modifier | Reason:
    if name in ("redirect", "exp"):
        spec = _domain_spec(value)
        return spec if isinstance(spec, Reason) else Modifier(term, name, spec)
    macros = parse_macros(value)
    return Reason.MACRO_NOT_VALID if macros is None else Modifier(term, name, macros)


def _with_domain(term: str, qualifier: str, name: str, rest: str) -> Mechanism | Reason:
    if not rest and name == "ptr":
        return Mechanism(term, qualifier, name)
    if not rest.startswith(":"):
        return Reason.VALUE_NOT_ALLOWED if rest else Reason.DOMAIN_MISSING
    spec = _domain_spec(rest[1:])
    return spec if isinstance(spec, Reason) else Mechanism(term, qualifier, name, spec)


def _with_prefix(term: str, qualifier: str, name: str, rest: str) -> Mechanism | Reason:
    prefixes = _DUAL_PREFIX.search(rest)
    if prefixes is None:  # the expression matches the empty end of any text
        return Reason.PREFIX_NOT_VALID
    before = rest[: prefixes.start()]
    prefix4, prefix6 = int(prefixes[1] or 32), int(prefixes[2] or 128)
    if prefix4 > 32 or prefix6 > 128:
        return Reason.PREFIX_NOT_VALID
    if not before:
        return Mechanism(term, qualifier, name, None, None, prefix4, prefix6)
    if not before.startswith(":"):
        return Reason.PREFIX_NOT_VALID if before.startswith("/") else Reason.VALUE_NOT_ALLOWED
    spec = _domain_spec(before[1:])
    if isinstance(spec, Reason):
        # "a:example.com/33x" reads as a name that ends in a strange way: the prefix is what is wrong.
        slash = spec is Reason.DOMAIN_NOT_VALID and "/" in before
        return Reason.PREFIX_NOT_VALID if slash else spec
    return Mechanism(term, qualifier, name, spec, None, prefix4, prefix6)


def _with_network(term: str, qualifier: str, name: str, rest: str) -> Mechanism | Reason:
    shape = (_IPV4 if name == "ip4" else _IPV6).fullmatch(rest[1:])
    if not rest.startswith(":") or shape is None:
        slash = rest.startswith(":") and "/" in rest
        whole = slash and (_IPV4 if name == "ip4" else _IPV6).fullmatch(rest[1:].partition("/")[0])
        return Reason.PREFIX_NOT_VALID if whole else Reason.ADDRESS_NOT_VALID
    longest = 32 if name == "ip4" else 128
    prefix = longest if shape[2] is None else int(shape[2])
    kind = IPv4Network if name == "ip4" else IPv6Network
    try:
        network = kind((shape[1], prefix), strict=False)
    except NetmaskValueError:
        return Reason.PREFIX_NOT_VALID
    except ValueError:
        return Reason.ADDRESS_NOT_VALID
    return Mechanism(term, qualifier, name, None, network)


def _domain_spec(text: str) -> Spec | Reason:
    """A domain-spec (section 7.1): it ends in a top-level label or in a macro."""
    if not text:
        return Reason.DOMAIN_MISSING
    spec = parse_macros(text)
    if spec is None:
        return Reason.MACRO_NOT_VALID
    # What ends in %%, %_ or %- ends in a macro-expand as well; the literal has lost it, the text has not.
    if isinstance(spec[-1], Macro) or _ends_in_escape(text):
        return spec
    _, dot, label = text.removesuffix(".").rpartition(".")
    return spec if dot and _is_top_label(label) else Reason.DOMAIN_NOT_VALID


def _ends_in_escape(text: str) -> bool:
    if text[-2:] not in ("%%", "%_", "%-"):
        return False
    # "%%%-" is an escape behind an escape, "%%-" is an escaped per cent sign and a hyphen.
    signs = len(text[:-1]) - len(text[:-1].rstrip("%"))
    return signs % 2 == 1 if text[-1] != "%" else (signs + 1) % 2 == 0


def _is_top_label(label: str) -> bool:
    if not label.isascii() or not label or not (label[0].isalnum() and label[-1].isalnum()):
        return False
    body = label.replace("-", "")
    return body.isalnum() and (not body.isdigit() or "-" in label)
