"""Is a mail domain healthy? Everything that DNS and its policy file say about it, and what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.domain import corrections as correct
from checker.domain import dmarc_correction, spf_correction, theme_encrypted
from checker.domain import theme_receives as receives
from checker.domain.asking import Asks, Inquiry, Record, failed, found
from checker.domain.corrections import Change, Correction
from checker.domain.dane import Dane
from checker.domain.dkim import DkimKey
from checker.domain.dmarc_health import DmarcHealth
from checker.domain.dnssec import Dnssec
from checker.domain.gathering import Facts, gather
from checker.domain.mail_servers import Deliverability, ascii_name
from checker.domain.mta_sts import MtaStsHealth
from checker.domain.spf_health import SpfHealth
from checker.domain.theme_receives import MailServerHealth
from checker.domain.tls_reporting import TlsReporting
from checker.domain.verdict import Theme, ThemeHealth, judge, judge_whole
from checker.findings import Finding, Severity, Verdict
from checker.net.allowed import Network
from checker.net.fetch import Fetch
from checker.net.resolver import Answer, Budget, Status

QUESTIONS = 40
"""What one check may ask DNS."""

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

_NOT_CHECKED = Status.NOT_CHECKED.value


@dataclass(frozen=True, slots=True)
class Health:
    """A domain's health. `domain` is in A-labels, "" for what is no name; `themes` are always all four.

    `services` are ids of services.toml. `records` is everything that was asked, in order; `questions` counts
    it.
    """

    domain: str
    verdict: Verdict
    themes: tuple[ThemeHealth, ...]
    parked: bool = False
    mail_servers: tuple[MailServerHealth, ...] = ()
    spf: SpfHealth = SpfHealth(_NOT_CHECKED)  # noqa: RUF009 (frozen)
    dkim: tuple[DkimKey, ...] = ()
    dmarc: DmarcHealth = DmarcHealth(_NOT_CHECKED)  # noqa: RUF009 (frozen)
    mta_sts: MtaStsHealth = MtaStsHealth(_NOT_CHECKED)  # noqa: RUF009 (frozen)
    tls_reporting: TlsReporting = TlsReporting(_NOT_CHECKED)  # noqa: RUF009 (frozen)
    dane: tuple[Dane, ...] = ()
    dnssec: Dnssec = Dnssec()  # noqa: RUF009 (frozen)
    services: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    corrections: tuple[Correction, ...] = ()
    changes: tuple[Change, ...] = ()
    questions: int = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all themes."""
        return tuple(finding for theme in self.themes for finding in theme.findings)


async def check(
    domain: str,
    resolver: Asks,
    *,
    selectors: Sequence[str] = (),
    fetch: Fetch | None = None,
    extra_denied: Iterable[Network] = (),
    budget: Budget | None = None,
) -> Health:
    """Check a mail domain (ASCII or Unicode). `resolver` is a `Resolver`, or whoever asks like one.

    `selectors` are DKIM selectors that somebody knows. `fetch` gets the MTA-STS policy file; without it the
    file is not looked at. `extra_denied` are address ranges besides our own that no mail server may be in.
    Questions go out side by side in order of use; all of them share `budget`. Never raises for what DNS or a
    server does. Where the first question is not answered in time, no other is asked.
    """
    name = ascii_name(domain)
    if name is None:
        return _without("", "broken", found("domain-name-not-valid", E, "", "MX"))
    inquiry = Inquiry(resolver, budget or resolver.budget(QUESTIONS))
    first = await inquiry.query(name, "MX")
    if first.status in (Status.TIMEOUT, Status.NOT_CHECKED):
        return _without(name, "unknown", failed(first, name, "MX", W), inquiry)
    if first.status is Status.NXDOMAIN:
        return _without(name, "broken", found("domain-not-found", E, name, "MX", domain=name), inquiry)
    facts = await gather(name, first, inquiry, selectors, fetch, tuple(extra_denied))
    return _judge(name, first, facts, inquiry)


