"""Who keeps or sends a domain's mail, recognised by its MX and SPF, and what their DKIM selectors are."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KEYS = {"id", "mx", "spf", "include", "selectors", "source", "confirmed"}


@dataclass(frozen=True, slots=True)
class Service:
    """One row of services.toml, which says what the fields mean."""

    id: str
    mx: tuple[str, ...]
    spf: tuple[str, ...]
    include: str | None
    selectors: tuple[str, ...]
    source: str
    confirmed: bool


@cache
def services() -> tuple[Service, ...]:
    """The table, in the order of the file."""
    rows = tomllib.loads(Path(__file__).with_name("services.toml").read_text(encoding="utf-8"))["service"]
    return tuple(
        Service(
            row["id"],
            tuple(row["mx"]),
            tuple(row["spf"]),
            row.get("include"),
            tuple(row["selectors"]),
            row["source"],
            row.get("confirmed", True),
        )
        for row in rows
    )


def recognise(mail_servers: Iterable[str], spf_targets: Iterable[str]) -> tuple[Service, ...]:
    """The services behind these mail servers and SPF includes, those that keep the mail first."""
    hosts, targets = list(mail_servers), [target.lower().rstrip(".") for target in spf_targets]
    keeps = [each for each in services() if any(_belongs(host, each.mx) for host in hosts)]
    sends = [each for each in services() if any(target in each.spf for target in targets)]
    return tuple(dict.fromkeys((*keeps, *sends)))


def _belongs(host: str, names: Sequence[str]) -> bool:
    return any(host == name or host.endswith("." + name) for name in names)
