"""MTA-STS: the record, the policy file, and whether it names the mail servers (RFC 8461)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.domain.asking import MAX_TEXT, failed, found, shown, texts
from checker.domain.tags import TagList, parse_tags
from checker.findings import Finding, Severity
from checker.net.fetch import Fetched
from checker.net.resolver import TOLD, Answer

VERSION = "STSv1"
MODES = ("enforce", "testing", "none")
MAX_AGE = 31557600
SHORT_AGE, RECOMMENDED_AGE = 86400, 604800
"""Seconds: under a day, an attacker who keeps the policy away has to do so for a day only (section 3.2)."""

PATH = "/.well-known/mta-sts.txt"
MAX_LINES = 1000
MAX_ALIKE = 8

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

_ID = re.compile(r"[A-Za-z0-9]{1,32}")
_FIELD = re.compile(r"([A-Za-z0-9][A-Za-z0-9_.-]{0,31}):[ \t]*(.*)", re.DOTALL)
_PATTERN = re.compile(r"(?:\*\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class StsPolicy:
    """A policy file as it was read. `flaws` are (field, reason, value): any of them makes it no policy."""

    mode: str | None = None
    max_age: int | None = None
    patterns: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    flaws: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MtaStsHealth:
    """MTA-STS of a domain: `status` is what DNS said, `policy` the text of the file."""

    status: str
    record: str | None = None
    id: str | None = None
    mode: str | None = None
    max_age: int | None = None
    patterns: tuple[str, ...] = ()
    policy: str | None = None
    candidates: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def requires_encryption(self) -> bool:
        """Senders that know MTA-STS deliver over TLS or not at all."""
        return self.mode == "enforce" and not any(finding.severity is E for finding in self.findings)


def policy_host(domain: str) -> str:
    """The host that serves the policy file."""
    return f"mta-sts.{domain}"


def select(answer: Answer) -> tuple[str, ...]:
    """The records that begin with v=STSv1, by which senders count them (section 3.1)."""
    return tuple(text for text in texts(answer) if _starts(text))


def _starts(text: str) -> bool:
    return text.startswith(f"v={VERSION}") and text[7:].lstrip(" \t")[:1] in ("", ";")


def read_record(domain: str, answer: Answer) -> MtaStsHealth:
    """What the answer to `_mta-sts.<domain> TXT` holds. `id` is set where a policy file is worth fetching."""
    name, status = f"_mta-sts.{domain}", answer.status.value
    if answer.status not in TOLD:
        return MtaStsHealth(status, findings=(failed(answer, name, "TXT", W),))
    candidates = select(answer)
    if len(candidates) > 1:
        told = _record(domain, "mta-sts-several-records", W, count=len(candidates))
        return MtaStsHealth(status, candidates=candidates, findings=(told,))
    if not candidates:
        meant = next((text for text in texts(answer) if _is_meant(text)), None)
        told = _record(domain, "mta-sts-missing", I)
        if meant is not None:
            told = _record(domain, "mta-sts-record-not-valid", W, text=meant, reason="version")
        return MtaStsHealth(status, findings=(told,))
    text = candidates[0]
    tags = parse_tags(text)
    reason = _wrong(tags)
    kept = shown(text, MAX_TEXT)
    if reason is not None:
        told = _record(domain, "mta-sts-record-not-valid", W, text=text, reason=reason)
        return MtaStsHealth(status, kept, candidates=candidates, findings=(told,))
    return MtaStsHealth(status, kept, dict(tags.tags)["id"], candidates=candidates)


def _is_meant(text: str) -> bool:
    start = "".join(text[:40].lower().split()).lstrip("\"'\u201c\u201d")
    return start.startswith(("v=sts", "sts", "v:sts")) or (start.startswith("id=") and "sts" in start)


def _wrong(tags: TagList) -> str | None:
    values = dict(reversed(tags.tags))
    if tags.stray:
        return "not-a-tag-list"
    if "id" not in values:
        return "id-missing"
    return None if _ID.fullmatch(values["id"]) else "id-not-valid"


def parse_policy(text: str) -> StsPolicy:
    """Read a policy file (section 3.2): CRLF or LF, fields in any order. Never raises."""
    fields: dict[str, str] = {}
    patterns: list[str] = []
    flaws: list[tuple[str, str, str]] = []
    unknown: list[str] = []
    lines = text.split("\n", MAX_LINES)[:MAX_LINES]
    for line in (line.removesuffix("\r") for line in lines):
        if not line.strip(" \t"):
            continue
        field = _FIELD.fullmatch(line)
        name, value = (field[1], field[2].strip(" \t")) if field else ("", "")
        if field is None:
            flaws.append(("", "not-valid", line))
        elif name == "mx":
            if is_pattern(value):
                patterns.append(value.lower())
            else:
                flaws.append((name, "not-valid", value))
        elif name not in ("version", "mode", "max_age"):
            unknown.append(name)
        else:
            # A field that is repeated counts as it stands first.
            fields.setdefault(name, value)
    mode, age = fields.get("mode"), fields.get("max_age")
    number = int(age) if age is not None and age.isascii() and age.isdigit() and len(age) <= 10 else None
    if number is not None and number > MAX_AGE:
        number = None
    checks = (
        ("version", fields.get("version"), fields.get("version") == VERSION),
        ("mode", mode, mode in MODES),
        ("max_age", age, number is not None),
    )
    for name, written, is_valid in checks:
        if not is_valid:
            flaws.append((name, "missing" if written is None else "not-valid", written or ""))
    if not patterns and mode in ("enforce", "testing") and not any(flaw[0] == "mx" for flaw in flaws):
        flaws.append(("mx", "missing", ""))
    return StsPolicy(mode if mode in MODES else None, number, tuple(patterns), tuple(unknown), tuple(flaws))


def is_pattern(text: str) -> bool:
    """Could this be the value of an mx field?"""
    return _PATTERN.fullmatch(text) is not None and len(text) <= 255


def matches(pattern: str, host: str) -> bool:
    """Does a policy's mx pattern name this host? `*` stands for exactly one label (section 4.1)."""
    host = host.lower()
    if pattern.startswith("*."):
        return host.partition(".")[2] == pattern[2:]
    return host == pattern


