"""From what a check of an account saw to the answer: settings, what differs from them, what servers say."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field

from checker.account import Account as Seen
from checker.account import Difference as SeenDifference
from checker.account import Probed, ServerSettings, TypedServer
from checker.account import Prober as Prober
from checker.answer.addresses import finding
from checker.answer.articles import Reading
from checker.answer.models import Finding, Model, Text, Url
from checker.findings import Finding as SeenFinding
from checker.findings import Verdict
from checker.guide.mail_settings import (
    AUTH,
    FIELDS,
    ORIGINS,
    PASSWORDS,
    PROTOCOLS,
    SECURITY,
    TWO_STEP,
    day_in_words,
    not_confirmed,
)
from checker.guide.mail_settings import UNKNOWN as RULE_UNKNOWN
from checker.guide.wording import N_
from checker.net.dial import Dialler
from checker.providers import Protocol, Provider
from checker.settings import Settings

Say = Callable[[str], str]

HEADLINES: Mapping[Verdict, str] = {
    Verdict.GOOD: N_("These are the settings of the account"),
    Verdict.ATTENTION: N_("Some settings of the account need attention"),
    Verdict.BROKEN: N_("The account can't connect with these settings"),
    Verdict.UNKNOWN: N_("The settings of the account weren't found"),
}
FINE = N_("The servers are fine: it is the password or the way to sign in")


class Source(Model):
    """Where the facts about a provider were seen."""

    title: str
    url: str
    seen: Annotated[str, Field(description="Day or month, ISO 8601.")]
    day: Annotated[str, Field(description="The same in words.")]


class ProviderFacts(Model):
    """A mail provider as our table knows it."""

    id: str
    name: str
    password: Annotated[str | None, Field(description="oauth-only, app-password, account-password …")]
    password_rule: Annotated[str, Field(description="The same in words.")]
    unconfirmed: Annotated[list[str], Field(description="What no public source confirms.")]
    unconfirmed_label: Annotated[
        str, Field(description="The same in words, as far as it matters to a reader; empty: nothing does.")
    ]
    sources: list[Source]
    article: Url


class Setting(Model):
    """One server as it should be set."""

    protocol: Literal["imap", "pop3", "smtp"]
    label: str
    host: str
    port: int
    security: Literal["tls", "starttls"]
    security_label: str
    username: Annotated[str | None, Field(description="What to type as user name; null: not known.")]
    auth: list[str]
    origin: str
    origin_label: str


class Difference(Model):
    """One field that is set otherwise than it should be."""

    protocol: Literal["imap", "pop3", "smtp"]
    field: str
    label: str
    typed: str
    right: str


class Probe(Model):
    """What one server said when it was asked."""

    protocol: Literal["imap", "pop3", "smtp"]
    label: str
    host: str
    port: int
    fine: Annotated[bool, Field(description="A mail app could connect and try to sign in.")]
    tls: Annotated[str | None, Field(description="As in TLSv1.3")]
    certificate_ends: Annotated[str | None, Field(description="Day, ISO 8601.")]
    mechanisms: Annotated[list[str], Field(description="Ways to sign in that it offers (SASL names).")]
    findings: list[Finding]


class Account(Model):
    """The answer about the settings of a mail account."""

    input: str
    domain: str | None
    verdict: Literal["good", "attention", "broken", "unknown"]
    headline: str
    provider: ProviderFacts | None
    settings: Annotated[list[Setting], Field(description="The right ones, best first.")]
    differences: Annotated[list[Difference], Field(description="Of what was typed, to the right ones.")]
    probes: Annotated[list[Probe], Field(description="Only where it was asked for.")]
    findings: list[Finding]


class ServerTyped(Model):
    """A server as somebody has set it; only what is given is compared. There is no field for a password."""

    protocol: Protocol
    host: Annotated[Text, Field(max_length=253)] = ""
    port: Annotated[int | None, Field(ge=1, le=65535)] = None
    security: Literal["tls", "starttls", "none"] | None = None
    username: Annotated[Text, Field(max_length=320)] = ""

    def typed(self) -> TypedServer:
        """The same for the engine."""
        return TypedServer(self.protocol, self.host, self.port, self.security, self.username)


def prober_of(settings: Settings, dialler: Dialler) -> Prober:
    """What contacts mail servers for an installation; it says the host of base_url when it greets them."""
    return Prober(dialler, urlsplit(settings.base_url).hostname or "")


def account(seen: Seen, given: str, address: str, reading: Reading) -> Account:
    """The answer about an account. `given` is what was typed, `address` the one that was read from it."""
    say = reading.words.gettext
    of_probes = [each for probed in seen.probes for each in probed.findings]
    is_fine = any(each.id == "servers-are-fine" for each in seen.findings)
    return Account(
        input=given,
        domain=seen.domain or None,
        verdict=seen.verdict.value,
        headline=say(FINE if is_fine and seen.verdict is Verdict.GOOD else HEADLINES[seen.verdict]),
        provider=_provider(seen.provider, reading) if seen.provider else None,
        settings=[_setting(each, address, say) for each in seen.servers],
        differences=[_difference(each, say) for each in seen.differences],
        probes=[_probe(each, reading) for each in seen.probes],
        findings=[
            finding(_named(each, seen.provider, reading.locale), reading)
            for each in seen.findings
            if each not in of_probes
        ],
    )


def _named(each: SeenFinding, provider: Provider | None, locale: str) -> SeenFinding:
    """The finding with its provider called as people of the locale call it."""
    if provider is None or "provider" not in each.evidence:
        return each
    return replace(each, evidence={**each.evidence, "provider": provider.name_in(locale)})


def _provider(row: Provider, reading: Reading) -> ProviderFacts:
    say = reading.words.gettext
    rule = TWO_STEP if row.two_step_only else PASSWORDS[row.password] if row.password else RULE_UNKNOWN
    return ProviderFacts(
        id=row.id,
        name=row.name_in(reading.locale),
        password=row.password,
        password_rule=say(rule),
        unconfirmed=list(row.unconfirmed),
        unconfirmed_label=not_confirmed(row.unconfirmed, reading.locale, say),
        sources=[
            Source(
                title=each.title,
                url=each.url,
                seen=each.seen,
                day=day_in_words(each.seen, reading.locale),
            )
            for each in row.sources
        ],
        article=reading.url(row.article),
    )


def _setting(server: ServerSettings, address: str, say: Say) -> Setting:
    return Setting(
        protocol=server.protocol.value,
        label=say(PROTOCOLS[server.protocol]),
        host=server.host,
        port=server.port,
        security=server.security.value,
        security_label=say(SECURITY[server.security]),
        username=server.login(address),
        auth=[each.value for each in server.auth],
        origin=server.origin.value,
        origin_label=say(ORIGINS[server.origin]),
    )


def _difference(each: SeenDifference, say: Say) -> Difference:
    words: Mapping[str, str] = {"security": SECURITY, "auth": AUTH}.get(each.field, {})
    typed, right = (say(words[value]) if value in words else value for value in (each.typed, each.right))
    return Difference(
        protocol=each.protocol.value,
        field=each.field,
        label=say(FIELDS[each.field]),
        typed=typed,
        right=right,
    )


def _probe(probed: Probed, reading: Reading) -> Probe:
    settings, say = probed.settings, reading.words.gettext
    return Probe(
        protocol=settings.protocol.value,
        label=say(PROTOCOLS[settings.protocol]),
        host=settings.host,
        port=settings.port,
        fine=probed.is_fine,
        tls=probed.tls_version or None,
        certificate_ends=probed.certificate.not_after.date().isoformat() if probed.certificate else None,
        mechanisms=list(probed.mechanisms),
        findings=[finding(each, reading) for each in probed.findings],
    )
