"""DNS servers on loopback: nsd with records for every case or any zone text, and one that never answers."""

import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dns.exception
import dns.message
import dns.query
import pytest

from checker.net.resolver import Resolver
from tests.servers.parts import require_part

ZONE = """\
$ORIGIN example.
$TTL 300
@                 SOA   ns.example. hostmaster.example. 1 3600 600 86400 60
@                 NS    ns.example.
ns                A     127.0.0.1

good              MX    10 mx1.good.example.
good              MX    20 mx2.good.example.
mx1.good          A     9.9.9.9
mx2.good          A     149.112.112.112
mx2.good          AAAA  2620:fe::fe

six               MX    10 mx.six.example.
mx.six            AAAA  2620:fe::9

null              MX    0 .
null-and-more     MX    0 .
null-and-more     MX    10 mx1.good.example.

implicit          A     9.9.9.9
implicit-six      AAAA  2620:fe::9
implicit-private  A     192.168.0.25
no-mail           TXT   "nothing here takes mail"

literal           MX    10 9.9.9.9.
alias             MX    10 mail.alias.example.
mail.alias        CNAME mx1.good.example.
alias-dangling    MX    10 mail.alias-dangling.example.
mail.alias-dangling CNAME nowhere.example.
loop              MX    10 a.loop.example.
a.loop            CNAME b.loop.example.
b.loop            CNAME a.loop.example.

private           MX    10 mx.private.example.
mx.private        A     10.0.0.25
mx.private        AAAA  fd00::25
loopback          MX    10 mx.loopback.example.
mx.loopback       A     127.0.0.1
mx.loopback       AAAA  ::1
mapped            MX    10 mx.mapped.example.
mx.mapped         AAAA  ::ffff:9.9.9.9
half-private      MX    10 mx.private.example.
half-private      MX    20 mx1.good.example.

dangling          MX    10 mx.dangling.example.
half-dangling     MX    10 mx.half-dangling.example.
half-dangling     MX    20 mx1.good.example.
foreign           MX    10 mx.elsewhere.invalid.
broken-host       MX    10 mx.broken.example.
half-broken       MX    10 mx.broken.example.
half-broken       MX    20 mx1.good.example.

healthy           MX    10 mx1.good.example.
healthy           TXT   "v=spf1 mx -all"
_dmarc.healthy    TXT   "v=DMARC1; p=reject; rua=mailto:dmarc@healthy.example"
_imaps._tcp.healthy       SRV 0 1 993 imap.healthy.example.
_submissions._tcp.healthy SRV 0 1 465 smtp.healthy.example.

troubled          MX    10 mx1.good.example.
troubled          TXT   "v=spf1 include:troubled.example ip4:9.9.9.9 +all"
troubled          TXT   "v=spf1 mx -all"
_dmarc.troubled   TXT   "v=DMARC1; p=none; pct=50; rua=mailto:reports@elsewhere.invalid"
_mta-sts.troubled TXT   "v=STSv1; id="
s1._domainkey.troubled TXT "v=DKIM1; k=rsa; p="

xn--h32bq4v       MX    10 mx1.good.example.
large             TXT   {large}
"""

CONFIGURATION = """\
server:
    server-count: 1
    ip-address: 127.0.0.1
    port: {port}
    username: ""
    zonesdir: "{folder}"
    database: ""
    pidfile: "{folder}/nsd.pid"
    logfile: "{folder}/nsd.log"
    xfrdfile: "{folder}/xfrd.state"
    zonelistfile: "{folder}/zone.list"
    xfrdir: "{folder}"
    rrl-ratelimit: 0
remote-control:
    control-enable: no
"""

START = """\
$TTL 300
@  SOA ns.{zone}. hostmaster.{zone}. 1 3600 600 86400 60
@  NS  ns.{zone}.
ns A   127.0.0.1
"""
"""What a zone begins with where its text has no SOA record."""


@dataclass(frozen=True, slots=True)
class NameServer:
    """Where a DNS server listens, for UDP and TCP alike, and whether it validates DNSSEC."""

    address: str
    port: int
    validates: bool = False

    def resolver(self, timeout: float = 3.0) -> Resolver:
        """A resolver that asks this server only."""
        return Resolver([self.address], self.port, timeout, validates=self.validates)


def free_port(address: str = "127.0.0.1") -> int:
    """A TCP port that nobody listens on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp:
        tcp.bind((address, 0))
        return int(tcp.getsockname()[1])


@contextmanager
def running(command: Sequence[str | Path], server: NameServer, question: str, log: Path) -> Iterator[None]:
    """Run a DNS server until the end of the block; fails with its log if it does not answer `question`."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not _answers(server, question, process):
            told = log.read_text(errors="replace") if log.exists() else "no log"
            pytest.fail(f"{Path(command[0]).name} did not start: {told}")
        yield
    finally:
        process.terminate()
        process.wait(10)


def _answers(server: NameServer, name: str, process: subprocess.Popen[bytes]) -> bool:
    question = dns.message.make_query(name, "SOA")
    for _ in range(200):
        try:
            dns.query.udp(question, server.address, timeout=0.1, port=server.port)
            return True
        except (dns.exception.Timeout, OSError):
            try:
                process.wait(0.02)
                return False
            except subprocess.TimeoutExpired:
                continue
    return False


@contextmanager
def serving(folder: Path, zones: Mapping[str, str | None]) -> Iterator[NameServer]:
    """A real authoritative server (nsd) with these zones: name -> text, relative to the name.

    A text without SOA gets one. A zone without a text is broken: every question about it gets SERVFAIL.
    Every other name is refused.
    """
    program = require_part("nsd")
    server = NameServer("127.0.0.1", free_port())
    configuration = [CONFIGURATION.format(port=server.port, folder=folder)]
    for zone, text in zones.items():
        configuration.append(f'zone:\n    name: "{zone}"\n    zonefile: "{zone}.zone"\n')
        if text is not None:
            start = f"$ORIGIN {zone}.\n" + ("" if " SOA " in text else START.format(zone=zone))
            (folder / f"{zone}.zone").write_text(start + text, encoding="ascii")
    file = folder / "nsd.conf"
    file.write_text("".join(configuration), encoding="utf-8")
    with running([program, "-d", "-c", file], server, f"{next(iter(zones))}.", folder / "nsd.log"):
        yield server


@pytest.fixture(scope="session")
def nameserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NameServer]:
    """A real authoritative server with the zone above; it refuses every other name."""
    large = " ".join(f'"{i:03}{"x" * 200}"' for i in range(20))
    zones = {"example": ZONE.format(large=large), "broken.example": None}
    with serving(tmp_path_factory.mktemp("nsd"), zones) as server:
        yield server


class SilentServer:
    """A DNS server that takes questions and never answers."""

    def __init__(self, udp: socket.socket) -> None:
        self._udp = udp
        self.address, self.port = udp.getsockname()

    def questions(self) -> int:
        """How many datagrams came in since the last time."""
        count = 0
        self._udp.setblocking(False)
        try:
            while True:
                self._udp.recvfrom(4096)
                count += 1
        except BlockingIOError:
            return count

    def resolver(self, timeout: float = 0.3) -> Resolver:
        """A resolver that asks this server only."""
        return Resolver([self.address], self.port, timeout)


@pytest.fixture
def silent_nameserver() -> Iterator[SilentServer]:
    """A server that never answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))
        yield SilentServer(udp)
