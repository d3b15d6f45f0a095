"""Settings that a domain publishes in a file, in the format that Thunderbird reads.

https://www.bucksch.org/1/projects/thunderbird/autoconfiguration/config-file-format.html
The file is hostile: `read` never raises, and entities and document types are refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from checker.account.hosts import is_mail_port
from checker.account.model import NAMES, Auth, Origin, ServerSettings, found
from checker.findings import Finding, Severity
from checker.net.dial import is_host
from checker.net.hostile import clean
from checker.providers import Protocol, Security, Username

TYPES = ("text/xml", "application/xml")
"""Content types of such a file."""

MOST_SERVERS = 12

_ADDRESS, _LOCAL_PART, _DOMAIN = "%EMAILADDRESS%", "%EMAILLOCALPART%", "%EMAILDOMAIN%"
_USERNAMES = {
    _ADDRESS: Username.ADDRESS,
    f"{_LOCAL_PART}@{_DOMAIN}": Username.ADDRESS,
    _LOCAL_PART: Username.LOCAL_PART,
}
_SECURITY = {"ssl": Security.TLS, "starttls": Security.STARTTLS}
_AUTH = {
    "password-cleartext": Auth.PASSWORD,
    "plain": Auth.PASSWORD,  # the older name
    "password-encrypted": Auth.ENCRYPTED_PASSWORD,
    "secure": Auth.ENCRYPTED_PASSWORD,
    "oauth2": Auth.OAUTH,
}


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a file says: servers, best first, and what was odd about it."""

    servers: tuple[ServerSettings, ...]
    findings: tuple[Finding, ...]


def read(data: bytes, domain: str, origin: Origin) -> Configuration | None:
    """Read a file for an address in `domain`; None for what is no such file.

    Servers without encryption are left out, and told where a protocol has no others.
    """
    try:
        root = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return None
    if root.tag != "clientConfig":
        return None
    servers: list[ServerSettings] = []
    findings: list[Finding] = []
    plain: list[Finding] = []
    for element, protocol in _elements(root):
        host = _text(element, "hostname").replace(_DOMAIN, domain).rstrip(".").lower()
        port, security = _port(element), _SECURITY.get(_text(element, "socketType").lower())
        evidence: dict[str, str | int] = {
            "protocol": NAMES[protocol],
            "origin": origin.value,
            "host": clean(host),
        }
        if not is_host(host):
            findings.append(found("settings-host-not-valid", Severity.WARNING, **evidence))
        elif not is_mail_port(port):
            findings.append(found("settings-port-refused", Severity.WARNING, **evidence, port=port))
        elif security is None:
            plain.append(found("settings-not-encrypted", Severity.WARNING, **evidence))
        else:
            username = _USERNAMES.get(_text(element, "username"))
            servers.append(ServerSettings(protocol, host, port, security, username, _auth(element), origin))
    encrypted = {NAMES[server.protocol] for server in servers}
    findings += [finding for finding in plain if finding.evidence["protocol"] not in encrypted]
    return Configuration(tuple(servers), tuple(findings))


def _elements(root: Element) -> Iterator[tuple[Element, Protocol]]:
    provider = root.find("emailProvider")
    count = 0
    for element in () if provider is None else provider:
        kind = element.get("type", "").lower()
        incoming = element.tag == "incomingServer" and kind in ("imap", "pop3")
        if incoming or (element.tag == "outgoingServer" and kind == "smtp"):
            yield element, Protocol(kind)
            count += 1
            if count == MOST_SERVERS:
                return


def _text(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()[:300]


def _port(element: Element) -> int:
    text = _text(element, "port")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else 0


def _auth(element: Element) -> tuple[Auth, ...]:
    names = [(each.text or "").strip().lower() for each in element.findall("authentication")[:8]]
    return tuple(dict.fromkeys(_AUTH[name] for name in names if name in _AUTH))
