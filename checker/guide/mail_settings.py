"""The words for the settings of mail accounts, by the ids of the table of providers."""

from collections.abc import Mapping

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
