"""DKIM keys: what stands at a selector, and whether receivers can use it (RFC 6376 section 3.6, RFC 8301,
RFC 8463)."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.domain.asking import FAILURES, MAX_TEXT, failed, found, shown, texts
from checker.domain.key import ED25519_OCTETS, rsa_bits
from checker.domain.tags import TagList, parse_tags
from checker.findings import Finding, Severity
from checker.net.resolver import Answer, Status

MIN_BITS, RECOMMENDED_BITS = 1024, 2048
"""RSA keys below the first must not be accepted, below the second not be made (RFC 8301 section 3.2)."""

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741


@dataclass(frozen=True, slots=True)
class DkimRecord:
    """A key record as it was read. `problem` is None where a receiver could use the key: else a finding id
    and, where the id has several, the reason."""

    key_type: str | None = None
    bits: int | None = None
    is_revoked: bool = False
    is_testing: bool = False
    services: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    problem: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class DkimKey:
    """What is known of one selector. `asked_for`: somebody named it; else `service` is whose custom it is.

    `alias` is the name that a CNAME leads to. `valid`: receivers can verify signatures with it.
    """

    selector: str
    name: str
    status: str
    record: str | None = None
    alias: str | None = None
    key_type: str | None = None
    bits: int | None = None
    revoked: bool = False
    testing: bool = False
    asked_for: bool = True
    service: str | None = None
    valid: bool = False


def parse(text: str) -> DkimRecord:
    """Read a key record (section 3.6.1). Never raises."""
    tags = parse_tags(text)
    if tags.stray or not tags.tags:
        return DkimRecord(problem="dkim-record-not-valid", reason="not-a-tag-list")
    if tags.repeated:
        return DkimRecord(problem="dkim-record-not-valid", reason="tag-repeated")
    # Tag names are case-sensitive here; v= is optional, but first and DKIM1 where it is there.
    names = [name for name, _ in tags.tags]
    values = dict(tags.tags)
    if "v" in values and (values["v"] != "DKIM1" or names[0] != "v"):
        return DkimRecord(problem="dkim-record-not-valid", reason="version")
    if "p" not in values:
        return DkimRecord(problem="dkim-record-not-valid", reason="key-missing")
    return _judge(values, tags)


def _judge(values: dict[str, str], tags: TagList) -> DkimRecord:
    key_type = values.get("k", "rsa") or "rsa"
    flags = _list(values.get("t", ""))
    services = _list(values.get("s", "*"))
    hashes = _list(values.get("h", ""))
    base = DkimRecord(key_type, is_testing="y" in flags, services=services, hashes=hashes)
    public = "".join(values["p"].split())
    if not public:
        return replace(base, is_revoked=True, problem="dkim-key-revoked")
    if key_type not in ("rsa", "ed25519"):
        return replace(base, problem="dkim-key-type-unknown")
    try:
        octets = base64.b64decode(public, validate=True)
    except (binascii.Error, ValueError):
        return replace(base, problem="dkim-key-not-valid", reason="base64")
    bits = rsa_bits(octets) if key_type == "rsa" else (len(octets) * 8 or None)
    if bits is None:
        return replace(base, problem="dkim-key-not-valid", reason="structure")
    if key_type == "ed25519" and len(octets) != ED25519_OCTETS:
        return replace(base, problem="dkim-key-not-valid", reason="length")
    problem = None
    if key_type == "rsa" and bits < MIN_BITS:
        problem = "dkim-key-too-short"
    elif hashes and "sha256" not in hashes:
        problem = "dkim-sha1-only"
    elif services and not {"*", "email"} & set(services):
        problem = "dkim-not-for-email"
    return replace(base, bits=bits, problem=problem)


def _list(value: str) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in value.split(":", 50)[:50] if part.strip())


def read(
    selector: str, name: str, answer: Answer, *, asked_for: bool, service: str | None
) -> tuple[DkimKey, tuple[Finding, ...]]:
    """What the answer to `<selector>._domainkey.<domain> TXT` holds, and what is wrong with it.

    What is missing at a selector that nobody named is nobody's fault: it makes no finding.
    """
    alias = answer.canonical if answer.canonical not in ("", name) else None
    candidates = texts(answer)
    if not asked_for:
        # Wildcards answer for every selector, often with SPF.
        candidates = tuple(text for text in candidates if _is_key(text))
    text = candidates[0] if len(candidates) == 1 else None
    parsed = parse(text) if text is not None else DkimRecord()
    key = DkimKey(
        shown(selector),
        shown(name),
        answer.status.value,
        None if text is None else shown(text, MAX_TEXT),
        None if alias is None else shown(alias),
        None if parsed.key_type is None else shown(parsed.key_type, 20),
        parsed.bits,
        parsed.is_revoked,
        parsed.is_testing,
        asked_for,
        service,
        text is not None and parsed.problem is None,
    )
    findings = _absent(key, answer, len(candidates)) if text is None else _findings(key, parsed)
    return key, tuple(findings)


def _is_key(text: str) -> bool:
    tags = parse_tags(text)
    return tags.get("p") is not None or (tags.get("v") or "").upper() == "DKIM1"


def _absent(key: DkimKey, answer: Answer, count: int) -> Iterator[Finding]:
    if answer.status in FAILURES:
        yield failed(answer, key.name, "TXT", W if key.asked_for else I)
    elif count > 1:
        yield _of("dkim-several-records", E, key, count=count)
    elif answer.status is not Status.FOUND and key.alias is not None:
        if key.asked_for or answer.status is Status.NXDOMAIN:
            yield _of("dkim-alias-dangling", W, key, target=key.alias)
    elif key.asked_for:
        yield _of("dkim-key-missing", W, key)


def _findings(key: DkimKey, parsed: DkimRecord) -> Iterator[Finding]:
    match parsed.problem:
        case "dkim-record-not-valid" | "dkim-key-not-valid" as problem:
            yield _of(problem, E, key, reason=parsed.reason or "")
        case "dkim-key-revoked":
            yield _of("dkim-key-revoked", W if key.asked_for else I, key)
        case "dkim-key-type-unknown":
            yield _of("dkim-key-type-unknown", E, key, key_type=parsed.key_type or "")
        case "dkim-key-too-short":
            yield _of("dkim-key-too-short", E, key, bits=parsed.bits or 0, limit=MIN_BITS)
        case "dkim-sha1-only":
            yield _of("dkim-sha1-only", E, key, hashes=":".join(parsed.hashes))
        case "dkim-not-for-email":
            yield _of("dkim-not-for-email", E, key, service=":".join(parsed.services))
    if parsed.problem is None and parsed.key_type == "rsa" and (parsed.bits or 0) < RECOMMENDED_BITS:
        yield _of("dkim-key-short", W, key, bits=parsed.bits or 0, recommended=RECOMMENDED_BITS)
    if parsed.is_testing and not parsed.is_revoked:
        yield _of("dkim-test-mode", W, key)


def _of(finding_id: str, severity: Severity, key: DkimKey, **evidence: str | int) -> Finding:
    return found(finding_id, severity, key.name, "TXT", selector=key.selector, **evidence)
