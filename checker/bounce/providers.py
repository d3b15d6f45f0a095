"""Whose mail server is it? Hosts and mail domains of the providers in rules.toml."""

from collections.abc import Mapping
from functools import cache, lru_cache

from checker.bounce.tables import load

_END = 5
"""So many characters at the end of a host tell most hosts apart from those of all providers."""


@cache
def hosts() -> Mapping[str, str]:
    """Domain of a mail host, or of an address -> provider, from rules.toml."""
    return {domain: row["id"] for row in load("rules.toml")["provider"] for domain in row.get("domains", ())}


@cache
def _ends() -> frozenset[str]:
    return frozenset(end for domain in hosts() for end in (domain[-_END:], f".{domain}"[-_END:]))


def provider_of(host: str | None) -> str | None:
    """The provider that a host name or a mail domain belongs to, by its longest known suffix."""
    if not host:
        return None
    host = host.lower().rstrip(".")
    return _by_suffix(host) if host[-_END:] in _ends() else None


@lru_cache(maxsize=4096)
def _by_suffix(host: str) -> str | None:
    known = hosts()
    labels = host.split(".")[-5:]
    for i in range(len(labels) - 1):
        found = known.get(".".join(labels[i:]))
        if found:
            return found
    return None
