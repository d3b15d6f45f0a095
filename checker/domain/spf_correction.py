"""An SPF record as it should be, where that can be computed without guessing who may send."""

from collections.abc import Iterable, Sequence

from checker.domain.asking import CUT
from checker.domain.corrections import Correction, correction
from checker.domain.services import Service
from checker.domain.spf import LOOKUP_MECHANISMS, VERSION, SpfRecord, is_spf, parse
from checker.domain.spf_evaluation import MAX_LOOKUPS, MAX_VOID_LOOKUPS
from checker.domain.spf_health import SpfHealth, open_term
from checker.domain.spf_macros import expand
from checker.findings import Finding, Severity

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
        "spf-loop",
        "spf-term-not-valid",
        "spf-modifier-repeated",
    }
)
"""What a new text for the record can mend."""

USELESS = frozenset({"spf-void-lookup", "spf-loop"})
"""Terms through which nobody passes: leaving them out locks nobody out. An include of a domain without SPF
is none of them: it may be a service that really sends, misspelled."""

_QUOTES = " \t\"'\u201c\u201d"
_SLIPS = {"ipv4:": "ip4:", "ip:": "ip4:", "ipv6:": "ip6:", "prt": "ptr", "incude:": "include:"}


def correct(
    domain: str, health: SpfHealth, services: Sequence[Service], *, takes_mail: bool | None
) -> tuple[Correction, ...]:
    """The corrected record, or a first one where there is none; nothing where nothing can be computed.

    `takes_mail` is False only for a domain that refuses all mail on purpose (null MX), True only for one
    with a mail server that works, and None for all others: nobody knows what those want.
    """
    told = {finding.id for finding in health.findings}
    if "spf-missing" in told:
        first = _first(services, takes_mail=takes_mail)
        return () if first is None else (correction(("spf-missing",), domain, "TXT", first),)
    if not health.candidates:
        wrong = next((each for each in health.findings if each.id == "spf-looks-alike"), None)
        return () if wrong is None else _respell(domain, str(wrong.evidence["text"]), takes_mail)
    records = [parse(_repair(text)) for text in health.candidates]
    if any(record.flaws for record in records):
        return ()
    text = _join(domain, records, health.findings)
    mended = _mended(domain, health, text)
    if not mended or [text] == list(health.candidates) or not _is_sound(domain, text):
        return ()
    if not _lets_any_through(text):  # what is left would shut everybody out
        return ()
    if any(each.severity is Severity.ERROR and each.id not in mended for each in health.findings):
        return ()  # receivers would give up on the new record as they do on this one
    return (correction(mended, domain, "TXT", text, health.candidates),)


def _mended(domain: str, health: SpfHealth, text: str) -> tuple[str, ...]:
    """The ids of the findings that the text mends; none of an id of which one stays."""
    ids = {each.id for each in health.findings if each.id in MENDED}
    ids -= {each.id for each in health.findings if not _is_own(domain, each)}
    before = _lookups(health.parsed)
    if health.lookups - before + _lookups(parse(text)) <= MAX_LOOKUPS:
        ids.add("spf-too-many-lookups")
    voids = sum(each.id == "spf-void-lookup" and _is_own(domain, each) for each in health.findings)
    if health.void_lookups - voids <= MAX_VOID_LOOKUPS:
        ids.add("spf-too-many-void-lookups")
    return tuple(dict.fromkeys(each.id for each in health.findings if each.id in ids))


def _lookups(record: SpfRecord | None) -> int:
    """Lookups that the terms of this one record cost."""
    if record is None:
        return 0
    redirects = record.all is None and record.redirect is not None
    return sum(each.name in LOOKUP_MECHANISMS for each in record.tested) + redirects


def _is_sound(domain: str, text: str) -> bool:
    """Can receivers read the text, and does it stop anybody? Else it is no correction."""
    record = parse(text)
    included = [each.target for each in record.mechanisms if each.name == "include"]
    targets = [*included, None if record.redirect is None else record.redirect.value]
    names = {expand(each, {"d": domain, "o": domain}) for each in targets if each is not None}
    leads_back = domain in {"" if name is None else name.rstrip(".").lower() for name in names}
    return (
        not record.flaws and not leads_back and open_term(record) is None and _lookups(record) <= MAX_LOOKUPS
    )


def _lets_any_through(text: str) -> bool:
    record = parse(text)
    return record.redirect is not None or any(each.name != "all" for each in record.mechanisms)


def _is_own(domain: str, finding: Finding) -> bool:
    return finding.evidence.get("domain") == domain


def _first(services: Sequence[Service], *, takes_mail: bool | None) -> str | None:
    """What the services document, or the domain's own mail servers; strangers are marked, not refused."""
    includes = [f"include:{each.include}" for each in services if each.include is not None]
    if takes_mail is None:
        return None
    if includes or takes_mail:
        return " ".join([VERSION, *(includes or ["mx"]), "~all"])
    return f"{VERSION} -all"


def _respell(domain: str, text: str, takes_mail: bool | None) -> tuple[Correction, ...]:
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
    shuts_out = takes_mail is not False and not _lets_any_through(mended)
    if not is_spf(mended) or not _is_sound(domain, mended) or shuts_out:
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


def _join(domain: str, records: Sequence[SpfRecord], findings: Sequence[Finding]) -> str:
    """One record out of all: every term once, and one `all` at the end."""
    useless = _useless(domain, findings)
    terms: dict[str, str] = {}
    redirects, others = [], []
    for record in records:
        for mechanism in record.mechanisms:
            if mechanism.name != "all" and mechanism.text.lower() not in useless:
                terms.setdefault(mechanism.text.lower(), mechanism.text)
        for modifier in record.modifiers:
            alone = all(each.name == "all" for each in record.mechanisms)
            counts = modifier.name == "redirect" and (record.all is None or alone)
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
    # Receivers gave up on a loop and refused nothing; what replaces it shall not refuse at once.
    looped = any(each.id == "spf-loop" and _is_own(domain, each) for each in findings)
    end = redirects or ["~all" if looped else _end(records)]
    return " ".join([VERSION, *terms.values(), *end, *dict.fromkeys(others)])


def _end(records: Sequence[SpfRecord]) -> str:
    """`-all` where all records say so; else `~all`, which marks strangers and locks nobody out."""
    qualifiers = {record.all.qualifier if record.all is not None else "" for record in records}
    return "-all" if qualifiers == {"-"} else "~all"
