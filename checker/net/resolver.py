"""Asks DNS, asynchronously: few questions, a bounded wait, and a small cache."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address

import dns.asyncquery
import dns.edns
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdata
import dns.rdatatype
import dns.resolver

MIN_TTL, MAX_TTL = 30.0, 3600.0
NEGATIVE_TTL = 60.0
FAILURE_TTL = 10.0
"""Seconds that answers stay in the cache: found (clamped), no such name or type, and failures."""

EDNS_PAYLOAD = 1232  # dnsflagday.net/2020: no fragments on any common path
FIRST_TRY = 0.4
"""The part of the timeout after which a lost packet is sent again."""

_BOGUS = frozenset(
    {
        dns.edns.EDECode.DNSSEC_BOGUS,
        dns.edns.EDECode.SIGNATURE_EXPIRED,
        dns.edns.EDECode.SIGNATURE_NOT_YET_VALID,
        dns.edns.EDECode.DNSKEY_MISSING,
        dns.edns.EDECode.RRSIGS_MISSING,
        dns.edns.EDECode.NO_ZONE_KEY_BIT_SET,
        dns.edns.EDECode.NSEC_MISSING,
    }
)
"""Why a validating resolver fails a name on purpose (RFC 8914 section 4)."""


class Status(StrEnum):
    """What became of a question. Only the first three say something about the name."""

    FOUND = "found"
    NO_DATA = "no-data"
    NXDOMAIN = "nxdomain"
    SERVFAIL = "servfail"
    BOGUS = "bogus"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Answer:
    """What DNS said: the records of the type that was asked for, and for how many seconds they hold.

    `canonical` is the name that holds the records, without the final dot: another one than was asked for
    where CNAME records led there. TIMEOUT also stands for a server that cannot be reached, NOT_CHECKED for
    a question that was not sent: no budget was left, the name is none, or there is no server to ask.
    """

    status: Status
    records: tuple[dns.rdata.Rdata, ...] = ()
    ttl: float = 0.0
    canonical: str = ""


class Budget:
    """What one check may spend: how many questions, and until when (by the resolver's clock)."""

    __slots__ = ("deadline", "questions")

    def __init__(self, questions: int, deadline: float) -> None:
        self.questions = questions
        self.deadline = deadline


class Resolver:
    """Asks the given servers, or those of the operating system, and remembers the answers for a while.

    `nameservers` are addresses. `timeout` is what one question may take in seconds, over all servers and
    tries; `lifetime` what all questions of one check may take together. Questions that are asked at the
    same time are sent once. `clock` counts seconds.
    """

    def __init__(
        self,
        nameservers: Sequence[str] | None = None,
        port: int = 53,
        timeout: float = 3.0,
        lifetime: float | None = None,
        *,
        cache_size: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        for server in nameservers or ():
            ip_address(server)
        self._nameservers = tuple(nameservers or ())
        self._port = port
        self._timeout = timeout
        self._lifetime = timeout if lifetime is None else lifetime
        self._clock = clock
        self._cache: OrderedDict[tuple[str, str], tuple[float, Answer]] = OrderedDict()
        self._cache_size = cache_size
        self._in_flight: dict[tuple[str, str], asyncio.Task[Answer]] = {}

    def budget(self, questions: int = 40) -> Budget:
        """A fresh budget for one check; its time starts now."""
        return Budget(questions, self._clock() + self._lifetime)

    async def query(self, name: str, rdtype: str, budget: Budget | None = None) -> Answer:
        """Ask for the records of one type. `name` is in ASCII (A-labels), with or without the final dot.

        Never raises for what a name or a server does. Answers from the cache cost nothing of the budget.
        """
        key = (name.rstrip(".").lower(), rdtype.upper())
        if (remembered := self._remembered(key)) is not None:
            return remembered
        spent = budget or self.budget(1)
        if spent.questions < 1:
            return Answer(Status.NOT_CHECKED)
        spent.questions -= 1
        remaining = spent.deadline - self._clock()
        if remaining <= 0:
            return Answer(Status.TIMEOUT)
        task = self._in_flight.get(key)
        if task is None or task.done() or task.get_loop() is not asyncio.get_running_loop():
            task = asyncio.create_task(self._ask(key), name="dns")
            self._in_flight[key] = task
        try:
            async with asyncio.timeout(remaining):
                # The question goes on for the others who wait for it, and for the cache.
                return await asyncio.shield(task)
        except TimeoutError:
            return Answer(Status.TIMEOUT)

    async def aclose(self) -> None:
        """Give up the questions that are still under way in this event loop."""
        loop = asyncio.get_running_loop()
        tasks = [task for task in self._in_flight.values() if task.get_loop() is loop and not task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _remembered(self, key: tuple[str, str]) -> Answer | None:
        entry = self._cache.get(key)
        if entry is None:
            return None
        if entry[0] <= self._clock():
            del self._cache[key]
            return None
        self._cache.move_to_end(key)
        return entry[1]

    def _remember(self, key: tuple[str, str], answer: Answer) -> None:
        match answer.status:
            case Status.FOUND:
                seconds = min(max(answer.ttl, MIN_TTL), MAX_TTL)
            case Status.NO_DATA | Status.NXDOMAIN:
                seconds = NEGATIVE_TTL
            case Status.NOT_CHECKED:
                return
            case _:
                seconds = FAILURE_TTL
        self._cache[key] = (self._clock() + seconds, answer)
        while len(self._cache) > self._cache_size:
            self._cache.popitem(last=False)

    async def _ask(self, key: tuple[str, str]) -> Answer:
        try:
            answer = await self._ask_servers(*key)
            self._remember(key, answer)
            return answer
        finally:
            if self._in_flight.get(key) is asyncio.current_task():
                del self._in_flight[key]

    async def _ask_servers(self, name: str, rdtype: str) -> Answer:
        try:
            question = dns.message.make_query(
                dns.name.from_text(name, idna_codec=dns.name.IDNA_2008_Strict),
                rdtype,
                use_edns=0,
                payload=EDNS_PAYLOAD,
            )
        except (dns.exception.DNSException, UnicodeError):
            return Answer(Status.NOT_CHECKED)
        servers = self._servers()
        if not servers:
            return Answer(Status.NOT_CHECKED)
        start = time.monotonic()
        worst = Answer(Status.TIMEOUT)
        tries = [*servers, *servers]
        for i, server in enumerate(tries):
            left = self._timeout - (time.monotonic() - start)
            if left <= 0:
                break
            first_round = i < len(servers)
            share = left * FIRST_TRY / len(servers) if first_round else left / (len(tries) - i)
            answer = await self._ask_server(question, server, share)
            if answer.status in (Status.FOUND, Status.NO_DATA, Status.NXDOMAIN):
                return answer
            if answer.status is not Status.TIMEOUT:
                worst = answer
                if len(servers) == 1 or not first_round:
                    break
        return worst

    def _servers(self) -> tuple[str, ...]:
        if not self._nameservers:
            try:
                system = dns.resolver.Resolver(configure=True).nameservers
            except dns.resolver.NoResolverConfiguration:
                return ()
            self._nameservers = tuple(str(server) for server in system)
        return self._nameservers

    async def _ask_server(self, question: dns.message.QueryMessage, server: str, seconds: float) -> Answer:
        try:
            async with asyncio.timeout(seconds):
                response, _ = await dns.asyncquery.udp_with_fallback(
                    question,
                    server,
                    timeout=seconds,
                    port=self._port,
                    ignore_unexpected=True,
                    ignore_errors=True,
                )
        except (TimeoutError, dns.exception.Timeout, OSError, EOFError):
            return Answer(Status.TIMEOUT)
        except dns.exception.DNSException:
            # Something answered, but not in a way that can be read.
            return Answer(Status.SERVFAIL)
        return _read(question, response)


def _read(question: dns.message.QueryMessage, response: dns.message.Message) -> Answer:
    rcode = response.rcode()
    if rcode == dns.rcode.REFUSED:
        return Answer(Status.REFUSED)
    if rcode not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
        bogus = any(error.code in _BOGUS for error in response.extended_errors())
        return Answer(Status.BOGUS if bogus else Status.SERVFAIL)
    if not isinstance(response, dns.message.QueryMessage):
        return Answer(Status.SERVFAIL)
    try:
        chain = response.resolve_chaining()
    except dns.exception.DNSException:
        # A loop of CNAME records, or an answer to another question.
        return Answer(Status.SERVFAIL)
    canonical = chain.canonical_name.to_text(omit_final_dot=True)
    if chain.answer is not None:
        return Answer(Status.FOUND, tuple(chain.answer), float(chain.minimum_ttl), canonical)
    if rcode == dns.rcode.NXDOMAIN:
        return Answer(Status.NXDOMAIN, canonical=canonical)
    if (
        not response.answer
        and not response.authority
        and not (response.flags & (dns.flags.AA | dns.flags.RA))
    ):
        # Neither an answer nor a reason: a server that does not look things up for us.
        return Answer(Status.REFUSED)
    return Answer(Status.NO_DATA, canonical=canonical)
