"""From what a check of a domain saw to the answer: a verdict for each theme, records, and what to change."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field

from checker.answer.addresses import finding
from checker.answer.articles import Reading
from checker.answer.models import Finding, Model
from checker.answer.names import for_people
from checker.domain.health import Health
from checker.domain.spf_tree import SpfNode
from checker.domain.verdict import Theme as ThemeId
from checker.findings import Severity, Verdict
from checker.guide.wording import N_

Judged = Literal["good", "attention", "broken", "unknown"]

THEMES: Mapping[ThemeId, str] = {
    ThemeId.RECEIVES: N_("Receiving mail"),
    ThemeId.PROVES: N_("Sender authentication"),
    ThemeId.ENCRYPTED: N_("Encryption"),
    ThemeId.SIGNED: N_("DNS signatures"),
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.GOOD: N_("Good"),
    Verdict.ATTENTION: N_("Needs attention"),
    Verdict.BROKEN: N_("Broken"),
    Verdict.UNKNOWN: N_("Unknown"),
}
HEADLINES: Mapping[Verdict, str] = {
    Verdict.GOOD: N_("The mail settings of this domain are in order"),
    Verdict.ATTENTION: N_("The domain works, but some of its mail settings need attention"),
    Verdict.BROKEN: N_("The domain has mail settings that don't work"),
    Verdict.UNKNOWN: N_("DNS didn't answer well enough to tell"),
}
STATUSES: Mapping[str, str] = {
    "no-data": N_("No such record"),
    "nxdomain": N_("No such name"),
    "servfail": N_("The name server failed"),
    "bogus": N_("The signatures don't hold"),
    "refused": N_("The name server refused to answer"),
    "timeout": N_("No answer in time"),
    "not-checked": N_("Not asked"),
}
"""What became of a DNS question that brought no record."""

NO_DOMAIN = N_("This is not a domain name, so DNS wasn't asked")
INFO = Severity.INFO.value
PARKED = N_("The domain neither sends nor receives mail, and its records say so")


class Record(Model):
    """One DNS question of the check and what came back."""

    name: str
    type: str
    status: Annotated[str, Field(description="found, no-data, nxdomain, servfail, bogus, refused, timeout …")]
    texts: list[str]
    authenticated: Annotated[
        bool | None, Field(description="Signed, by a resolver that validates; null: nobody could tell.")
    ]


class Reverse(Model):
    """The reverse DNS of a mail server's address."""

    address: str
    names: list[str]
    confirmed: Annotated[bool | None, Field(description="Whether one of the names leads back.")]


class MailServer(Model):
    """A mail server of the domain."""

    host: str
    preference: int
    addresses: list[str]
    reverse: list[Reverse]


class SpfStep(Model):
    """An SPF record, and those that it includes."""

    domain: str
    term: Annotated[
        str, Field(description="What led here, as in include:_spf.example.com; empty at the top.")
    ]
    record: str | None
    lookups: Annotated[int, Field(description="DNS lookups of this record and everything below it.")]
    problem: Annotated[str | None, Field(description="Id of a finding.")]
    children: list["SpfStep"]


class DkimKey(Model):
    """A DKIM key that was looked at."""

    selector: str
    status: str
    key_type: str | None
    bits: int | None
    revoked: bool
    testing: bool
    valid: bool


class Correction(Model):
    """A record as it should be, ready to be copied."""

    findings: Annotated[list[str], Field(description="Ids of the findings that it mends.")]
    name: str
    type: str
    text: str
    replaces: list[str]


class Theme(Model):
    """One side of the domain's mail: receives, proves, encrypted, or signed."""

    id: str
    title: str
    verdict: Judged
    label: Annotated[str, Field(description="The verdict in words.")]
    findings: list[Finding]

    @property
    def pressing(self) -> list[Finding]:
        """The errors and warnings."""
        return [each for each in self.findings if each.severity != INFO]

    @property
    def to_know(self) -> list[Finding]:
        """The rest, which needs nobody to act."""
        return [each for each in self.findings if each.severity == INFO]

    def mends(self, record: Correction) -> bool:
        """Is this the theme that a correction belongs to: the one of the first finding that it mends?"""
        return record.findings[0] in [each.id for each in self.findings]


