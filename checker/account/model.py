"""What a check of mail account settings speaks of. There is no place for a password anywhere."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from checker.findings import Finding, Severity, Verdict
from checker.net.certificate import Certificate
from checker.net.resolver import TOLD, Status
from checker.providers import Protocol, Provider, Security, Username


class Origin(StrEnum):
    """Where settings were found. An earlier one outranks a later one."""

    TABLE = "provider-table"
    AUTOCONFIG = "autoconfig"
    SRV = "srv"
    DATABASE = "isp-database"


class Auth(StrEnum):
    """How a mail app logs in."""

    PASSWORD = "password"
    ENCRYPTED_PASSWORD = "encrypted-password"
    OAUTH = "oauth2"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """One server as it should be set. `host` is in ASCII, in lower case; None and (): nothing is known."""

    protocol: Protocol
    host: str
    port: int
    security: Security
    username: Username | None
    auth: tuple[Auth, ...]
    origin: Origin

    def login(self, address: str) -> str | None:
        """The user name of an address at this server; None where it is not known."""
        match self.username:
            case Username.ADDRESS:
                return address
            case Username.LOCAL_PART:
                return address.rpartition("@")[0]
            case _:
                return None


TypedSecurity = Literal["tls", "starttls", "none"]


@dataclass(frozen=True, slots=True)
class TypedServer:
    """One server as somebody has set it. Compared, never contacted. Empty and None: not told."""

    protocol: Protocol
    host: str = ""
    port: int | None = None
    security: TypedSecurity | None = None
    username: str = ""
    auth: Auth | None = None


Field = Literal["protocol", "host", "port", "security", "username", "auth"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is set otherwise than it should be, both as text."""

    protocol: Protocol
    field: Field
    typed: str
    right: str


@dataclass(frozen=True, slots=True)
class Probed:
    """What one server said, or why it could not be asked. Texts are cleaned and short.

    `verified`: whether its certificate can be trusted; None where there was no TLS. `mechanisms` are the ways
    to log in (SASL names) that it offers once the connection is encrypted.
    """

    settings: ServerSettings
    reached: bool = False
    address: str = ""
    greeting: str = ""
    tls_version: str = ""
    certificate: Certificate | None = None
    verified: bool | None = None
    capabilities: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_fine(self) -> bool:
        """Could a mail app connect and try to log in?"""
        return self.reached and not any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Account:
    """Everything about the settings of one account.

    `servers` are the settings to use, best first; `offered` is what every origin said. `domain` is in
    A-labels, empty where there is none. `findings` stand worst first. `retry_after`: seconds until the
    servers may be probed again.
    """

    domain: str
    verdict: Verdict
    provider: Provider | None = None
    matched_by: Literal["domain", "mx"] | None = None
    servers: tuple[ServerSettings, ...] = ()
    offered: tuple[ServerSettings, ...] = ()
    typed: tuple[TypedServer, ...] = ()
    differences: tuple[Difference, ...] = ()
    probes: tuple[Probed, ...] = ()
    findings: tuple[Finding, ...] = ()
    retry_after: int = 0


NAMES = {Protocol.IMAP: "IMAP", Protocol.POP3: "POP3", Protocol.SMTP: "SMTP"}
"""Protocols as evidence names them."""


COULD_NOT_TELL = frozenset(f"dns-{status}" for status in Status if status not in TOLD)
"""Findings that say that DNS did not answer."""


def dns_failure(domain: str, name: str, rdtype: str, status: Status) -> tuple[Finding, ...]:
    """What to tell of a question to DNS: nothing where it was answered."""
    if status in TOLD:
        return ()
    evidence = {"domain": domain, "name": name, "type": rdtype}
    return (found(f"dns-{status}", Severity.WARNING, **evidence),)


def found(finding_id: str, severity: Severity, **evidence: str | int) -> Finding:
    """A finding about an account; it has no place in a text."""
    return Finding(finding_id, severity, None, evidence)
