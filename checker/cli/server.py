"""How uvicorn runs the application. Imported by `mailclinic serve` alone: other commands start without it."""

import os
import socket
from collections.abc import Sequence

import uvicorn
from starlette.types import ASGIApp

from checker.cli.connections import trusting
from checker.settings import Settings
from checker.web.limits import proxies_of

GRACE = 10
"""Seconds that requests under way get to finish when the server is told to stop."""
AT_ONCE = 500
"""Connections that are served at the same time; more are told to come back."""


class Announced(uvicorn.Server):
    """Prints the address that a person can open as soon as it is served there."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self.address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Take connections, then say so."""
        await super().startup(sockets)
        if self.started:
            print(f"Mailclinic: {self.address}/", flush=True)


def bound(host: str, port: int) -> list[socket.socket]:
    """Sockets at every address of a host, at one port; port 0 is one that the system chooses. Raises OSError.

    Connections are refused until the server listens.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    sockets: list[socket.socket] = []
    try:
        for family, kind, protocol, _, (name, _port, *scope) in dict.fromkeys(found):
            own = socket.socket(family, kind, protocol)
            sockets.append(own)
            if os.name == "posix":  # elsewhere it would let two servers share a port
                own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                own.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            own.bind((name, port_of(sockets[:-1]) or port, *scope))
    except OSError:
        for each in sockets:
            each.close()
        raise
    return sockets


def port_of(sockets: Sequence[socket.socket]) -> int:
    """The port of bound sockets; 0 where there is none."""
    return int(sockets[0].getsockname()[1]) if sockets else 0


def configuration(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """How the server runs the application."""
    return uvicorn.Config(
        app,
        http=trusting(proxies_of(settings)),
        ws="none",
        log_config=None,
        access_log=False,
        proxy_headers=False,  # our own rule decides which proxies are believed
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        limit_concurrency=AT_ONCE,
    )
