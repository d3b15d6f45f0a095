"""TLS reporting: does the domain want to hear when mail cannot be encrypted? (RFC 8460 section 3)"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.domain.asking import MAX_TEXT, failed, found, shown, texts
from checker.domain.dmarc import MAX_ADDRESSES
from checker.domain.tags import parse_tags
from checker.findings import Finding, Severity
from checker.net.resolver import TOLD, Answer

VERSION = "TLSRPTv1"
W, I = Severity.WARNING, Severity.INFO  # noqa: E741

_URI = re.compile(r"(?:mailto:[^\s@,!;]{1,64}@[^\s@,!;/]{1,253}|https://[^\s,!;]{1,2000})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TlsReporting:
    """Where reports about failed encryption go. `status` is what DNS said."""

    status: str
    record: str | None = None
    addresses: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def read(domain: str, answer: Answer) -> TlsReporting:
    """What the answer to `_smtp._tls.<domain> TXT` holds."""
    status = answer.status.value
    if answer.status not in TOLD:
        return TlsReporting(status, findings=(failed(answer, _name(domain), "TXT", I),))
    candidates = tuple(text for text in texts(answer) if _starts(text))
    if len(candidates) > 1:
        return TlsReporting(
            status, findings=(_of(domain, "tls-reporting-several-records", W, count=len(candidates)),)
        )
    if not candidates:
        meant = next((text for text in texts(answer) if _is_meant(text)), None)
        told = _of(domain, "tls-reporting-missing", I)
        if meant is not None:
            told = _of(domain, "tls-reporting-not-valid", W, text=meant, reason="version")
        return TlsReporting(status, findings=(told,))
    tags = parse_tags(candidates[0])
    # The grammar lets rua= stand there more than once.
    values = [value for name, value in tags.tags if name == "rua"]
    parts = [part.strip(" \t") for value in values for part in value.split(",", MAX_ADDRESSES)]
    addresses = tuple(parts[:MAX_ADDRESSES])
    return TlsReporting(
        status,
        shown(candidates[0], MAX_TEXT),
        tuple(shown(address) for address in addresses if address),
        tuple(_findings(domain, candidates[0], bool(tags.stray), addresses)),
    )


def _findings(domain: str, text: str, has_stray: bool, addresses: tuple[str, ...]) -> Iterator[Finding]:
    if has_stray:
        yield _of(domain, "tls-reporting-not-valid", W, text=text, reason="not-a-tag-list")
    elif not any(addresses):
        yield _of(domain, "tls-reporting-not-valid", W, text=text, reason="rua-missing")
    else:
        for address in addresses:
            if not _URI.fullmatch(address):
                yield _of(domain, "tls-reporting-address-not-valid", W, value=address)


def _starts(text: str) -> bool:
    version = f"v={VERSION}"
    return text.startswith(version) and text[len(version) :].lstrip(" \t")[:1] in ("", ";")


def _is_meant(text: str) -> bool:
    return (
        "".join(text[:40].lower().split()).lstrip("\"'\u201c\u201d").startswith(("v=tls", "tlsrpt", "rua="))
    )


def _name(domain: str) -> str:
    return f"_smtp._tls.{domain}"


def _of(domain: str, finding_id: str, severity: Severity, **evidence: str | int) -> Finding:
    return found(finding_id, severity, _name(domain), "TXT", domain=domain, **evidence)
