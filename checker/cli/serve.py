"""`mailclinic serve`, `build` and `openapi`."""

import argparse
import sys

from checker.cli.outcome import Exit, complain
from checker.settings import Settings


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


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until told to stop; builds the site first where there is none."""
    from checker.cli.server import Announced, configuration
    from checker.web import logs
    from checker.web.app import create_app
    from checker.web.site import Site

    settings = _listening(settings, arguments.host, arguments.port)
    if (arguments.build or not Site(settings).is_built()) and (status := build(arguments, settings)):
        return status
    config = configuration(create_app(settings), settings)
    logs.configure()
    server = Announced(config)
    try:
        server.run()
    except SystemExit:  # the port is taken; uvicorn has said so
        return Exit.UNANSWERED
    return Exit.GOOD if server.started else Exit.UNANSWERED
