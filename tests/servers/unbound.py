"""A validating resolver on loopback (unbound), in front of an authoritative server."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.servers.dns import NameServer, free_port, running
from tests.servers.parts import require_part

CONFIGURATION = """\
server:
    interface: 127.0.0.1
    port: {port}
    username: ""
    chroot: ""
    directory: "{folder}"
    pidfile: "{folder}/unbound.pid"
    logfile: "{folder}/unbound.log"
    use-syslog: no
    num-threads: 1
    do-not-query-localhost: no
    do-ip6: no
    module-config: "validator iterator"
    val-log-level: 1
    ede: {ede}
    minimal-responses: yes
    local-zone: "example." nodefault
    local-zone: "in-addr.arpa." nodefault
    infra-host-ttl: 1
remote-control:
    control-enable: no
"""


@contextmanager
def validating(
    folder: Path,
    behind: NameServer,
    zones: Sequence[str],
    anchors: Mapping[str, str] | None = None,
    *,
    ede: bool = True,
) -> Iterator[NameServer]:
    """A real validating resolver that finds `zones` at the server `behind` it.

    `anchors`: DS records by zone; the other zones are not signed. Without `ede` it fails bad signatures
    without a reason, as older resolvers do. Every other name gets SERVFAIL: there is no root.
    """
    program = require_part("unbound")
    server = NameServer("127.0.0.1", free_port(), validates=True)
    lines = [CONFIGURATION.format(port=server.port, folder=folder, ede="yes" if ede else "no")]
    lines.append("server:\n")
    for zone in zones:
        anchor = (anchors or {}).get(zone)
        lines.append(f'    trust-anchor: "{anchor}"\n' if anchor else f'    domain-insecure: "{zone}."\n')
    for zone in zones:
        lines.append(f'stub-zone:\n    name: "{zone}."\n    stub-addr: {behind.address}@{behind.port}\n')
        lines.append("    stub-no-cache: no\n")
    lines.append('forward-zone:\n    name: "."\n    forward-addr: 127.0.0.1@1\n')
    file = folder / "unbound.conf"
    file.write_text("".join(lines), encoding="utf-8")
    with running([program, "-d", "-c", file], server, f"{zones[0]}.", folder / "unbound.log"):
        yield server
