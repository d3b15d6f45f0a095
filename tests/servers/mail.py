"""Real mail servers on loopback: Dovecot for IMAP and POP3, aiosmtpd for SMTP."""

import asyncio
import os
import pwd
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP, AuthResult

from tests.servers.certificates import Authority, Kind
from tests.servers.dns import free_port
from tests.servers.parts import require_part

DOVECOT = """\
base_dir = {folder}/run
log_path = {folder}/dovecot.log
protocols = imap pop3
listen = 127.0.0.1
ssl = required
ssl_cert = <{certificate}
ssl_key = <{certificate}
disable_plaintext_auth = yes
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail
default_internal_user = {user}
default_login_user = {login_user}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service pop3-login {{
  chroot =
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = {pop3s}
    ssl = yes
  }}
}}
passdb {{
  driver = static
  args = password=never-used
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
"""


@dataclass(frozen=True, slots=True)
class MailPorts:
    """Where the services of a mail server listen on 127.0.0.1: the usual port -> the real one."""

    ports: dict[int, int]

    def endpoints(self, address: str = "127.0.0.1") -> dict[str, int]:
        """As the setting `test_endpoints` has them."""
        return {f"{address}:{usual}": real for usual, real in self.ports.items()}


@contextmanager
def dovecot(authority: Authority, host: str, kind: Kind = Kind.GOOD) -> Iterator[MailPorts]:
    """Dovecot with IMAP and POP3, in TLS at once and with STARTTLS. Passwords only under encryption."""
    program = require_part("dovecot")
    with tempfile.TemporaryDirectory(prefix="dovecot-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # its processes run as users of their own
        with _dovecot(program, folder, authority.certificate(host, kind)) as ports:
            yield ports


@contextmanager
def _dovecot(program: Path, folder: Path, certificate: Path) -> Iterator[MailPorts]:
    ports = {usual: free_port() for usual in (143, 993, 110, 995)}
    is_root = os.geteuid() == 0
    me = pwd.getpwuid(os.geteuid()).pw_name
    file = folder / "dovecot.conf"
    file.write_text(
        DOVECOT.format(
            folder=folder,
            certificate=certificate,
            imap=ports[143],
            imaps=ports[993],
            pop3=ports[110],
            pop3s=ports[995],
            user="dovecot" if is_root else me,
            login_user="dovenull" if is_root else me,
            uid=os.geteuid() or 65534,
            gid=os.getegid() or 65534,
        ),
        encoding="utf-8",
    )
    command: list[str | Path] = [program, "-F", "-c", file]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not all(_listens(port, process) for port in ports.values()):
            log = folder / "dovecot.log"
            told = log.read_text(errors="replace") if log.exists() else "no log"
            pytest.fail(f"dovecot did not start: {told}")
        yield MailPorts(ports)
    finally:
        process.terminate()
        process.wait(10)


def _listens(port: int, process: subprocess.Popen[bytes]) -> bool:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
            return True
        except OSError:
            try:
                process.wait(0.02)
                return False
            except subprocess.TimeoutExpired:
                continue
    return False


@asynccontextmanager
async def submission(authority: Authority, host: str, kind: Kind = Kind.GOOD) -> AsyncIterator[MailPorts]:
    """SMTP for submission in the running event loop: 465 in TLS at once, 587 with STARTTLS."""
    context = authority.context(host, kind)

    def nobody(*_: object) -> AuthResult:
        raise AssertionError("somebody tried to log in")

    def later() -> SMTP:
        return SMTP(Sink(), hostname=host, tls_context=context, authenticator=nobody, auth_require_tls=True)

    def at_once() -> SMTP:
        return SMTP(Sink(), hostname=host, authenticator=nobody, auth_require_tls=False)

    loop = asyncio.get_running_loop()
    servers = [
        await loop.create_server(at_once, "127.0.0.1", 0, ssl=context),
        await loop.create_server(later, "127.0.0.1", 0),
    ]
    try:
        real = [server.sockets[0].getsockname()[1] for server in servers]
        yield MailPorts(dict(zip((465, 587), real, strict=True)))
    finally:
        for server in servers:
            server.close()
