"""Log lines as five kinds of mail server write them: every line another host, address, queue id and time.

`familiar` words the replies as the labelled ones do, with ever new recipients, numbers and ids in them, as
real log files do: a reply names its own recipient, and addresses of the sending side, which has a few. In
`unseen` every reply has words of its own too, so that nothing can be remembered: the worst case.
"""

import random
import re
import string
from collections.abc import Iterator

_VARIES = re.compile(
    r"(?P<address>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?P<ip>\b\d{1,3}(?:\.\d{1,3}){3}\b)|"
    r"(?P<code>(?<![\w.])(?:[245]\d\d|[245]\.\d{1,3}\.\d{1,3})(?![\w.]))|"
    r"(?P<id>(?<![\w/])(?=[\w-]*\d)(?=[\w-]*[A-Za-z\d-]{6})[A-Za-z\d]+(?:-[A-Za-z\d]+)*(?![\w/]))"
)
_STATUS = re.compile(r"(?<![\w.])[45]\.\d{1,3}\.\d{1,3}(?![\w.])")
_DOMAINS = (
    "example.com", "example.net", "gmail.com", "naver.com", "hanmail.net", "outlook.com", "hotmail.com",
    "yahoo.co.jp", "docomo.ne.jp", "icloud.com", "gmx.de",
)  # fmt: skip
_HOSTS = (
    "gmail-smtp-in.l.google.com", "{0}-com.mail.protection.outlook.com", "mx{1}.naver.com", "mx1.{0}.example",
    "mail.{0}.example.org", "mx{1}.{0}.example.net", "smtp.{0}.co.jp", "in-{1}.{0}.example.com",
)  # fmt: skip


class Writer:
    """Writes one log line after the other about replies; the same seed gives the same lines."""

    def __init__(self, seed: int = 4) -> None:
        self._random = random.Random(seed)
        self._own_addresses = [self._address() for _ in range(8)]
        self._own_ips = [self._ip() for _ in range(4)]

    def familiar(self, replies: list[str], count: int) -> Iterator[str]:
        """`count` lines that quote the replies with other addresses, numbers and ids each time."""
        for i in range(count):
            address = self._address()
            yield self._line(i % len(replies), self._varied(replies[i % len(replies)], address), address)

    def unseen(self, replies: list[str], count: int) -> Iterator[str]:
        """`count` lines as `familiar` has them, with three invented words within each reply."""
        for i in range(count):
            address = self._address()
            words = " ".join(self._word(8) for _ in range(3))
            reply = self._varied(replies[i % len(replies)], address)
            yield self._line(i % len(replies), f"{reply} ({words})", address)

    def _word(self, length: int) -> str:
        return "".join(self._random.choices(string.ascii_lowercase, k=length))

    def _hex(self, length: int) -> str:
        return f"{self._random.getrandbits(length * 4):0{length}X}"

    def _ip(self) -> str:
        return ".".join(str(self._random.randint(1, 254)) for _ in range(4))

    def _address(self) -> str:
        chosen = self._random
        domain = chosen.choice(_DOMAINS) if chosen.random() < 0.7 else f"{self._word(7)}.example"
        name, sign = self._word(chosen.randint(3, 9)), chosen.choice(("", ".", "_"))
        return f"{name}{sign}{chosen.randint(1, 9999)}@{domain}"

    def _host(self, wording: int) -> str:
        """One of two kinds of host for each wording: a reply is worded as its server's software does."""
        kind = _HOSTS[(wording + self._random.randrange(2)) % len(_HOSTS)]
        return kind.format(self._word(7), self._random.randint(1, 99))

    def _varied(self, reply: str, recipient: str) -> str:
        named: dict[str, str] = {}

        def other(found: re.Match[str]) -> str:
            if found["address"]:
                own = self._random.choice(self._own_addresses) if named else recipient
                return named.setdefault(found[0], own)
            if found["ip"]:
                return self._random.choice(self._own_ips)
            if found["code"]:
                return found[0]
            return "".join(
                self._random.choice(string.digits)
                if char.isdigit()
                else self._random.choice("ABCDEFGHKMPRTWX" if char.isupper() else "abcdefghkmprtwx")
                if char.isalpha() and len(found[0]) > 8
                else char
                for char in found[0]
            )

        return _VARIES.sub(other, reply)

    def _line(self, wording: int, reply: str, address: str) -> str:
        chosen = self._random
        hour, minute, second = chosen.randrange(24), chosen.randrange(60), chosen.randrange(60)
        clock = f"{hour:02}:{minute:02}:{second:02}"
        host, ip = self._host(wording), self._ip()
        code = _STATUS.search(reply)
        status = code[0] if code else "5.0.0"
        kind = chosen.random()
        if kind < 0.6:
            delays = f"{chosen.random():.2f}/0.01/{chosen.random():.2f}/{chosen.random():.2f}"
            return (
                f"Nov 22 {clock} mx postfix/smtp[{chosen.randrange(65536)}]: {self._hex(11)}: "
                f"to=<{address}>, relay={host}[{ip}]:25, delay={chosen.random() * 9:.2f}, "
                f"delays={delays}, dsn={status}, status=bounced (host {host}[{ip}] said: {reply} "
                f"(in reply to RCPT TO command))"
            )
        if kind < 0.75:
            queue = f"1t{self._word(4)}-{self._hex(11)}-{self._word(4)}"
            return (
                f"2026-11-22 {clock} {queue} ** {address} R=dnslookup T=remote_smtp H={host} [{ip}]: "
                f"SMTP error from remote mail server after RCPT TO:<{address}>: {reply}"
            )
        if kind < 0.85:
            return (
                f"Nov 22 {clock} mx sendmail[{chosen.randrange(65536)}]: {self._hex(14)}: to=<{address}>, "
                f"delay=00:00:{second:02}, xdelay=00:00:01, mailer=esmtp, pri=30{second:03}, relay={host}. "
                f"[{ip}], dsn={status}, stat=Service unavailable: {reply}"
            )
        if kind < 0.92:
            said = f"{ip} does not like recipient. Remote host said: {reply}".replace(" ", "_")
            return f"@40000000{self._hex(16).lower()} delivery {chosen.randrange(99999)}: failure: {said}/"
        return f"[{{LED={reply}}};{{MSG=}};{{FQDN={host}}};{{IP={ip}}};{{LRT=11/22/2026 {clock} AM}}]"
