"""Puts the settings that somebody typed beside the right ones. Pure: nothing typed is ever contacted."""

from collections.abc import Iterable, Sequence

from checker.account.model import (
    NAMES,
    Auth,
    Difference,
    Field,
    ServerSettings,
    TypedServer,
    found,
)
from checker.findings import Finding, Severity
from checker.net.hostile import clean
from checker.providers import PORTS, Protocol, Security

SECURITY_NAMES = {"tls": "SSL/TLS", "starttls": "STARTTLS", "none": "none"}
"""How mail apps call it; `none` is a word to translate."""

_TLS_PORTS = frozenset(port for (_, security), port in PORTS.items() if security is Security.TLS)
_STARTTLS_PORTS = frozenset(port for (_, security), port in PORTS.items() if security is Security.STARTTLS)


def compare(
    typed: Sequence[TypedServer],
    right: Sequence[ServerSettings],
    address: str,
    *,
    either_login: bool = False,
) -> tuple[tuple[Difference, ...], tuple[Finding, ...]]:
    """The fields that differ, and what that means. What was not told is not compared.

    Each server is compared with the right one that it is nearest to: a provider may have several.
    `either_login`: nobody has confirmed whether the whole address or its local part is the user name, so
    neither is called wrong.
    """
    differences: list[Difference] = []
    findings: list[Finding] = []
    compared = False
    for server in typed:
        if _says_nothing(server):
            continue
        findings += _wrong_in_itself(server)
        same = [each for each in right if each.protocol is server.protocol]
        if same:
            compared = True
            differences += min((_between(server, each, address, either_login) for each in same), key=_weight)
        elif right and server.protocol is not Protocol.SMTP and _incoming(right):
            compared = True
            offered = NAMES[_incoming(right)[0].protocol]
            differences.append(Difference(server.protocol, "protocol", NAMES[server.protocol], offered))
    findings += _told(differences, findings)
    if compared and not findings:
        findings.append(found("settings-agree", Severity.INFO))
    return tuple(differences), tuple(findings)


def _says_nothing(server: TypedServer) -> bool:
    return server == TypedServer(server.protocol)


def _incoming(right: Sequence[ServerSettings]) -> list[ServerSettings]:
    return [each for each in right if each.protocol is not Protocol.SMTP]


def _wrong_in_itself(server: TypedServer) -> list[Finding]:
    """What cannot work, or should not be, whoever the provider is."""
    protocol = NAMES[server.protocol]
    if server.security == "none":
        return [found("setting-not-encrypted", Severity.WARNING, protocol=protocol)]
    other = {"tls": _STARTTLS_PORTS, "starttls": _TLS_PORTS}.get(server.security or "", frozenset())
    if server.port is None or server.port not in other:
        return []
    typed, right = ("tls", "starttls") if server.security == "tls" else ("starttls", "tls")
    return [
        found(
            "setting-port-security-mismatch",
            Severity.ERROR,
            protocol=protocol,
            port=server.port,
            typed=SECURITY_NAMES[typed],
            right=SECURITY_NAMES[right],
        )
    ]


def _between(
    server: TypedServer, right: ServerSettings, address: str, either_login: bool
) -> list[Difference]:
    def differ(field: Field, typed: str, expected: str) -> None:
        if typed != expected:
            differences.append(Difference(server.protocol, field, clean(typed), clean(expected)))

    differences: list[Difference] = []
    if server.host.strip():
        differ("host", server.host.strip().rstrip(".").lower(), right.host)
    if server.port is not None:
        differ("port", str(server.port), str(right.port))
    if server.security is not None:
        differ("security", SECURITY_NAMES[server.security], SECURITY_NAMES[right.security.value])
    login, typed_login = right.login(address.strip()), server.username.strip()
    usual = {address.strip().casefold(), address.strip().rpartition("@")[0].casefold()}
    is_usual = either_login and typed_login.casefold() in usual
    if typed_login and login is not None and not is_usual and typed_login.casefold() != login.casefold():
        differ("username", typed_login, login)
    if server.auth is not None and right.auth and _kind(server.auth) not in map(_kind, right.auth):
        differ("auth", server.auth.value, right.auth[0].value)
    return differences


def _kind(auth: Auth) -> bool:
    """Is it a password, however it travels?"""
    return auth is not Auth.OAUTH


_WEIGHTS: dict[Field, int] = {"protocol": 0, "host": 8, "port": 4, "security": 2, "username": 1, "auth": 1}


def _weight(differences: Iterable[Difference]) -> int:
    return sum(_WEIGHTS[each.field] for each in differences)


def _told(differences: Sequence[Difference], already: Sequence[Finding]) -> list[Finding]:
    """A finding for each difference that none tells already."""
    mismatched = {
        each.evidence["protocol"] for each in already if each.id == "setting-port-security-mismatch"
    }
    plain = {each.evidence["protocol"] for each in already if each.id == "setting-not-encrypted"}
    findings = []
    for each in differences:
        protocol = NAMES[each.protocol]
        if each.field == "security" and protocol in mismatched | plain:
            continue
        told = "setting-protocol-not-offered" if each.field == "protocol" else f"setting-{each.field}-differs"
        findings.append(found(told, Severity.WARNING, protocol=protocol, typed=each.typed, right=each.right))
    return findings
