"""The settings of mail providers as pages show them: from the rows of the table, in the page's language.

An article holds `<mailclinic-settings provider="naver"></mailclinic-settings>` on a line of its own; the page
of all providers gets a table per region. What nobody confirmed is said so; every row names its sources.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jinja2 import Environment

from checker.guide.articles import Article
from checker.guide.mail_settings import (
    PASSWORDS,
    PROTOCOLS,
    SECURITY,
    TWO_STEP,
    UNKNOWN,
    USERNAMES,
    day_in_words,
    not_confirmed,
)
from checker.guide.wording import N_
from checker.providers import (
    REGIONS,
    PasswordRule,
    Provider,
    Server,
    by_id,
    providers,
)
from checker.publish.outline import SETTINGS

INDEX = "providers/index"

REGION_LABELS = {"korea": N_("Korea"), "japan": N_("Japan"), "world": N_("Worldwide")}
_ELEMENT = re.compile(rf'<{SETTINGS} provider="(?P<id>[a-z0-9-]+)">\s*</{SETTINGS}>')
_TAG = re.compile(rf"^ {{0,3}}(?P<tag><{SETTINGS}\b.*)$", re.MULTILINE)


def anchors() -> frozenset[str]:
    """The anchors that the page of all providers has beside those of its text."""
    return frozenset(row.id for row in providers()) | {f"providers-{region}" for region in REGIONS}


def pages() -> list[str]:
    """The articles about single providers, in the order of the table."""
    found = dict.fromkeys(row.article.partition("#")[0] for row in providers())
    return [name for name in found if name != INDEX]


def wanted(body: str) -> list[tuple[int, str | None]]:
    """The providers whose settings a text shows, each with its line (from 0); None for a malformed tag."""
    found = []
    for match in _TAG.finditer(body):
        element = _ELEMENT.fullmatch(match["tag"].strip())
        found.append((body.count("\n", 0, match.start()), element["id"] if element else None))
    return found


def wrong(article: Article, original: Article | None) -> Iterator[tuple[int, str]]:
    """What is wrong with the tags of an article: line of the file, and what to do."""
    own = wanted(article.body)
    for line, name in own:
        if name is None:
            yield (
                article.body_line + line,
                f'write <{SETTINGS} provider="…"></{SETTINGS}> on a line of its own',
            )
        elif by_id(name) is None:
            yield article.body_line + line, f"there is no provider {name!r} in the table"
    if original is not None:
        names, theirs = [name for _, name in own], [name for _, name in wanted(original.body)]
        if names != theirs:
            yield (
                article.body_line,
                f"shows other settings than {original.locale}: {', '.join(map(str, names))}",
            )


@dataclass(frozen=True, slots=True)
class ServerView:
    """One server, ready to print."""

    label: str
    host: str
    port: int
    security: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source with the day it was seen: for machines, and in words."""

    title: str
    url: str
    seen: str
    day: str


@dataclass(frozen=True, slots=True)
class SettingsView:
    """One provider, ready to print. `usernames`: label (empty where all servers want the same) and text."""

    id: str
    name: str
    article: str
    page: str
    """The article without its anchor."""
    domains: tuple[str, ...]
    servers: tuple[ServerView, ...]
    usernames: tuple[tuple[str, str], ...]
    password: str
    oauth: bool
    switch: bool
    spf: str | None
    dkim: tuple[str, ...]
    unconfirmed: str
    sources: tuple[SourceView, ...]


class Shelf:
    """The providers in one language; `say` translates a msgid."""

    def __init__(self, locale: str, say: Callable[[str], str]) -> None:
        self.locale, self.say = locale, say

    def row(self, provider_id: str) -> SettingsView:
        """One provider of the table."""
        row = by_id(provider_id)
        if row is None:
            raise LookupError(f"there is no provider {provider_id!r} in the table")
        return self._view(row)

    def tables(self) -> list[tuple[str, str, list[SettingsView]]]:
        """Every provider: the anchor of a region's table, its label, its rows."""
        return [
            (
                f"providers-{region}",
                self.say(label),
                [self._view(row) for row in providers() if row.region == region],
            )
            for region, label in REGION_LABELS.items()
        ]

    def _view(self, row: Provider) -> SettingsView:
        servers = (*row.incoming, *row.outgoing)
        password = (
            UNKNOWN if row.password is None else TWO_STEP if row.two_step_only else PASSWORDS[row.password]
        )
        return SettingsView(
            id=row.id,
            name=row.name_in(self.locale),
            article=row.article,
            page=row.article.partition("#")[0],
            domains=row.domains,
            servers=tuple(
                ServerView(self.say(PROTOCOLS[s.protocol]), s.host, s.port, SECURITY[s.security])
                for s in servers
            ),
            usernames=self._usernames(servers),
            password=self.say(password),
            oauth=row.oauth and row.password is not PasswordRule.OAUTH_ONLY,
            switch=row.switch_on_first,
            spf=row.spf,
            dkim=row.dkim,
            unconfirmed=not_confirmed(row.unconfirmed, self.locale, self.say),
            sources=tuple(
                SourceView(s.title, s.url, s.seen, day_in_words(s.seen, self.locale)) for s in row.sources
            ),
        )

    def _usernames(self, servers: tuple[Server, ...]) -> tuple[tuple[str, str], ...]:
        kinds = dict.fromkeys((server.protocol, server.username) for server in servers)
        if len({username for _, username in kinds}) == 1:
            return (("", self.say(USERNAMES[servers[0].username])),)
        return tuple((protocol.upper(), self.say(USERNAMES[username])) for protocol, username in kinds)


def fill(html: str, env: Environment, shelf: Shelf) -> str:
    """Replace each tag of a page by the provider's settings."""
    template = env.get_template("partials/mc/settings.html")
    return _ELEMENT.sub(lambda match: template.render(row=shelf.row(match["id"])), html)
