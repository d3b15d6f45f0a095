"""Mail providers: who serves an address, with which settings, and which password works.

The data is `checker/providers.toml`, read on the first question, so importing this costs nothing. Hosts,
ports and rules are facts with sources; `unconfirmed` of a row names what nobody confirmed.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

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
from checker.providers.reader import ProviderError, Row

__all__ = [
    "PORTS",
    "REGIONS",
    "TABLE",
    "UNCONFIRMED",
    "PasswordRule",
    "Protocol",
    "Provider",
    "ProviderError",
    "Security",
    "Server",
    "Source",
    "Username",
    "by_domain",
    "by_id",
    "by_mx",
    "load",
    "providers",
]

TABLE = Path(__file__).parent.with_suffix(".toml")


def _unique(providers: Sequence[Provider], field: str) -> dict[str, Provider]:
    found: dict[str, Provider] = {}
    for provider in providers:
        for name in (provider.id,) if field == "id" else getattr(provider, field):
            if name in found:
                other = found[name].id
                raise ProviderError(f"provider {provider.id}: {field}: {name} stands in {other}, too")
            found[name] = provider
    return found


def load(path: Path = TABLE) -> tuple[Provider, ...]:
    """Read a table. Raises ProviderError with the row and the field of the first thing that is wrong."""
    with path.open("rb") as file:
        raw = tomllib.load(file)
    shared = {name: Source(**source) for name, source in raw.get("shared", {}).items()}
    rows = tuple(Row(row, shared, place).read() for place, row in enumerate(raw["provider"], 1))
    for field in ("id", "domains", "mx"):
        _unique(rows, field)
    return rows


@cache
def providers() -> tuple[Provider, ...]:
    """Every provider, in the order of the table."""
    return load()


@cache
def _index(field: str) -> Mapping[str, Provider]:
    return _unique(providers(), field)


def by_id(provider_id: str) -> Provider | None:
    """The provider with this id."""
    return _index("id").get(provider_id)


def _below(name: str) -> list[str]:
    labels = name.lower().removesuffix(".").split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]


def by_domain(domain: str) -> Provider | None:
    """The provider whose addresses are in this domain: the domain itself before what it lies below."""
    index, (own, *above) = _index("domains"), _below(domain)
    patterns = (own, *(f"*.{name}" for name in above))
    return next((index[name] for name in patterns if name in index), None)


def by_mx(host: str) -> Provider | None:
    """The provider that runs this MX host: the longest known end of its name decides."""
    index = _index("mx")
    return next((index[name] for name in _below(host) if name in index), None)
