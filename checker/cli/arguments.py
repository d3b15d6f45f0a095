"""What the command line accepts."""

import argparse
import os
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from checker.cli import account, check, decode, diagnose, domain, insights, search, serve
from checker.cli.argparse_words import argparse_in
from checker.cli.typed_server import INCOMING, OUTGOING, server_of
from checker.diagnose import Kind
from checker.guide.catalog import Words, load_words
from checker.guide.locales import match
from checker.settings import Settings


def locale_of(environment: Mapping[str, str], settings: Settings) -> str:
    """The locale of the terminal (POSIX: LC_ALL, LC_MESSAGES, LANG), else the default one."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").partition(".")[0].partition("@")[0]
        if value and value not in ("C", "POSIX"):
            return match(value, settings.locales) or settings.default_locale
    return settings.default_locale


def _parser(settings: Settings, locale: str, words: Words) -> argparse.ArgumentParser:
    _ = words.gettext
    parser = argparse.ArgumentParser(prog="mailclinic", description=_("Find out why email fails."))
    release = f"mailclinic {version('mailclinic')}"
    parser.add_argument("--version", action="version", version=release, help=_("Show the version and exit"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, summary: str, run: object, *, answers: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=summary, description=summary)
        sub.set_defaults(run=run, locale=locale)
        if answers:
            known = ", ".join(settings.locales)
            sub.add_argument(
                "--locale",
                default=locale,
                choices=settings.locales,
                metavar="LOCALE",
                help=_("Language of the answers. Choices: %(list)s", list=known),
            )
            sub.add_argument("--json", action="store_true", help=_("Write one line of JSON for each answer"))
        return sub

    sub = command("check", _("Check email addresses"), check.run)
    sub.add_argument("--dns", action="store_true", help=_("Ask DNS whether the domain accepts mail"))
    sub.add_argument("--lines", metavar="FILE", help=_("Read one address per line; - is standard input"))
    sub.add_argument("addresses", nargs="*", metavar="ADDRESS")

    sub = command("decode", _("Decode returned messages, replies, and codes"), decode.run)
    sub.add_argument(
        "--lines", metavar="FILE", help=_("Read one reply or log line per line; - is standard input")
    )
    sub.add_argument(
        "files", nargs="*", metavar="FILE", help=_("A message, an mbox file, a Maildir folder, or -")
    )

    sub = command("domain", _("Check mail domains"), domain.run)
    sub.add_argument(
        "--selectors", nargs="+", default=[], metavar="SELECTOR", help=_("DKIM selectors to look at")
    )
    sub.add_argument("domains", nargs="+", metavar="DOMAIN")

    sub = command("account", _("Find the settings of mail accounts"), account.run)
    sub.add_argument("--probe", action="store_true", help=_("Also contact the mail servers"))
    sub.add_argument(
        "--incoming",
        type=server_of(INCOMING, words),
        metavar="SERVER",
        help=_("Compare these settings: imap or pop3, as in imap:HOST:993:tls:USER; fields may be empty"),
    )
    sub.add_argument(
        "--outgoing",
        type=server_of(OUTGOING, words),
        metavar="SERVER",
        help=_("Compare these settings, as in smtp:HOST:465:tls:USER; fields may be empty"),
    )
    sub.add_argument("addresses", nargs="+", metavar="ADDRESS")

    sub = command("search", _("Search the help center"), search.run)
    sub.add_argument("--lines", metavar="FILE", help=_("Read one question per line; - is standard input"))
    sub.add_argument("query", nargs="*", metavar="QUERY")

    sub = command("diagnose", _("Say what a text is, and answer about it"), diagnose.run)
    sub.add_argument(
        "--as", dest="given", choices=[kind.value for kind in Kind], help=_("Read the text as this")
    )
    sub.add_argument("text", nargs="+", metavar="TEXT")

    sub = command("insights", _("Show what readers said of articles"), insights.run)
    sub.add_argument("--csv", choices=("articles", "searches"), help=_("Write one table as CSV"))

    sub = command("serve", _("Serve the help center and the checker"), serve.serve, answers=False)
    sub.add_argument("--host", help=_("Address to listen on. Default: %(value)s", value=settings.host))
    sub.add_argument("--port", type=int, help=_("Port to listen on. Default: %(value)s", value=settings.port))
    sub.add_argument("--build", action="store_true", help=_("Build the site first, even if there is one"))

    command("build", _("Build the site"), serve.build, answers=False)
    command("openapi", _("Write the description of the API"), serve.openapi, answers=False)
    return parser


def read_arguments(argv: Sequence[str], settings: Settings) -> argparse.Namespace:
    """The arguments with `run`, the function of the command. Exits with 2 where they cannot be used."""
    locale = locale_of(os.environ, settings)
    words = load_words(settings.locales_dir, locale)
    with argparse_in(words):
        parser = _parser(settings, locale, words)
        arguments = parser.parse_args(argv)
        lines, rest = getattr(arguments, "lines", None), ("addresses", "files", "query")
        given = next((getattr(arguments, name) for name in rest if hasattr(arguments, name)), None)
        if given is not None and bool(given) == bool(lines):
            parser.error(words.gettext("give either arguments or --lines FILE"))
    return arguments
