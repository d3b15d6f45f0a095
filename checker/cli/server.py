"""How uvicorn runs the application. Imported by `mailclinic serve` alone: other commands start without it."""

from typing import Any

import uvicorn
from starlette.types import ASGIApp

from checker.settings import Settings

GRACE = 10
"""Seconds that requests under way get to finish when the server is told to stop."""
AT_ONCE = 500
"""Connections that are served at the same time; more are told to come back."""


class Announced(uvicorn.Server):
    """Says where it listens once it does."""

    async def startup(self, sockets: list[Any] | None = None) -> None:
        """Open the port, then print the address that a person can open."""
        await super().startup(sockets)
        if self.started:
            host = f"[{self.config.host}]" if ":" in self.config.host else self.config.host
            print(f"Mailclinic: http://{host}:{self.config.port}/", flush=True)


def configuration(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """How the server runs the application."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        proxy_headers=False,  # our own rule decides which proxies are believed
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        limit_concurrency=AT_ONCE,
    )
