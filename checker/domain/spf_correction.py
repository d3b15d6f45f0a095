"""An SPF record as it should be, where that can be computed without guessing who may send."""

from collections.abc import Iterable, Sequence

from checker.domain.asking import CUT
from checker.domain.corrections import Correction, correction
from checker.domain.services import Service
from checker.domain.spf import VERSION, SpfRecord, is_spf, parse
from checker.domain.spf_health import SpfHealth
from checker.findings import Finding

MENDED = frozenset(
    {
        "spf-several-records",
        "spf-missing-all",
        "spf-neutral-all",
        "spf-allows-everyone",
        "spf-ignored-after-all",
        "spf-redirect-ignored",
        "spf-duplicate-term",
        "spf-void-lookup",
        "spf-include-without-record",
        "spf-loop",
        "spf-term-not-valid",
        "spf-modifier-repeated",
    }
)
"""What a new text for the record can mend."""

USELESS = frozenset({"spf-void-lookup", "spf-include-without-record", "spf-loop"})
"""Terms through which nobody passes: leaving them out locks nobody out."""

_QUOTES = " \t\"'\u201c\u201d"
_SLIPS = {"ipv4:": "ip4:", "ip:": "ip4:", "ipv6:": "ip6:", "prt": "ptr", "incude:": "include:"}


def correct(
    domain: str, health: SpfHealth, services: Sequence[Service], *, takes_mail: bool
) -> tuple[Correction, ...]:
    """The corrected record, or a first one where there is none; nothing where nothing can be computed."""
    told = {finding.id for finding in health.findings}
    if "spf-missing" in told:
        return (correction(("spf-missing",), domain, "TXT", _first(services, takes_mail=takes_mail)),)
    if not health.candidates:
        wrong = next((each for each in health.findings if each.id == "spf-looks-alike"), None)
        return () if wrong is None else _respell(domain, str(wrong.evidence["text"]))
    records = [parse(_repair(text)) for text in health.candidates]
    if any(record.flaws for record in records):
        return ()
    text = _join(records, _useless(domain, health.findings))
    if not _lets_any_through(text):
        text = _first(services, takes_mail=takes_mail)  # what is left would shut everybody out
    mended = tuple(
        dict.fromkeys(each.id for each in health.findings if each.id in MENDED and _is_own(domain, each))
    )
    if not mended or [text] == list(health.candidates) or _still_open(parse(text)):
        return ()
    return (correction(mended, domain, "TXT", text, health.candidates),)


def _lets_any_through(text: str) -> bool:
    record = parse(text)
    return record.redirect is not None or any(each.name != "all" for each in record.mechanisms)


def _is_own(domain: str, finding: Finding) -> bool:
    return finding.evidence.get("domain") == domain


def _first(services: Sequence[Service], *, takes_mail: bool) -> str:
    includes = [f"include:{each.include}" for each in services if each.include is not None]
    if not includes and not takes_mail:
        return f"{VERSION} -all"
    return " ".join([VERSION, *(includes or ["mx"]), "~all"])


def _respell(domain: str, text: str) -> tuple[Correction, ...]:
    """A text that was meant as SPF: without quotes, with spaces between the terms, and the right version."""
    if text.endswith(CUT):
        return ()
    words = text.strip(_QUOTES).replace(";", " ").replace(",", " ").split()
    first = words[0].lower() if words else ""
    if first in ("v=spf1", "spf1", "v:spf1", "v-spf1", "vspf1", "v=spf1."):
        words = words[1:]
    elif len(words) > 1 and first in ("v=", "v") and words[1].lower().lstrip("=") == "spf1":
        words = words[2:]
    else:
        return ()
    mended = " ".join([VERSION, *words])
    if not is_spf(mended) or parse(mended).flaws:
        return ()
    return (correction(("spf-looks-alike",), domain, "TXT", mended, (text,)),)


def _repair(text: str) -> str:
    """Slips with one plain meaning: `ip4:` before an IPv6 address, `ipv4:`, a space behind the colon."""
    terms: list[str] = []
    for term in text.split(" ")[1:]:
        if not term:
            continue
        if terms and terms[-1].endswith(":") and terms[-1].count(":") == 1:
            term = terms.pop() + term
        qualifier, body = (term[0], term[1:]) if term[0] in "+-~?" else ("", term)
        for slip, meant in _SLIPS.items():
            if body.lower().startswith(slip):
                body = meant + body[len(slip) :]
        if body.lower().startswith("ip4:") and body.count(":") > 2:
            body = "ip6:" + body[4:]
        elif body.lower().startswith("ip6:") and ":" not in body[4:]:
            body = "ip4:" + body[4:]
        terms.append(qualifier + body)
    return " ".join([VERSION, *terms])


def _useless(domain: str, findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(
        str(each.evidence["term"]).lower()
        for each in findings
        if each.id in USELESS and _is_own(domain, each)
    )


def _join(records: Sequence[SpfRecord], useless: frozenset[str]) -> str:
    """One record out of all: every term once, and one `all` at the end."""
    terms: dict[str, str] = {}
    redirects, others = [], []
    for record in records:
        for mechanism in record.mechanisms:
            if mechanism.name != "all" and mechanism.text.lower() not in useless:
                terms.setdefault(mechanism.text.lower(), mechanism.text)
        for modifier in record.modifiers:
            counts = modifier.name == "redirect" and record.all is None
            if counts and modifier.text.lower() not in useless:
                redirects.append(modifier.text)
            elif modifier.name != "redirect":
                others.append(modifier.text)
    if len(records) > 1:
        # Beside other terms, what a redirect hands over to is included: its own end would be lost.
        for text in redirects:
            include = "include:" + text.partition("=")[2]
            terms.setdefault(include.lower(), include)
        redirects = []
    end = redirects or [_end(records)]
    return " ".join([VERSION, *terms.values(), *end, *dict.fromkeys(others)])


def _end(records: Sequence[SpfRecord]) -> str:
    """`-all` where all records say so; else `~all`, which marks strangers and locks nobody out."""
    qualifiers = {record.all.qualifier if record.all is not None else "" for record in records}
    return "-all" if qualifiers == {"-"} else "~all"


def _still_open(record: SpfRecord) -> bool:
    """Does the text still let everybody pass, by a range for example? Then it is no correction."""
    return any(each.network is not None and each.network.prefixlen == 0 for each in record.mechanisms)
