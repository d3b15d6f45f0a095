"""Names of domains and servers: which are any, and how they are written in DNS."""

import idna

from checker.net.dial import MAIL_PORTS, is_host


def domain_of(address: str) -> str | None:
    """The domain behind the last at-sign as it was typed, without spaces around; None where there is none."""
    local, at, domain = address.strip().rpartition("@")
    domain = domain.rstrip(".")
    return domain if local and at and domain else None


def ascii_name(domain: str) -> str | None:
    """A domain in A-labels (RFC 5891) and lower case; None if it is no name that DNS could hold."""
    if len(domain) > 253:
        return None
    try:
        name = idna.encode(domain.lower(), uts46=not domain.isascii()).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        name = domain.lower()
    return name if is_host(name) else None


def is_mail_port(port: int) -> bool:
    """Is it a port that mail apps use?"""
    return port in MAIL_PORTS
