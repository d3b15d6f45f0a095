"""What is wrong with the DMARC policy that holds for a domain (RFC 9989, RFC 9990)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.domain.asking import MAX_TEXT, Question, Steps, failed, found, shown, texts
from checker.domain.dmarc import POLICIES, DmarcRecord, is_dmarc, weaker
from checker.domain.dmarc_discovery import (
    MAX_TARGETS,
    Stop,
    Walk,
    authorization_name,
    is_elsewhere,
)
from checker.findings import Finding, Severity
from checker.net.resolver import TOLD, Answer, Status

MAX_ALIKE = 8
"""Tags of one kind that are told."""

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741


@dataclass(frozen=True, slots=True)
class DmarcHealth:
    """The policy that holds for a domain, and what is wrong with it.

    `status` is what DNS said about `_dmarc.<domain>`. `found_at` is the domain whose record counts. The three
    policies are for the domain itself, names below it, and names below it that do not exist; `applied` is
    what becomes of the first in test mode. `walk` are the domains that were asked.
    """

    status: str
    found_at: str | None = None
    record: str | None = None
    policy: str | None = None
    subdomain_policy: str | None = None
    nonexistent_policy: str | None = None
    applied: str | None = None
    testing: bool = False
    organizational_domain: str | None = None
    report_addresses: tuple[str, ...] = ()
    walk: tuple[str, ...] = ()
    parsed: DmarcRecord | None = None
    candidates: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_known: bool = True


def examine(domain: str, walk: Walk, at_domain: Sequence[str] = ()) -> Steps[DmarcHealth]:
    """Judge the walk for a domain, and ask other domains whether they take its reports.

    `at_domain` are the TXT records of the domain itself, where DMARC records sometimes stand by mistake.
    """
    findings = [*_discovery(domain, walk, at_domain)]
    policy, record = walk.policy, None if walk.policy is None else walk.policy.record
    if policy is None or record is None:
        return _health(domain, walk, None, None, findings)
    own = policy.domain == domain
    if not own:
        told = record.policy_for(subdomain=True)
        findings.append(_of("dmarc-inherited", I, domain, target=policy.domain, policy=told))
    is_top = walk.organizational_domain in (None, domain)
    findings += _record(domain, policy.domain, record, own=own, is_top=is_top)
    if own and record.is_applied:
        findings += yield from _authorizations(policy.domain, walk, record)
    return _health(domain, walk, policy, record, findings)


def _health(
    domain: str, walk: Walk, policy: Stop | None, record: DmarcRecord | None, findings: Sequence[Finding]
) -> DmarcHealth:
    known = policy is not None or walk.failure is None
    first = walk.stops[0]
    if policy is None or record is None or not record.is_applied:
        return DmarcHealth(
            first.answer.status.value,
            found_at=None if policy is None else shown(policy.domain),
            record=None if record is None else shown(record.text, MAX_TEXT),
            organizational_domain=walk.organizational_domain,
            walk=tuple(stop.domain for stop in walk.stops),
            parsed=record,
            candidates=first.candidates,
            findings=tuple(findings),
            is_known=known,
        )
    effective = record.policy_for(subdomain=policy.domain != domain)
    below = _for_names_below(walk) or record
    return DmarcHealth(
        first.answer.status.value,
        shown(policy.domain),
        shown(record.text, MAX_TEXT),
        effective,
        below.policy_for(subdomain=True),
        below.policy_for(subdomain=True, exists=False),
        weaker(effective, record.testing),
        record.testing,
        walk.organizational_domain,
        tuple(shown(address.text) for address in record.addresses if address.tag == "rua"),
        tuple(stop.domain for stop in walk.stops),
        record,
        first.candidates,
        tuple(findings),
        known,
    )


def _for_names_below(walk: Walk) -> DmarcRecord | None:
    """The record that holds for names below the domain: that of the organization, if it has one (section
    4.10.1)."""
    stops = (stop for stop in walk.stops if stop.domain == walk.organizational_domain)
    return next((stop.record for stop in stops if stop.record is not None), None)


def _of(finding_id: str, severity: Severity, domain: str, **evidence: str | int) -> Finding:
    return found(finding_id, severity, f"_dmarc.{domain}", "TXT", domain=domain, **evidence)


def _discovery(domain: str, walk: Walk, at_domain: Sequence[str]) -> Iterator[Finding]:
    """What is wrong with finding the record."""
    if (failure := walk.failure) is not None:
        hides = walk.policy is None
        yield failed(failure.answer, f"_dmarc.{failure.domain}", "TXT", W if hides else I)
    for stop in walk.stops:
        if stop is walk.policy:
            break
        if len(stop.candidates) > 1:
            # Above the domain they matter only where nothing else holds.
            counts = stop.domain == domain or walk.policy is None
            yield _of("dmarc-several-records", E if counts else I, stop.domain, count=len(stop.candidates))
    first = walk.stops[0]
    lookalike = next((text for text in texts(first.answer) if _is_meant_as_dmarc(text)), None)
    if lookalike is not None:
        yield _of("dmarc-looks-alike", W, domain, text=lookalike)
    misplaced = next((text for text in at_domain if is_dmarc(text)), None)
    if misplaced is not None and not first.candidates:
        yield _of("dmarc-at-wrong-name", W, domain, text=misplaced)
    nothing = not any(stop.candidates for stop in walk.stops)
    if nothing and walk.failure is None and lookalike is None and misplaced is None:
        yield _of("dmarc-missing", W, domain)


def _is_meant_as_dmarc(text: str) -> bool:
    """Not a record, and yet nothing else: another case, quotes, a missing semicolon, `p=` alone."""
    start = "".join(text[:80].lower().split()).lstrip("\"'\u201c\u201d;")
    return not is_dmarc(text) and start.startswith(
        ("v=dmarc", "dmarc1", "v:dmarc", "p=none", "p=quar", "p=rej")
    )


def _record(domain: str, where: str, record: DmarcRecord, *, own: bool, is_top: bool) -> Iterator[Finding]:
    """What is wrong with the record itself. Of an inherited one only what takes it out of play."""
    for tag in record.repeated[:MAX_ALIKE]:
        yield _of("dmarc-tag-repeated", E, where, tag=tag)
    yield from _policy(where, record)
    if not own:
        return
    for part in record.stray[:MAX_ALIKE]:
        yield _of("dmarc-syntax-error", W, where, text=part)
    for flaw in record.flaws:
        yield _of("dmarc-tag-not-valid", W, where, tag=flaw.tag, value=flaw.value, used=flaw.used)
    for tag, value in record.retired:
        cut = tag == "pct" and value.isascii() and value.isdigit() and int(value[:4]) < 100
        yield _of("dmarc-retired-tag", W if cut else I, where, tag=tag, value=value)
    for tag in record.unknown[:MAX_ALIKE]:
        yield _of("dmarc-unknown-tag", I, where, tag=tag)
    if is_top:  # section 4.7: sp= counts at an organizational domain only
        yield from _weaker(where, record)
    for tag, value in (("adkim", record.adkim), ("aspf", record.aspf)):
        if value == "s":
            yield _of("dmarc-strict-alignment", I, where, tag=tag)
    if record.psd == "y":
        yield _of("dmarc-public-suffix", I, domain, target=where)
    yield from _reports(where, record)


def _policy(domain: str, record: DmarcRecord) -> Iterator[Finding]:
    flaw = next(iter(record.policy_flaws), None)
    tag, value = ("p", "") if flaw is None else (flaw.tag, flaw.value)
    if not record.has_policy and not record.has_reports:
        yield _of("dmarc-ignored", E, domain, tag=tag, value=value)
    elif flaw is not None:
        yield _of("dmarc-policy-not-valid", W, domain, tag=tag, value=value)
    elif record.policy is None:
        yield _of("dmarc-policy-missing", W, domain)
    elif record.policy == "none":
        yield _of("dmarc-policy-none", I, domain)
    if record.testing and record.is_applied and (policy := record.policy_for()) != "none":
        yield _of("dmarc-test-mode", W, domain, policy=policy, applied=weaker(policy, True))


def _weaker(domain: str, record: DmarcRecord) -> Iterator[Finding]:
    """sp= or np= lets through below the domain what p= stops at it."""
    if not record.has_policy or record.policy is None:
        return
    rank = POLICIES.index
    for tag, value, above in (
        ("sp", record.sp, record.policy),
        ("np", record.np, record.sp or record.policy),
    ):
        if value is not None and rank(value) < rank(above):
            yield _of("dmarc-weaker-for-subdomains", W, domain, tag=tag, value=value, policy=above)


def _reports(domain: str, record: DmarcRecord) -> Iterator[Finding]:
    if not any(address.tag == "rua" for address in record.addresses):
        yield _of("dmarc-no-reports", I, domain)
    for address in record.addresses[:MAX_ALIKE]:
        told = {"tag": address.tag, "value": address.text}
        if not address.valid:
            yield _of("dmarc-report-address-not-valid", W, domain, **told)
        elif address.scheme != "mailto":
            yield _of("dmarc-report-address-scheme", I, domain, **told)
        if address.valid and address.size_limit:
            yield _of("dmarc-report-size-limit", I, domain, **told)
    if record.has_fo and not any(address.tag == "ruf" for address in record.addresses):
        yield _of("dmarc-fo-without-ruf", I, domain)


def _authorizations(domain: str, walk: Walk, record: DmarcRecord) -> Steps[tuple[Finding, ...]]:
    """Ask the domains that shall get reports, and are somebody else's, whether they want them (RFC 9990
    section 4)."""
    organizational = walk.organizational_domain or domain
    hosts = [address.host for address in record.addresses if address.valid and address.host is not None]
    every = [host for host in dict.fromkeys(hosts) if is_elsewhere(host, organizational)]
    targets, left_out = every[:MAX_TARGETS], every[MAX_TARGETS : 2 * MAX_TARGETS]
    if not targets:
        return ()
    questions = tuple(Question(authorization_name(domain, host), "TXT") for host in targets)
    answers = yield questions
    told = []
    for host, question, answer in zip(targets, questions, answers, strict=True):
        if answer.status in TOLD and not _agrees(answer):
            evidence = {"domain": domain, "target": host}
            told.append(found("dmarc-reports-not-authorized", W, question.name, "TXT", **evidence))
        elif answer.status not in TOLD:
            told.append(failed(answer, question.name, "TXT", I))
    not_asked = Answer(Status.NOT_CHECKED)
    told += [failed(not_asked, authorization_name(domain, host), "TXT", I) for host in left_out]
    return tuple(told)


def _agrees(answer: Answer) -> bool:
    return any(is_dmarc(text) for text in texts(answer))