class Domain(Model):
    """The answer about a mail domain."""

    input: str
    domain: Annotated[str | None, Field(description="The name that was checked, in A-labels.")]
    verdict: Judged
    headline: str
    themes: list[Theme]
    findings: Annotated[list[Finding], Field(description="All of them, theme by theme.")]
    records: list[Record]
    mail_servers: list[MailServer]
    spf: SpfStep | None
    dkim: list[DkimKey]
    services: Annotated[list[str], Field(description="Mail and sending services that the records name.")]
    corrections: list[Correction]
    request: Annotated[str, Field(description="A text for the DNS administrator; empty: nothing to change.")]

    @property
    def pressing(self) -> list[Correction]:
        """The corrections that an error or a warning asks for, and not only something to know."""
        minor = {each.id for each in self.findings if each.severity == INFO}
        minor -= {each.id for each in self.findings if each.severity != INFO}
        return [each for each in self.corrections if not each.findings or not minor.issuperset(each.findings)]

    @property
    def shown(self) -> str:
        """The name for people: in Unicode with its A-labels in brackets, where it has any."""
        return for_people(self.domain or "")


def domain(health: Health, given: str, reading: Reading, base_url: str) -> Domain:
    """The answer about the health of a domain that was typed as `given`."""
    say = reading.words.gettext
    themes = [
        Theme(
            id=theme.theme,
            title=say(THEMES[theme.theme]),
            verdict=theme.verdict.value,
            label=say(VERDICTS[theme.verdict]),
            findings=[finding(each, reading) for each in theme.findings],
        )
        for theme in health.themes
    ]
    return Domain(
        input=given,
        domain=health.domain or None,
        verdict=health.verdict.value,
        headline=say(_headline(health)),
        themes=themes,
        findings=[each for theme in themes for each in theme.findings],
        records=[
            Record(
                name=record.name,
                type=record.type,
                status=record.status,
                texts=list(record.texts),
                authenticated=record.authenticated,
            )
            for record in health.records
        ],
        mail_servers=[
            MailServer(
                host=server.host,
                preference=server.preference,
                addresses=list(server.addresses),
                reverse=[
                    Reverse(address=each.address, names=list(each.names), confirmed=each.confirmed)
                    for each in server.reverse
                ],
            )
            for server in health.mail_servers
        ],
        spf=_steps(health.spf.tree) if health.spf.tree else None,
        dkim=[
            DkimKey(
                selector=key.selector,
                status=key.status,
                key_type=key.key_type,
                bits=key.bits,
                revoked=key.revoked,
                testing=key.testing,
                valid=key.valid,
            )
            for key in health.dkim
        ],
        services=list(health.services),
        corrections=[
            Correction(
                findings=list(each.findings),
                name=each.name,
                type=each.type,
                text=each.text,
                replaces=list(each.replaces),
            )
            for each in health.corrections
        ],
        request=request(health, themes, reading, base_url),
    )


def _headline(health: Health) -> str:
    if not health.domain:
        return NO_DOMAIN
    return PARKED if health.parked else HEADLINES[health.verdict]


def _steps(node: SpfNode) -> SpfStep:
    return SpfStep(
        domain=node.domain,
        term=node.term,
        record=node.record,
        lookups=node.lookups,
        problem=node.problem,
        children=[_steps(child) for child in node.children],
    )


def request(health: Health, themes: Iterable[Theme], reading: Reading, base_url: str) -> str:
    """A text that a person can send to whoever looks after the DNS of the domain; plain, line by line."""
    if not health.changes:
        return ""
    _ = reading.words.gettext
    now, then, how = _("Now:"), _("Should be:"), _("How to correct it:")
    said = {each.id: each for theme in themes for each in theme.findings}
    lines = [
        _("Hello,"),
        "",
        _("A check of %(domain)s found mail settings that need a change:", domain=health.domain),
    ]
    for number, change in enumerate(health.changes, 1):
        told = [said[finding] for finding in change.findings if finding in said]
        lines += ["", f"{number}. {change.name} {change.type}"]
        lines += [f"   - {each.title}" for each in told]
        lines += [f"   {now} {text}" for text in change.now]
        if change.should_be is not None:
            lines += [f"   {then} {line}" for line in change.should_be.splitlines()]
        else:
            lines += [f"   {how} {base_url}{each.article}" for each in told if each.article]
    link = f"{base_url}{reading.url('tools/domain')}"
    return "\n".join([*lines, "", _("To check again: %(link)s", link=link)])


def selectors_in(text: str) -> list[str]:
    """Selectors as people type them, separated by commas or spaces."""
    return text.replace(",", " ").replace(";", " ").split()
