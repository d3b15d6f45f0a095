"""The words for the settings of mail accounts, by the ids of the table of providers."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from checker.guide.wording import N_

PROTOCOLS: Mapping[str, str] = {
    "imap": N_("Incoming server (IMAP)"),
    "pop3": N_("Incoming server (POP3)"),
    "smtp": N_("Outgoing server (SMTP)"),
}
SECURITY: Mapping[str, str] = {"tls": "SSL/TLS", "starttls": "STARTTLS", "none": N_("Not encrypted")}
USERNAMES: Mapping[str, str] = {
    "address": N_("The whole email address"),
    "local-part": N_("The part before the @"),
    "account-id": N_("The ID that the provider shows for mail apps"),
}
PASSWORDS: Mapping[str, str] = {
    "oauth-only": N_("No password: sign in on the provider's page (OAuth)"),
    "app-password": N_("An app password"),
    "account-password": N_("The password of the mailbox"),
    "bridge": N_("The one that the provider's bridge program shows"),
    "none-offered": N_("None: other mail apps can't read this mailbox"),
}
TWO_STEP = N_("With two-step verification an app password, otherwise the password of the mailbox")
UNKNOWN = N_("Not known")
ORIGINS: Mapping[str, str] = {
    "provider-table": N_("our table of providers"),
    "autoconfig": N_("the domain's own configuration file"),
    "srv": N_("DNS (SRV records)"),
    "isp-database": N_("a public database of mail settings"),
}
FIELDS: Mapping[str, str] = {
    "protocol": N_("Protocol"),
    "host": N_("Server"),
    "port": N_("Port"),
    "security": N_("Connection security"),
    "username": N_("User name"),
    "auth": N_("Way to sign in"),
}
AUTH: Mapping[str, str] = {
    "password": N_("password"),
    "encrypted-password": N_("encrypted password"),
    "oauth2": N_("sign-in page (OAuth)"),
}
UNCONFIRMED: Mapping[str, str] = {
    "imap": N_("IMAP server"),
    "pop3": N_("POP3 server"),
    "smtp": N_("SMTP server"),
    "username": N_("user name"),
    "password": N_("password rule"),
    "switch": N_("whether access has to be switched on first"),
}
"""What readers are told. That the MX or the domains are not known matters to the checker alone."""


def not_confirmed(ids: Iterable[str], locale: str, say: Callable[[str], str]) -> str:
    """What nobody confirmed of a provider, as a list in words; empty where readers have nothing to know."""
    known = frozenset(ids)
    labels = [say(label) for name, label in UNCONFIRMED.items() if name in known]
    return format_list(labels, locale=Locale.parse(locale, sep="-")) if labels else ""


def day_in_words(seen: str, locale: str) -> str:
    """A day (2026-07-01) or a month (2026-07) in words."""
    babel = Locale.parse(locale, sep="-")
    year, month, *day = map(int, seen.split("-"))
    if day:
        return format_date(date(year, month, *day), "long", locale=babel)
    return format_skeleton("yMMMM", date(year, month, 1), locale=babel)