def _without(name: str, verdict: str, finding: Finding, inquiry: Inquiry | None = None) -> Health:
    """All that can be said where there is no domain, or nobody who tells."""
    whole = Verdict(verdict)
    themes = (
        ThemeHealth(Theme.RECEIVES, whole, (finding,)),
        *(ThemeHealth(theme, Verdict.UNKNOWN) for theme in Theme if theme is not Theme.RECEIVES),
    )
    if inquiry is None:
        return Health(name, whole, themes)
    return Health(name, whole, themes, records=inquiry.records, questions=inquiry.asked)


def _judge(domain: str, first: Answer, facts: Facts, inquiry: Inquiry) -> Health:
    """What the facts come to."""
    told, spf, dmarc, encryption = facts.told, facts.spf, facts.dmarc, facts.encryption
    takes_mail = told.answer != "no"
    refuses = _refuses(told)
    # Takes no mail, sends none, and says so to everybody who asks.
    wants_none = any(finding.id in ("null-mx", "no-mail-server") for finding in told.findings)
    parked = wants_none and spf.forbids_all and dmarc.applied == "reject"
    records = inquiry.records
    texts = {(record.name, record.type): record.texts for record in records}
    themes = (
        judge(
            Theme.RECEIVES,
            _receiving(domain, told, spf, parked=parked),
            is_known=receives.is_known(told, first.status),
        ),
        judge(Theme.PROVES, _proving(facts, parked=parked), is_known=spf.is_known and dmarc.is_known),
        judge(
            Theme.ENCRYPTED,
            theme_encrypted.findings(domain, encryption) if takes_mail else (),
            # Mail servers that do not work cannot be asked; without any on purpose there is nothing to ask.
            is_known=theme_encrypted.is_known(encryption) if takes_mail else refuses or parked,
        ),
        judge(Theme.SIGNED, facts.signed.findings, is_known=facts.signed.signed is not None),
    )
    fixes = _corrections(domain, facts, texts.get((domain, "MX"), ()))
    return Health(
        domain,
        judge_whole(themes),
        themes,
        parked,
        facts.servers,
        spf,
        facts.dkim.keys,
        dmarc,
        encryption.mta_sts,
        encryption.tls_reporting,
        encryption.dane,
        facts.signed,
        tuple(service.id for service in facts.services),
        records,
        fixes,
        correct.changes(domain, [each for theme in themes for each in theme.findings], fixes, texts),
        inquiry.asked,
    )


def _refuses(told: Deliverability) -> bool:
    """A null MX: without a working mail server, only this says that it is meant so."""
    return any(finding.id == "null-mx" for finding in told.findings)


def _receiving(domain: str, told: Deliverability, spf: SpfHealth, *, parked: bool) -> tuple[Finding, ...]:
    if parked:
        # Having no mail server at all is a way of taking no mail, if a rough one.
        kept = tuple(finding for finding in told.findings if finding.id != "no-mail-server")
        return (*kept, found("domain-parked", I, domain, "MX", domain=domain))
    if _refuses(told) and spf.record is not None and not spf.refuses_all:
        evidence = {"domain": domain, "record": spf.record}
        return (*told.findings, found("null-mx-but-sends", W, domain, "MX", **evidence))
    return told.findings


def _proving(facts: Facts, *, parked: bool) -> tuple[Finding, ...]:
    told = (*facts.spf.findings, *facts.dmarc.findings, *facts.dkim.findings)
    if parked:  # reports about a domain that never sends are nobody's need
        return tuple(finding for finding in told if finding.id != "dmarc-no-reports")
    return (*told, *receives.reverse_findings(facts.servers, facts.spf.parsed))


def _corrections(domain: str, facts: Facts, mail_servers: Sequence[str]) -> tuple[Correction, ...]:
    takes_mail, encryption = facts.told.answer != "no", facts.encryption
    refuses = _refuses(facts.told)
    wanted = False if refuses else True if facts.told.answer == "yes" else None
    hosts = [server.host for server in facts.servers] if takes_mail else []
    return (
        *correct.mail_servers(domain, facts.told.findings, mail_servers),
        *spf_correction.correct(domain, facts.spf, facts.services, takes_mail=wanted),
        *dmarc_correction.correct(domain, facts.dmarc, sends=not (refuses and facts.spf.forbids_all)),
        *correct.mta_sts(domain, encryption.mta_sts, hosts),
        *(correct.tls_reporting(domain, encryption.tls_reporting.findings) if takes_mail else ()),
    )
