"""`mailclinic serve`, `build` and `openapi`."""

import argparse
import sys
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from checker.cli.outcome import Exit, complain
from checker.settings import Settings

GRACE = 10
"""Seconds that requests under way get to finish when the server is told to stop."""
AT_ONCE = 500
"""Connections that are served at the same time; more are told to come back."""


def build(arguments: argparse.Namespace, settings: Settings) -> int:
    """Build the site of every locale. The old site stays where something is wrong."""
    from checker.publish.build import BuildError
    from checker.publish.build import build as build_site

    try:
        build_site(settings)
    except BuildError as error:
        return complain(problem.below(settings.root) for problem in error.problems)
    return Exit.GOOD


def openapi(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the description of the API to standard output."""
    from checker.web.api.openapi import text
    from checker.web.app import create_app

    sys.stdout.write(text(create_app(settings)))
    return Exit.GOOD


def _listening(settings: Settings, host: str | None, port: int | None) -> Settings:
    """The settings with the address of the command line; base_url follows it where nobody set one."""
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    listening = settings.model_copy(update=given)
    if given and "base_url" not in settings.model_fields_set:
        shown = f"[{listening.host}]" if ":" in listening.host else listening.host
        return listening.model_copy(update={"base_url": f"http://{shown}:{listening.port}"})
    return listening


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


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until told to stop; builds the site first where there is none."""
    from checker.web import logs
    from checker.web.app import create_app
    from checker.web.site import Site

    settings = _listening(settings, arguments.host, arguments.port)
    if (arguments.build or not Site(settings).is_built()) and (status := build(arguments, settings)):
        return status
    config = configuration(create_app(settings), settings)
    logs.configure()
    server = Announced(config)
    server.run()
    return Exit.GOOD if server.started else Exit.UNANSWERED
