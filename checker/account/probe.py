"""Asks the discovered mail servers whether a mail app could connect. Nobody logs in."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from checker.account.conversation import Conversation, Offer, UnexpectedReplyError, conversation
from checker.account.model import NAMES, Probed, ServerSettings, found
from checker.findings import Finding, Severity
from checker.net.certificate import Certificate, faults
from checker.net.connection import Connection
from checker.net.dial import Dialler
from checker.net.resolver import Budget
from checker.net.troubles import CERTIFICATE_TROUBLES, DialError, Trouble
from checker.providers import Protocol, Security

MOST_HOSTS, MOST_PORTS = 3, 2
KEPT, FAILURE_KEPT = 60.0, 10.0
"""Seconds that what a server said is remembered, and that it could not be asked."""
LEAST = 2.0
"""Seconds that have to be left for a server: with less, its silence would say nothing."""
_MOST_KEPT = 500
SOON = 14
"""Days before its end from which a certificate's end is told."""

_OAUTH = frozenset({"XOAUTH2", "OAUTHBEARER"})
_NAMES_SHOWN = 5

Key = tuple[Protocol, str, int, Security]


class Prober:
    """Asks servers over the dialler, with its rules and counts; one for the whole process: it remembers.

    `own_name` is who asks, as EHLO has it: a host name, or an address. `now` is the time that certificates
    are held against, `clock` counts seconds.
    """

    def __init__(
        self,
        dialler: Dialler,
        own_name: str = "",
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._dialler, self._now, self._clock = dialler, now, clock
        self._own_name = _ehlo_name(own_name)
        self._kept: OrderedDict[Key, tuple[float, Probed]] = OrderedDict()

    async def probe(
        self, servers: Sequence[ServerSettings], domain: str, budget: Budget, until: float
    ) -> tuple[Probed, ...]:
        """Ask these servers side by side; 3 hosts with 2 ports each. Never raises.

        `domain` is what the check is about, `budget` pays for the questions to DNS, and nothing goes on
        beyond `until` (the event loop's clock).
        """
        chosen = _chosen(servers)

        async def one(settings: ServerSettings) -> Probed:
            if settings not in chosen or until - asyncio.get_running_loop().time() < LEAST:
                return Probed(settings, findings=(_found(settings, "server-not-probed", Severity.INFO),))
            return await self._probe(settings, domain, budget, until)

        return tuple(await asyncio.gather(*(one(settings) for settings in servers)))

    async def _probe(self, settings: ServerSettings, domain: str, budget: Budget, until: float) -> Probed:
        key = (settings.protocol, settings.host, settings.port, settings.security)
        kept = self._kept.get(key)
        if kept is not None and self._clock() < kept[0]:
            return replace(kept[1], settings=settings)
        probed = await _Visit(
            self._dialler, settings, domain, budget, until, self._own_name, self._now()
        ).run()
        if not any(finding.id == "server-too-many-dials" for finding in probed.findings):
            self._kept[key] = (self._clock() + (KEPT if probed.reached else FAILURE_KEPT), probed)
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return probed


def _ehlo_name(name: str) -> str:
    """A name for EHLO (RFC 5321 section 4.1.3): what is no name goes into brackets, as an address."""
    plain = name.strip("[]")
    if ":" in plain:
        return f"[IPv6:{plain}]"
    return f"[{plain}]" if plain.replace(".", "").isdigit() else plain or "[127.0.0.1]"


def _chosen(servers: Sequence[ServerSettings]) -> frozenset[ServerSettings]:
    """The servers within the budget: the first of each protocol before the others."""
    firsts = list({server.protocol: server for server in reversed(servers)}.values())
    chosen: dict[str, dict[int, list[ServerSettings]]] = {}
    for server in (*reversed(firsts), *servers):
        if server.host not in chosen and len(chosen) == MOST_HOSTS:
            continue
        ports = chosen.setdefault(server.host, {})
        if server.port in ports or len(ports) < MOST_PORTS:
            ports.setdefault(server.port, []).append(server)
    return frozenset(server for ports in chosen.values() for same in ports.values() for server in same)


def _found(settings: ServerSettings, finding_id: str, severity: Severity, **evidence: str | int) -> Finding:
    return found(
        finding_id,
        severity,
        protocol=NAMES[settings.protocol],
        host=settings.host,
        port=settings.port,
        **evidence,
    )


class _Visit:
    """One server, asked once; a second time where its certificate does not verify, or it keeps silent."""

    def __init__(
        self,
        dialler: Dialler,
        settings: ServerSettings,
        domain: str,
        budget: Budget,
        until: float,
        own_name: str,
        now: datetime,
    ) -> None:
        self._dialler, self._settings, self._domain, self._budget = dialler, settings, domain, budget
        self._until, self._own_name, self._now = until, own_name, now
        self._probed = Probed(settings)
        self._findings: list[Finding] = []

    async def run(self) -> Probed:
        """Everything that the server told."""
        try:
            await self._talk(verify=True)
        except DialError as error:
            if error.trouble in CERTIFICATE_TROUBLES:
                await self._look_again(error.trouble)
            elif error.trouble is Trouble.TIMEOUT and self._probed.reached and not self._probed.greeting:
                await self._silent()
            else:
                self._trouble(error)
        except UnexpectedReplyError as error:
            self._add(error.finding, Severity.ERROR, **error.evidence)
        if not self._findings:
            ends = self._probed.certificate.not_after.date().isoformat() if self._probed.certificate else ""
            self._add("server-fine", Severity.INFO, tls=self._probed.tls_version, not_after=ends)
        return replace(self._probed, findings=tuple(self._findings))

    def _add(self, finding_id: str, severity: Severity, **evidence: str | int) -> None:
        self._findings.append(_found(self._settings, finding_id, severity, **evidence))

    def _trouble(self, error: DialError) -> None:
        too_many = error.trouble is Trouble.TOO_MANY_DIALS
        told = "server-says-too-much" if error.trouble is Trouble.LINE_TOO_LONG else f"server-{error.trouble}"
        self._add(told, Severity.WARNING if too_many else Severity.ERROR, **error.evidence)

    async def _dial(self, *, tls: bool, verify: bool) -> Connection:
        connection = await self._dialler.dial(
            self._settings.host,
            self._settings.port,
            domain=self._domain,
            budget=self._budget,
            until=self._until,
            tls=tls,
            verify=verify,
        )
        self._probed = replace(self._probed, reached=True, address=connection.address)
        return connection

    async def _talk(self, *, verify: bool) -> None:
        """The whole conversation. Raises DialError and UnexpectedReplyError."""
        talk = conversation(self._settings.protocol, self._own_name)
        at_once = self._settings.security is Security.TLS
        with await self._dial(tls=at_once, verify=verify) as connection:
            if at_once:
                self._see(connection)
            self._probed = replace(self._probed, greeting=await talk.greet(connection))
            offer = await talk.offer(connection)
            if not at_once:
                if not offer.starttls or not await talk.start_tls(connection):
                    self._probed = replace(self._probed, capabilities=offer.capabilities)
                    self._add("server-starttls-missing", Severity.ERROR)
                    await talk.quit(connection)
                    return
                await connection.start_tls(verify=verify)
                self._see(connection)
                offer = await talk.offer(connection)
            self._judge(offer)
            await _leave(talk, connection)

    def _see(self, connection: Connection) -> None:
        tls = connection.tls
        if tls is None:
            return
        self._probed = replace(
            self._probed, tls_version=tls.version, certificate=tls.certificate, verified=tls.verified
        )
        if tls.verified and tls.certificate is not None:
            days = (tls.certificate.not_after - self._now).days
            if days < SOON:
                ends = tls.certificate.not_after.date().isoformat()
                self._add("server-certificate-expires-soon", Severity.WARNING, not_after=ends, days=days)

    def _judge(self, offer: Offer) -> None:
        """Can one log in with a password?"""
        self._probed = replace(self._probed, capabilities=offer.capabilities, mechanisms=offer.mechanisms)
        passwords = [each for each in offer.mechanisms if each not in _OAUTH]
        if offer.mechanisms and not passwords:
            self._add("server-password-logins-off", Severity.WARNING, mechanisms=", ".join(offer.mechanisms))
        elif not offer.mechanisms and not offer.login:
            self._add("server-no-login-offered", Severity.WARNING)

    async def _look_again(self, trouble: Trouble) -> None:
        """The certificate does not verify: connect without asking it to, to see what it says."""
        try:
            await self._talk(verify=False)
        except DialError:
            pass  # the first trouble is the one to tell
        except UnexpectedReplyError as error:
            self._add(error.finding, Severity.ERROR, **error.evidence)
        certificate = self._probed.certificate
        self._probed = replace(self._probed, verified=False)
        troubles = dict.fromkeys((trouble,))
        if certificate is not None:
            troubles |= dict.fromkeys(faults(certificate, self._settings.host, self._now))
        for each in sorted(troubles):
            self._add(f"server-{each}", Severity.ERROR, **_evidence(each, certificate))

    async def _silent(self) -> None:
        """No greeting in plain text: maybe it waits for the handshake of TLS."""
        if self._settings.security is Security.TLS:
            self._add("server-no-greeting", Severity.ERROR)
            return
        try:
            with await self._dial(tls=True, verify=False) as connection:
                self._see(connection)
            self._add("server-tls-instead-of-plain", Severity.ERROR)
        except DialError:
            self._add("server-no-greeting", Severity.ERROR)


async def _leave(talk: Conversation, connection: Connection) -> None:
    try:
        await talk.quit(connection)
    except DialError:
        return  # it has hung up already, and has said everything


def _evidence(trouble: Trouble, certificate: Certificate | None) -> dict[str, str | int]:
    """What the certificate shows of a trouble."""
    if certificate is None:
        return {}
    match trouble:
        case Trouble.CERTIFICATE_EXPIRED:
            return {"not_after": certificate.not_after.date().isoformat()}
        case Trouble.CERTIFICATE_NOT_YET_VALID:
            return {"not_before": certificate.not_before.date().isoformat()}
        case Trouble.CERTIFICATE_NAME:
            return {"names": ", ".join(certificate.names[:_NAMES_SHOWN] or (certificate.subject,))}
        case Trouble.CERTIFICATE_SELF_SIGNED | Trouble.CERTIFICATE_UNKNOWN_ISSUER:
            return {"issuer": certificate.issuer}
        case _:
            return {}