def not_fetched(domain: str, health: MtaStsHealth) -> MtaStsHealth:
    """The same record, without anybody to fetch the policy file."""
    return _with(health, StsPolicy(), None, (_file(domain, "mta-sts-policy-not-fetched", I),))


def read_policy(domain: str, health: MtaStsHealth, fetched: Fetched, hosts: Sequence[str]) -> MtaStsHealth:
    """Judge the policy file against the mail servers of the domain."""
    if fetched.failure is not None:
        evidence = {"target": policy_host(domain), "reason": str(fetched.failure)}
        told = _file(domain, "mta-sts-policy-unreachable", W, **evidence)
        return _with(health, StsPolicy(), None, (told,))
    try:
        text = fetched.body.decode("utf-8")
    except UnicodeDecodeError:
        told = _file(domain, "mta-sts-policy-not-valid", W, field="", reason="not-text", value="")
        return _with(health, StsPolicy(), None, (told,))
    policy = parse_policy(text)
    findings = tuple(_findings(domain, policy, hosts))
    return _with(health, policy if not policy.flaws else StsPolicy(), text, findings)


def _with(
    health: MtaStsHealth, policy: StsPolicy, text: str | None, findings: tuple[Finding, ...]
) -> MtaStsHealth:
    return MtaStsHealth(
        health.status,
        health.record,
        health.id,
        policy.mode,
        policy.max_age,
        tuple(shown(pattern) for pattern in policy.patterns[:20]),
        None if text is None else "\n".join(shown(line) for line in text[:MAX_TEXT].splitlines()),
        health.candidates,
        (*health.findings, *findings),
    )


def _findings(domain: str, policy: StsPolicy, hosts: Sequence[str]) -> Iterator[Finding]:
    for field, reason, value in policy.flaws[:MAX_ALIKE]:
        yield _file(domain, "mta-sts-policy-not-valid", W, field=field, reason=reason, value=value)
    for field in policy.unknown[:MAX_ALIKE]:
        yield _file(domain, "mta-sts-unknown-field", I, field=field)
    if policy.flaws:
        return
    if policy.mode == "none":
        yield _file(domain, "mta-sts-mode-none", I)
        return
    if policy.mode == "testing":
        yield _file(domain, "mta-sts-mode-testing", I)
    missing = [host for host in hosts if not any(matches(pattern, host) for pattern in policy.patterns)]
    # Senders pass over a server that is not listed: mail is refused where none of them is.
    severity = E if policy.mode == "enforce" and len(missing) == len(hosts) else W
    for host in missing[:MAX_ALIKE]:
        yield _file(domain, "mta-sts-mx-not-listed", severity, host=host)
    for pattern in policy.patterns[:MAX_ALIKE]:
        if hosts and not any(matches(pattern, host) for host in hosts):
            yield _file(domain, "mta-sts-mx-not-used", I, pattern=pattern)
    if policy.max_age is not None and policy.max_age < SHORT_AGE:
        counted = {"seconds": policy.max_age, "recommended": RECOMMENDED_AGE}
        yield _file(domain, "mta-sts-max-age-short", W, **counted)


def _record(domain: str, finding_id: str, severity: Severity, **evidence: str | int) -> Finding:
    return found(finding_id, severity, f"_mta-sts.{domain}", "TXT", domain=domain, **evidence)


def _file(domain: str, finding_id: str, severity: Severity, **evidence: str | int) -> Finding:
    url = f"https://{policy_host(domain)}{PATH}"
    return found(finding_id, severity, url, "HTTPS", domain=domain, **evidence)
