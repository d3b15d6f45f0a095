"""Records as they should be, where that can be computed: to copy, and to tell the administrator."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.domain.asking import MAX_TEXT, shown
from checker.domain.mta_sts import MODES, PATH, RECOMMENDED_AGE, MtaStsHealth, is_pattern, policy_host
from checker.domain.mta_sts import VERSION as STS_VERSION
from checker.domain.tls_reporting import VERSION as TLS_VERSION
from checker.findings import Finding, Severity

MAX_PATTERNS = 20

_DNS_IDS = "dns-"


@dataclass(frozen=True, slots=True)
class Correction:
    """A record as it should be. `findings` are the ids that it mends, `replaces` the texts it stands in for.

    `type` is a DNS type, or HTTPS for a file whose URL is the name. A text with several records has a line
    for each.
    """

    findings: tuple[str, ...]
    name: str
    type: str
    text: str
    replaces: tuple[str, ...] = ()


def correction(
    findings: Iterable[str], name: str, rdtype: str, text: str, replaces: Iterable[str] = ()
) -> Correction:
    """A correction whose replaced texts are cleaned and capped: they are somebody else's."""
    old = tuple(shown(each, MAX_TEXT) for each in replaces)
    return Correction(tuple(findings), name, rdtype, text, old)


@dataclass(frozen=True, slots=True)
class Change:
    """One record that somebody has to see to: what is wrong with it, what it is now, and what it should be.

    `should_be` is None where that cannot be computed.
    """

    findings: tuple[str, ...]
    name: str
    type: str
    now: tuple[str, ...]
    should_be: str | None


def mail_servers(domain: str, findings: Iterable[Finding], records: Sequence[str]) -> tuple[Correction, ...]:
    """MX records without the null MX that stands beside others (RFC 7505 section 3)."""
    if not any(finding.id == "null-mx-with-others" for finding in findings):
        return ()
    kept = [record for record in records if not record.endswith(" .")]
    return (Correction(("null-mx-with-others",), domain, "MX", "\n".join(kept), tuple(records)),)


def mta_sts(domain: str, health: MtaStsHealth, hosts: Sequence[str]) -> tuple[Correction, ...]:
    """The record and the policy file for these mail servers, in testing mode where there was none."""
    told = {finding.id for finding in health.findings}
    ids = tuple(
        each
        for each in ("mta-sts-policy-not-valid", "mta-sts-mx-not-listed", "mta-sts-max-age-short")
        if each in told
    )
    missing = "mta-sts-missing" in told
    patterns = _patterns(hosts)
    if not patterns or not (missing or ids):
        return ()
    mode = health.mode if health.mode in MODES else "testing"
    age = max(health.max_age or 0, RECOMMENDED_AGE)
    lines = [f"version: {STS_VERSION}", f"mode: {mode}", *patterns, f"max_age: {age}"]
    url = f"https://{policy_host(domain)}{PATH}"
    now = () if health.policy is None else (health.policy,)
    file = Correction(ids or ("mta-sts-missing",), url, "HTTPS", "\n".join(lines) + "\n", now)
    if not missing:
        return (file,)
    return (Correction(("mta-sts-missing",), f"_mta-sts.{domain}", "TXT", f"v={STS_VERSION}; id=1"), file)


def _patterns(hosts: Sequence[str]) -> list[str]:
    return [f"mx: {host}" for host in dict.fromkeys(hosts) if is_pattern(host)][:MAX_PATTERNS]


def tls_reporting(domain: str, findings: Iterable[Finding]) -> tuple[Correction, ...]:
    """A first record, where there is none."""
    if not any(finding.id == "tls-reporting-missing" for finding in findings):
        return ()
    text = f"v={TLS_VERSION}; rua=mailto:tls-reports@{domain}"
    return (Correction(("tls-reporting-missing",), f"_smtp._tls.{domain}", "TXT", text),)


def changes(
    domain: str,
    findings: Iterable[Finding],
    corrections: Sequence[Correction],
    texts: Mapping[tuple[str, str], tuple[str, ...]],
) -> tuple[Change, ...]:
    """Every record that an error or a warning is about, worst first.

    A record stands there twice where its correction mends some of what is wrong with it, and not the rest.
    `texts` is what stands at (name, type). What DNS itself failed to tell is nothing to change.
    """
    computed = {(each.name, each.type): each for each in corrections}
    ids: dict[tuple[str, str, bool], list[str]] = {}
    for finding in findings:
        if finding.severity is Severity.INFO or finding.id.startswith(_DNS_IDS):
            continue
        name, rdtype = _place(domain, finding)
        correction = computed.get((name, rdtype))
        is_mended = correction is not None and finding.id in correction.findings
        told = ids.setdefault((name, rdtype, is_mended), [])
        if finding.id not in told:
            told.append(finding.id)
    result = []
    for (name, rdtype, is_mended), told in ids.items():
        correction = computed.get((name, rdtype))
        now = texts.get((name, rdtype), ()) if correction is None else correction.replaces
        text = correction.text if correction is not None and is_mended else None
        result.append(Change(tuple(told), name, rdtype, now, text))
    return tuple(result)


def _place(domain: str, finding: Finding) -> tuple[str, str]:
    """The record that a finding is about. What is wrong with somebody else's SPF is seen to in one's own."""
    name, rdtype = str(finding.evidence.get("name", domain)), str(finding.evidence.get("type", "MX"))
    return (domain, "TXT") if finding.id.startswith("spf-") else (name, rdtype)
