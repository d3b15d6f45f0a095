"""Is a mail domain healthy? Everything that DNS and its policy file say about it, and what to do."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.domain import corrections as correct
from checker.domain import dmarc_correction, dnssec, spf_correction, theme_encrypted, theme_proves
from checker.domain import theme_receives as receives
from checker.domain.asking import Inquiry, Record, failed, found
from checker.domain.corrections import Change, Correction
from checker.domain.dane import Dane
from checker.domain.dkim import DkimKey
from checker.domain.dkim_health import DkimHealth, ask_usual
from checker.domain.dmarc_health import DmarcHealth
from checker.domain.dnssec import Dnssec
from checker.domain.mail_servers import Deliverability, ascii_name
from checker.domain.mta_sts import MtaStsHealth
from checker.domain.services import Service, recognise
from checker.domain.spf_health import SpfHealth
from checker.domain.theme_encrypted import Encryption
from checker.domain.theme_receives import MailServerHealth
from checker.domain.tls_reporting import TlsReporting
from checker.domain.verdict import Theme, ThemeHealth, Verdict, judge, judge_whole
from checker.findings import Finding, Severity
from checker.net.allowed import Network
from checker.net.fetch import Fetch
from checker.net.resolver import Answer, Budget, Resolver, Status

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
    resolver: Resolver,
    *,
    selectors: Sequence[str] = (),
    fetch: Fetch | None = None,
    extra_denied: Iterable[Network] = (),
    budget: Budget | None = None,
) -> Health:
    """Check a mail domain (ASCII or Unicode).

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
    return await _Check(name, inquiry, first).run(selectors, fetch, tuple(extra_denied))


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


class _Check:
    """One check of a domain that exists, as far as DNS says."""

    def __init__(self, domain: str, inquiry: Inquiry, first: Answer) -> None:
        self.domain, self.inquiry, self.first = domain, inquiry, first

    async def run(
        self, selectors: Sequence[str], fetch: Fetch | None, extra_denied: tuple[Network, ...]
    ) -> Health:
        domain, inquiry = self.domain, self.inquiry
        # Each part takes its budget as it starts, in this order.
        (told, servers), proofs, encryption = await asyncio.gather(
            receives.look_up(domain, self.first, inquiry, extra_denied),
            theme_proves.look_up(domain, selectors, inquiry),
            self._encryption(),
        )
        hosts = [server.host for server in servers]
        services = recognise(hosts, theme_proves.spf_targets(proofs.spf))
        rest = inquiry.budget(QUESTIONS)
        to_fetch = Budget(0, rest.deadline)
        if encryption.mta_sts.id is not None and fetch is not None:
            to_fetch.questions = min(theme_encrypted.FETCH_QUESTIONS, rest.questions)
            rest.questions -= to_fetch.questions
        # What a server may be asked for stands in this order, so that the last ones go without first.
        dkim, dmarc, sts, servers, dane = await asyncio.gather(
            self._usual_keys(services, proofs, rest),
            theme_proves.judge_dmarc(domain, proofs.walk, inquiry, rest),
            theme_encrypted.fetch_policy(domain, encryption.mta_sts, hosts, fetch, to_fetch),
            receives.name_addresses(servers, inquiry, rest),
            theme_encrypted.look_up_dane(hosts if told.answer != "no" else (), inquiry, rest),
        )
        encryption = replace(encryption, mta_sts=sts, dane=dane)
        signed = dnssec.read(domain, self.first, await self._addresses(hosts))
        return self._health(told, servers, proofs.spf, dkim, dmarc, encryption, signed, services)

    async def _encryption(self) -> Encryption:
        null = self.first.status is Status.FOUND and all(
            record.to_text().endswith(" .") for record in self.first.records
        )
        if null:
            return Encryption()
        return await theme_encrypted.look_up(self.domain, self.inquiry)

    async def _usual_keys(
        self, services: Sequence[Service], proofs: theme_proves.Proofs, budget: Budget
    ) -> DkimHealth:
        if proofs.spf.forbids_all and not proofs.dkim.keys:
            return proofs.dkim  # who sends nothing signs nothing
        return await ask_usual(self.domain, services, proofs.dkim, self.inquiry, budget)

    async def _addresses(self, hosts: Sequence[str]) -> Mapping[str, Answer]:
        """What was said about the mail servers' addresses, from memory."""
        nothing = Budget(0, 0.0)
        asked = list(dict.fromkeys(hosts))[: receives.MAX_LOOKED_UP]
        return {host: await self.inquiry.query(host, "A", nothing) for host in asked}

    def _health(
        self,
        told: Deliverability,
        servers: tuple[MailServerHealth, ...],
        spf: SpfHealth,
        dkim: DkimHealth,
        dmarc: DmarcHealth,
        encryption: Encryption,
        signed: Dnssec,
        services: Sequence[Service],
    ) -> Health:
        domain, takes_mail = self.domain, told.answer != "no"
        parked = theme_proves.is_parked(spf, dmarc, takes_mail=takes_mail)
        hosts = [server.host for server in servers]
        proves = (*spf.findings, *dmarc.findings, *dkim.findings)
        if parked:  # reports about a domain that never sends are nobody's need
            proves = tuple(finding for finding in proves if finding.id != "dmarc-no-reports")
        if spf.candidates or takes_mail:
            proves += receives.reverse_findings(servers, spf.parsed)
        themes = (
            judge(
                Theme.RECEIVES,
                self._receiving(told, spf, parked=parked),
                is_known=receives.is_known(told, self.first.status),
            ),
            judge(Theme.PROVES, proves, is_known=spf.is_known and dmarc.is_known),
            judge(
                Theme.ENCRYPTED,
                theme_encrypted.findings(domain, encryption) if takes_mail else (),
                is_known=not takes_mail or theme_encrypted.is_known(encryption),
            ),
            judge(Theme.SIGNED, signed.findings, is_known=signed.signed is not None),
        )
        fixes = (
            *correct.mail_servers(domain, told.findings, self._texts().get((domain, "MX"), ())),
            *spf_correction.correct(domain, spf, services, takes_mail=takes_mail),
            *dmarc_correction.correct(domain, dmarc, sends=takes_mail or not spf.forbids_all),
            *(correct.mta_sts(domain, encryption.mta_sts, hosts) if takes_mail else ()),
            *(correct.tls_reporting(domain, encryption.tls_reporting.findings) if takes_mail else ()),
        )
        every = [finding for theme in themes for finding in theme.findings]
        return Health(
            domain,
            judge_whole(themes),
            themes,
            parked,
            servers,
            spf,
            dkim.keys,
            dmarc,
            encryption.mta_sts,
            encryption.tls_reporting,
            encryption.dane,
            signed,
            tuple(service.id for service in services),
            self.inquiry.records,
            fixes,
            correct.changes(domain, every, fixes, self._texts()),
            self.inquiry.asked,
        )

    def _receiving(self, told: Deliverability, spf: SpfHealth, *, parked: bool) -> tuple[Finding, ...]:
        findings = told.findings
        null = any(finding.id == "null-mx" for finding in findings)
        if parked:
            # Having no mail server at all is a way of taking no mail, if a rough one.
            kept = tuple(finding for finding in findings if finding.id != "no-mail-server")
            return (*kept, theme_proves.parked(self.domain))
        if null and spf.record is not None and not spf.forbids_all:
            record = {"domain": self.domain, "record": spf.record}
            return (*findings, found("null-mx-but-sends", W, self.domain, "MX", **record))
        return findings

    def _texts(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {(record.name, record.type): record.texts for record in self.inquiry.records}
