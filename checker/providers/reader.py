"""Reads and checks the rows of the table: every complaint names the row and the field."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from checker.providers.model import (
    PORTS,
    REGIONS,
    UNCONFIRMED,
    PasswordRule,
    Protocol,
    Provider,
    Security,
    Server,
    Source,
    Username,
)


class ProviderError(ValueError):
    """Something in the table that its writer has to mend: which row, which field, what to do."""


_KEYS = tuple(field.name for field in fields(Provider))
_NEEDED = ("id", "name", "region", "domains", "mx", "incoming", "outgoing", "sources")
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HOST = re.compile(r"(?=.{1,253}\Z)(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)+(?!-)[a-z0-9-]{2,63}(?<!-)")
_SEEN = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")


class Row:
    """One row as it is read. `shared` holds the sources that rows name, `place` counts from 1."""

    def __init__(self, raw: Mapping[str, Any], shared: Mapping[str, Source], place: int) -> None:
        self.raw, self.shared = raw, shared
        self.id = str(raw.get("id", f"number {place}"))

    def fail(self, field: str, message: str) -> ProviderError:
        return ProviderError(f"provider {self.id}: {field}: {message}")

    def text(self, field: str, pattern: re.Pattern[str] | None = None) -> str:
        value = self.raw[field]
        if not isinstance(value, str) or not value or (pattern and not pattern.fullmatch(value)):
            raise self.fail(field, f"{value!r} is not of the field's form")
        return value

    def flag(self, field: str) -> bool:
        value = self.raw.get(field, False)
        if not isinstance(value, bool):
            raise self.fail(field, "must be true or false")
        return value

    def names(self, field: str, pattern: re.Pattern[str], known: Sequence[str] = ()) -> tuple[str, ...]:
        values = self.raw.get(field, [])
        if not isinstance(values, list):
            raise self.fail(field, "must be a list")
        for value in values:
            if not isinstance(value, str) or not pattern.fullmatch(value.removeprefix("*.")):
                raise self.fail(field, f"{value!r} is not of the field's form")
            if known and value not in known:
                raise self.fail(field, f"{value!r} is none of {', '.join(known)}")
        if len(set(values)) < len(values):
            raise self.fail(field, "something stands twice")
        return tuple(values)

    def server(self, field: str, raw: Mapping[str, Any], protocols: Sequence[Protocol]) -> Server:
        if set(raw) != {"protocol", "host", "port", "security", "username"}:
            raise self.fail(field, "a server has protocol, host, port, security and username")
        try:
            server = Server(
                Protocol(raw["protocol"]),
                raw["host"],
                raw["port"],
                Security(raw["security"]),
                Username(raw["username"]),
            )
        except ValueError as error:
            raise self.fail(field, str(error)) from error
        if server.protocol not in protocols:
            raise self.fail(field, f"{server.protocol} does not belong here")
        if not isinstance(server.host, str) or not _HOST.fullmatch(server.host):
            raise self.fail(field, f"{server.host!r} is not a host name")
        if server.port != PORTS[server.protocol, server.security]:
            raise self.fail(
                field, f"port {server.port} does not match {server.protocol} with {server.security}"
            )
        return server

    def source(self, raw: object) -> Source:
        if isinstance(raw, str):
            if raw not in self.shared:
                raise self.fail("sources", f"there is no shared source {raw!r}")
            return self.shared[raw]
        if not isinstance(raw, dict) or set(raw) != {"title", "url", "seen"} or not raw["title"]:
            raise self.fail("sources", "a source has title, url (may be empty) and seen")
        if not _SEEN.fullmatch(raw["seen"]):
            raise self.fail("sources", f"{raw['seen']!r} is neither a day nor a month")
        if raw["url"] and not raw["url"].startswith("https://"):
            raise self.fail("sources", f"{raw['url']!r} is not a secure address")
        return Source(raw["title"], raw["url"], raw["seen"])

    def read(self) -> Provider:
        """The provider. Raises ProviderError for the first thing that is wrong."""
        for key in self.raw:
            if key not in _KEYS:
                near = difflib.get_close_matches(key, _KEYS, n=1)
                raise self.fail(key, f"unknown field; did you mean {near[0]!r}?" if near else "unknown field")
        if missing := [key for key in _NEEDED if key not in self.raw]:
            raise self.fail(missing[0], "is missing")
        if self.raw["region"] not in REGIONS:
            raise self.fail("region", f"must be one of {', '.join(REGIONS)}")
        try:
            password = PasswordRule(self.raw["password"]) if "password" in self.raw else None
        except ValueError as error:
            raise self.fail("password", str(error)) from error
        receive = (Protocol.IMAP, Protocol.POP3)
        provider = Provider(
            id=self.text("id", _KEBAB),
            name=self.text("name"),
            names=tuple(self.raw.get("names", {}).items()),
            region=self.raw["region"],
            domains=self.names("domains", _HOST),
            mx=self.names("mx", _HOST),
            incoming=tuple(self.server("incoming", raw, receive) for raw in self.raw["incoming"]),
            outgoing=tuple(self.server("outgoing", raw, (Protocol.SMTP,)) for raw in self.raw["outgoing"]),
            password=password,
            two_step_only=self.flag("two_step_only"),
            oauth=self.flag("oauth"),
            switch_on_first=self.flag("switch_on_first"),
            spf=self.text("spf") if "spf" in self.raw else None,
            dkim=self.names("dkim", _KEBAB),
            article=self.text("article") if "article" in self.raw else f"providers/index#{self.id}",
            unconfirmed=self.names("unconfirmed", _KEBAB, UNCONFIRMED),
            sources=tuple(map(self.source, self.raw["sources"])),
        )
        self._judge(provider)
        return provider

    def _judge(self, provider: Provider) -> None:
        """What single fields cannot tell."""
        closed = provider.password in (PasswordRule.BRIDGE, PasswordRule.NONE_OFFERED)
        if not provider.sources:
            raise self.fail("sources", "a row without a source is an invention")
        if provider.password is None and "password" not in provider.unconfirmed:
            raise self.fail("password", "what is not known is unconfirmed")
        if provider.two_step_only and provider.password is not PasswordRule.APP_PASSWORD:
            raise self.fail("two_step_only", "goes with app-password only")
        if closed and (provider.incoming or provider.outgoing):
            raise self.fail("incoming", "this provider has no servers for mail apps")
        if not closed:
            for protocols, field in (("imap", "pop3"), "incoming"), (("smtp",), "outgoing"):
                if not self.raw[field] and not set(protocols) <= set(provider.unconfirmed):
                    raise self.fail(field, f"no server: call {' and '.join(protocols)} unconfirmed")
