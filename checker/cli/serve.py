"""`mailclinic serve`, `build` and `openapi`."""

import argparse
import errno
import sys
from contextlib import ExitStack

from checker.cli.outcome import Exit, complain
from checker.cli.system_errors import reason_of
from checker.guide.catalog import load_words
from checker.settings import Settings, url_of


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


def _at(settings: Settings, host: str, port: int, given: bool) -> Settings:
    """The settings with the address that is served; base_url follows it where nobody set one."""

    at: dict[str, object] = {"host": host, "port": port}
    if (given or port != settings.port) and "base_url" not in settings.model_fields_set:
        at["base_url"] = url_of(host, port)
    return settings.model_copy(update=at)


def _not_bound(error: OSError | OverflowError, host: str, port: int, locale: str, settings: Settings) -> str:
    """Why nothing can be served there, and what to do about it."""
    words = load_words(settings.locales_dir, locale)
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        reason = words.gettext(
            "another program uses port %(port)s. Stop it, or choose another port: MAILCLINIC_PORT=%(other)s",
            port=port,
            other=port + 1 if port < 65535 else port - 1,
        )
    else:
        reason = reason_of(error, words)
    return f"{url_of(host, port)}: {reason}"


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until told to stop; builds the site first where there is none."""
    from checker.cli.server import Announced, bound, configuration, port_of
    from checker.web import logs
    from checker.web.app import create_app
    from checker.web.site import Site

    if settings.test_endpoints:
        return complain(["test_endpoints is set: checks could contact this machine; it is for tests alone"])
    host = settings.host if arguments.host is None else arguments.host
    port = settings.port if arguments.port is None else arguments.port
    try:
        sockets = bound(host, port)
    except (OSError, OverflowError) as error:
        return complain([_not_bound(error, host, port, arguments.locale, settings)])
    with ExitStack() as stack:
        for each in sockets:
            stack.enter_context(each)
        given = arguments.host is not None or arguments.port is not None
        settings = _at(settings, host, port_of(sockets), given)
        if (arguments.build or not Site(settings).is_built()) and (status := build(arguments, settings)):
            return status
        config = configuration(create_app(settings), settings)
        logs.configure()
        server = Announced(config, url_of(settings.host, settings.port))
        server.run(sockets=sockets)
        return Exit.GOOD if server.started else Exit.UNANSWERED
