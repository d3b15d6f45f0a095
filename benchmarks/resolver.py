"""Full checks of a domain per second and core: how much of our own time 14 questions cost.

    python -m benchmarks.resolver [DOMAINS]

An authoritative server (nsd) and a validating resolver (unbound) run on loopback with made-up domains. Every
domain is asked the 14 questions of a full check: MX, the addresses of two mail servers, their reverse names,
SPF, DMARC, a DKIM key, MTA-STS, TLS-RPT, TLSA, NS and DNSKEY. A first round fills the resolver's cache; then
each way takes the same domains in the same run, and the processor time of this process counts, the best of
three rounds. Every way reads every record.

* ours: checks side by side, one resolver with an empty cache
* dnspython one after another: `dns.asyncquery.udp`, a socket per question
* dnspython's encoding and parsing alone: no socket at all
* the sockets alone: the same datagrams from one blocking socket, nothing read
"""

import asyncio
import random
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import dns.asyncquery
import dns.message

from checker.net.resolver import Resolver, Status
from tests.servers.dns import NameServer, serving
from tests.servers.unbound import validating

ROUNDS = 3
SIDE_BY_SIDE = 32
SEED = 20_26

ZONE = """\
{d}              MX  10 mx1.{d}.bench.
{d}              MX  20 mx2.{d}.bench.
{d}              TXT "v=spf1 mx ip4:9.9.9.0/24 include:_spf.mail.bench -all"
{d}              TXT "site-verification=0123456789abcdef0123456789abcdef"
mx1.{d}          A   9.9.{high}.{low}
mx1.{d}          AAAA 2620:fe::{low}
mx2.{d}          A   149.112.{high}.{low}
mx2.{d}          AAAA 2620:fe::1:{low}
_dmarc.{d}       TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@{d}.bench"
s1._domainkey.{d} TXT "v=DKIM1; k=rsa; p={key}" "{key}"
_mta-sts.{d}     TXT "v=STSv1; id=20260101000000Z;"
_smtp._tls.{d}   TXT "v=TLSRPTv1; rua=mailto:tls@{d}.bench"
"""
REVERSE = "{low}.{high} PTR mx1.d{number}.bench.\n"


def questions(number: int) -> list[tuple[str, str]]:
    """The questions of one full check."""
    domain, low, high = f"d{number}.bench", number % 250, number // 250
    return [
        (domain, "MX"),
        *((f"mx{i}.{domain}", kind) for i in (1, 2) for kind in ("A", "AAAA")),
        (f"{low}.{high}.9.9.in-addr.arpa", "PTR"),
        (domain, "TXT"),
        (f"_dmarc.{domain}", "TXT"),
        (f"s1._domainkey.{domain}", "TXT"),
        (f"_mta-sts.{domain}", "TXT"),
        (f"_smtp._tls.{domain}", "TXT"),
        (f"_25._tcp.mx1.{domain}", "TLSA"),
        (domain, "NS"),
        (domain, "DNSKEY"),
    ]


def zones(count: int) -> dict[str, str | None]:
    """The made-up domains, and their reverse names."""
    rng = random.Random(SEED)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    forward, reverse = [], []
    for number in range(count):
        low, high = number % 250, number // 250
        key = "".join(rng.choices(alphabet, k=180))
        forward.append(ZONE.format(d=f"d{number}", low=low, high=high, key=key))
        reverse.append(REVERSE.format(number=number, low=low, high=high))
    return {"bench": "".join(forward), "9.9.in-addr.arpa": "".join(reverse)}


async def ours(server: NameServer, count: int) -> None:
    """Side by side, as a busy service does."""
    resolver = Resolver([server.address], server.port, 5, lifetime=60, validates=True)
    waiting = iter(range(count))

    async def check(number: int) -> None:
        budget = resolver.budget()
        answers = await asyncio.gather(*(resolver.query(*one, budget) for one in questions(number)))
        assert all(answer.status in (Status.FOUND, Status.NO_DATA, Status.NXDOMAIN) for answer in answers), [
            answer.status.value for answer in answers
        ]

    async def checks() -> None:
        for number in waiting:
            await check(number)

    await asyncio.gather(*(checks() for _ in range(SIDE_BY_SIDE)))


async def one_after_another(server: NameServer, count: int) -> None:
    """dnspython with a socket per question."""
    for number in range(count):
        for name, kind in questions(number):
            question = dns.message.make_query(name, kind, use_edns=0, payload=1232)
            answer = await dns.asyncquery.udp(question, server.address, 5, server.port)
            _ = [record for rrset in answer.answer for record in rrset]


def recorded(server: NameServer, count: int) -> list[list[tuple[str, str, bytes, bytes]]]:
    """Every question with the datagrams that went out and came in."""
    checks = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.connect((server.address, server.port))
        for number in range(count):
            check = []
            for name, kind in questions(number):
                sent = dns.message.make_query(name, kind, use_edns=0, payload=1232).to_wire()
                udp.send(sent)
                check.append((name, kind, sent, udp.recv(4096)))
            checks.append(check)
    return checks


def parsing(checks: list[list[tuple[str, str, bytes, bytes]]]) -> None:
    """dnspython without sockets."""
    for check in checks:
        for name, kind, _, received in check:
            dns.message.make_query(name, kind, use_edns=0, payload=1232).to_wire()
            answer = dns.message.from_wire(received)
            _ = [record for rrset in answer.answer for record in rrset]


def sockets(server: NameServer, checks: list[list[tuple[str, str, bytes, bytes]]]) -> None:
    """The system calls alone."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.connect((server.address, server.port))
        for check in checks:
            for _, _, sent, _ in check:
                udp.send(sent)
                udp.recv(4096)


def best(count: int, way: Callable[[], None]) -> float:
    """Checks per second of processor time, the best of the rounds."""
    rates = []
    for _ in range(ROUNDS):
        start = time.process_time()
        way()
        rates.append(count / (time.process_time() - start))
    return max(rates)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        names = zones(count)
        behind, before = Path(folder, "nsd"), Path(folder, "unbound")
        behind.mkdir()
        before.mkdir()
        with serving(behind, names) as authority, validating(before, authority, list(names)) as server:
            checks = recorded(server, count)
            print(f"{count} domains x {len(questions(0))} questions; checks per second of processor time")
            for name, way in (
                ("ours, side by side", lambda: asyncio.run(ours(server, count))),
                ("dnspython, one after another", lambda: asyncio.run(one_after_another(server, count))),
                ("dnspython, encoding and parsing alone", lambda: parsing(checks)),
                ("send and receive alone", lambda: sockets(server, checks)),
            ):
                print(f"  {name:40} {best(count, way):8.0f}", flush=True)


if __name__ == "__main__":
    main()
