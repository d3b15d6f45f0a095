"""Reads a DMARC policy record (RFC 9989 section 4.8): any text in, tags and flaws out. Never raises."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checker.domain.tags import parse_tags, starts_with_version

POLICIES = ("none", "quarantine", "reject")
"""From the weakest to the strictest (section 4.7)."""

RETIRED = ("pct", "rf", "ri")
"""Tags of RFC 7489 that RFC 9989 took out (its appendix C.5.2)."""

KNOWN = ("v", "p", "sp", "np", "adkim", "aspf", "fo", "psd", "t", "rua", "ruf")

_DEFAULTS = {"adkim": "r", "aspf": "r", "psd": "u", "t": "n", "fo": "0"}
_VALUES = {"adkim": ("r", "s"), "aspf": ("r", "s"), "psd": ("y", "n", "u"), "t": ("y", "n")}
_FO = ("0", "1", "d", "s")
_SIZE = re.compile(r"![0-9]+[kmgt]?", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_MAIL_DOMAIN = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\.)+[A-Za-z0-9-]*[A-Za-z0-9]")
MAX_ADDRESSES = 20


@dataclass(frozen=True, slots=True)
class ReportAddress:
    """One URI of rua= or ruf=. `host` is the domain that gets the reports, None where it is not mail.

    `size_limit` is the obsolete `!10m` behind it.
    """

    tag: str
    text: str
    scheme: str
    host: str | None
    size_limit: bool
    valid: bool


@dataclass(frozen=True, slots=True)
class Flaw:
    """A tag that does not count as it is written: its value, and the default that is used instead."""

    tag: str
    value: str
    used: str = ""


@dataclass(frozen=True, slots=True)
class DmarcRecord:
    """A record as it was read. `policy`, `sp` and `np` are None where they are missing or not valid.

    `flaws` are tags with a value that is not allowed, `policy_flaws` those among p, sp and np.
    """

    text: str
    policy: str | None = None
    sp: str | None = None
    np: str | None = None
    adkim: str = "r"
    aspf: str = "r"
    psd: str = "u"
    testing: bool = False
    addresses: tuple[ReportAddress, ...] = ()
    has_fo: bool = False
    repeated: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    retired: tuple[tuple[str, str], ...] = ()
    flaws: tuple[Flaw, ...] = ()
    policy_flaws: tuple[Flaw, ...] = ()

    @property
    def has_reports(self) -> bool:
        """rua= names at least one valid URI: then a policy that cannot be read counts as none."""
        return any(address.valid and address.tag == "rua" for address in self.addresses)

    @property
    def has_policy(self) -> bool:
        """p= is there and valid, and neither sp= nor np= is broken (section 4.10.1)."""
        return self.policy is not None and not self.policy_flaws

    @property
    def is_applied(self) -> bool:
        """Do receivers apply DMARC on the strength of this record?"""
        return not self.repeated and (self.has_policy or self.has_reports)

    def policy_for(self, *, subdomain: bool = False, exists: bool = True) -> str:
        """The policy for the domain of the record, or for a name below it (sections 4.7 and 4.10.1)."""
        if not self.has_policy or self.policy is None:
            return "none"
        if not subdomain:
            return self.policy
        return (self.np if not exists and self.np else None) or self.sp or self.policy


def is_dmarc(text: str) -> bool:
    """Is this TXT record a DMARC policy record? The first tag has to be v=DMARC1, in capitals."""
    return starts_with_version(text, "DMARC1")


def select(texts: Iterable[str]) -> tuple[str, ...]:
    """The DMARC records among TXT records."""
    return tuple(text for text in texts if is_dmarc(text))


def weaker(policy: str, testing: bool) -> str:
    """What is applied: with t=y one level below the policy (section 4.7)."""
    return POLICIES[max(0, POLICIES.index(policy) - testing)]


def parse(text: str) -> DmarcRecord:
    """Read a record that `is_dmarc`. The values of all tags but rua and ruf mind no case."""
    tags = parse_tags(text)
    values = {name.lower(): value for name, value in reversed(tags.tags)}
    plain = {tag: value.lower() for tag, value in values.items()}
    policies = {tag: plain[tag] if plain.get(tag) in POLICIES else None for tag in ("p", "sp", "np")}
    used = {
        tag: plain[tag] if plain.get(tag) in allowed else _DEFAULTS[tag] for tag, allowed in _VALUES.items()
    }
    return DmarcRecord(
        text,
        policies["p"],
        policies["sp"],
        policies["np"],
        used["adkim"],
        used["aspf"],
        used["psd"],
        used["t"] == "y",
        tuple(address for tag in ("rua", "ruf") for address in _addresses(tag, values.get(tag, ""))),
        "fo" in values,
        tuple(tag for tag in tags.repeated if tag in KNOWN or tag in RETIRED),
        tags.stray,
        tuple(tag for tag in values if tag not in (*KNOWN, *RETIRED)),
        tuple((tag, values[tag]) for tag in RETIRED if tag in values),
        tuple(_flaws(values, plain)),
        tuple(Flaw(tag, values[tag]) for tag in policies if tag in values and policies[tag] is None),
    )


def _flaws(values: dict[str, str], plain: dict[str, str]) -> Iterable[Flaw]:
    for tag, allowed in _VALUES.items():
        if tag in values and plain[tag] not in allowed:
            yield Flaw(tag, values[tag], _DEFAULTS[tag])
    options = plain.get("fo", "0").split(":")
    excluded = "0" in options and "1" in options
    if len(set(options)) < len(options) or excluded or any(option.strip() not in _FO for option in options):
        yield Flaw("fo", values["fo"], _DEFAULTS["fo"])


def _addresses(tag: str, value: str) -> Iterable[ReportAddress]:
    for part in value.split(",", MAX_ADDRESSES)[:MAX_ADDRESSES]:
        text = part.strip(" \t")
        if not text:  # a comma too many, which takes no address away
            continue
        uri, limit = _without_size(text)
        scheme, colon, rest = uri.partition(":")
        is_uri = bool(colon) and _SCHEME.fullmatch(scheme) is not None and _is_printable(rest)
        host = _mail_host(rest) if is_uri and scheme.lower() == "mailto" else None
        valid = is_uri and (host is not None if scheme.lower() == "mailto" else bool(rest))
        yield ReportAddress(tag, text, scheme.lower() if is_uri else "", host, limit, valid)


def _without_size(text: str) -> tuple[str, bool]:
    uri, mark, size = text.rpartition("!")
    return (uri, True) if mark and _SIZE.fullmatch("!" + size) else (text, False)


def _is_printable(text: str) -> bool:
    return all("!" <= character <= "~" and character not in '<>"{}|\\^`!' for character in text)


def _mail_host(text: str) -> str | None:
    """The domain of a mailto: URI (RFC 6068): one address, and perhaps header fields behind it."""
    local, at, host = text.partition("?")[0].rpartition("@")
    if not at or not local or "@" in local or len(host) > 253 or not _MAIL_DOMAIN.fullmatch(host):
        return None
    return host.lower()
