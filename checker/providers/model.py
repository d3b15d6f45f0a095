"""What a row of the table of providers says, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Protocol(StrEnum):
    """What a server speaks."""

    IMAP = "imap"
    POP3 = "pop3"
    SMTP = "smtp"


class Security(StrEnum):
    """How a connection is encrypted: from the first byte, or after STARTTLS. Plain text is in no row."""

    TLS = "tls"
    STARTTLS = "starttls"


PORTS: Mapping[tuple[Protocol, Security], int] = {
    (Protocol.IMAP, Security.TLS): 993,
    (Protocol.IMAP, Security.STARTTLS): 143,
    (Protocol.POP3, Security.TLS): 995,
    (Protocol.POP3, Security.STARTTLS): 110,
    (Protocol.SMTP, Security.TLS): 465,
    (Protocol.SMTP, Security.STARTTLS): 587,
}
"""The port of each way to connect (RFC 8314 section 3, RFC 6409). No row has another."""


class Username(StrEnum):
    """What to type as user name. An account id is one that the address does not tell."""

    ADDRESS = "address"
    LOCAL_PART = "local-part"
    ACCOUNT_ID = "account-id"


class PasswordRule(StrEnum):
    """Which password a mail app needs."""

    OAUTH_ONLY = "oauth-only"
    """None: the app sends its user to the provider's sign-in page."""
    APP_PASSWORD = "app-password"
    """One made for mail apps, whatever the provider calls it."""
    ACCOUNT_PASSWORD = "account-password"
    """The one of the mailbox."""
    BRIDGE = "bridge"
    """One that a program on the same computer shows."""
    NONE_OFFERED = "none-offered"
    """No app but the provider's own can read the mailbox."""


REGIONS = ("korea", "japan", "world")
"""The tables of the page of all providers, in order."""

UNCONFIRMED = ("domains", "mx", "imap", "pop3", "smtp", "username", "password", "switch")
"""What a row may call unconfirmed. `switch`: whether access has to be switched on first."""


@dataclass(frozen=True, slots=True)
class Server:
    """One server of a provider."""

    protocol: Protocol
    host: str
    port: int
    security: Security
    username: Username

    def login(self, address: str) -> str | None:
        """The user name of an address at this server; None where only the account's owner knows it."""
        if self.username is Username.ACCOUNT_ID:
            return None
        return address if self.username is Username.ADDRESS else address.rpartition("@")[0]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row's facts were seen. `url` may be empty; `seen` is a day or a month (ISO 8601)."""

    title: str
    url: str
    seen: str


@dataclass(frozen=True, slots=True)
class Provider:
    """One row. Servers stand best first."""

    id: str
    name: str
    names: tuple[tuple[str, str], ...]
    """Names in other languages: locale and name."""
    region: str
    domains: tuple[str, ...]
    """Domains of addresses; `*.example.com` stands for every name below example.com, not for itself."""
    mx: tuple[str, ...]
    """MX hosts, or what they end in at the border of a label."""
    incoming: tuple[Server, ...]
    outgoing: tuple[Server, ...]
    password: PasswordRule | None
    """None where it is not known."""
    two_step_only: bool
    """The app password is needed where two-step verification is on; else the account's own works."""
    oauth: bool
    """Signing in without any password works, too."""
    switch_on_first: bool
    """Access for mail apps is off until the user or the administrator switches it on."""
    spf: str | None
    """What the SPF record of a customer's domain includes."""
    dkim: tuple[str, ...]
    """Selectors of DKIM keys in customers' domains."""
    article: str
    """The id of the article that explains it, with an anchor where the article is about others, too."""
    unconfirmed: tuple[str, ...]
    sources: tuple[Source, ...]

    def name_in(self, locale: str) -> str:
        """The name that readers of a locale use."""
        return dict(self.names).get(locale, self.name)

    def servers(self, protocol: Protocol) -> tuple[Server, ...]:
        """The servers that speak a protocol, best first."""
        return tuple(server for server in (*self.incoming, *self.outgoing) if server.protocol is protocol)
