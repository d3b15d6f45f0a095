"""Which addresses a check may contact: our own table, because what Python calls global lets several of
these pass."""

import tomllib
from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from pathlib import Path

Network = IPv4Network | IPv6Network

DENIED: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(row["network"]), row["what"])
    for row in tomllib.loads(Path(__file__).with_name("denied.toml").read_text(encoding="utf-8"))["range"]
)
"""Every denied range, and what it is for."""

GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that IANA has allocated of IPv6 (RFC 4291 section 2.4); what lies outside is nobody's mail server."""


def is_allowed(address: str | IPv4Address | IPv6Address, extra_denied: Iterable[Network] = ()) -> bool:
    """May a check contact this address? No, for what is no address, has a zone, or lies in a denied range.

    `extra_denied` are the operator's own ranges.
    """
    if isinstance(address, str):
        try:
            address = ip_address(address)
        except ValueError:
            return False
    if isinstance(address, IPv6Address) and (address.scope_id is not None or address not in GLOBAL_UNICAST):
        return False
    return not any(address in network for network, _ in DENIED) and not any(
        address in network for network in extra_denied
    )
