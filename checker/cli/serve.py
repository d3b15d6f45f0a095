"""`mailclinic serve`, `build` and `openapi`."""

import argparse
import sys

import uvicorn

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


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until told to stop; builds the site first where there is none."""
    from checker.web import logs
    from checker.web.app import create_app
    from checker.web.site import Site

    given = {"host": arguments.host, "port": arguments.port}
    settings = settings.model_copy(update={name: value for name, value in given.items() if value is not None})
    if (arguments.build or not Site(settings).is_built()) and (status := build(arguments, settings)):
        return status
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        proxy_headers=False,  # our own rule decides which proxies are believed
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        limit_concurrency=AT_ONCE,
    )
    logs.configure()
    print(f"Mailclinic: http://{settings.host}:{settings.port}/", flush=True)
    server = uvicorn.Server(config)
    server.run()
    return Exit.GOOD if server.started else Exit.UNANSWERED
