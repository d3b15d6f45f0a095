"""Which addresses a check may contact."""

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

import pytest

from checker.net.allowed import DENIED, is_allowed

SPECIAL_PURPOSE = [
    # IANA IPv4 Special-Purpose Address Registry, every row.
    *(
        "0.0.0.0/8",
        "0.0.0.0/32",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
    ),
    *("192.0.0.0/24", "192.0.0.0/29", "192.0.0.8/32", "192.0.0.9/32", "192.0.0.10/32", "192.0.0.170/32"),
    *(
        "192.0.0.171/32",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.88.99.2/32",
    ),
    *(
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "240.0.0.0/4",
    ),
    "255.255.255.255/32",
    # IANA IPv6 Special-Purpose Address Registry, every row.
    *("::1/128", "::/128", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64"),
    *(
        "2001::/23",
        "2001::/32",
        "2001:1::1/128",
        "2001:1::2/128",
        "2001:1::3/128",
        "2001:2::/48",
        "2001:3::/32",
    ),
    *("2001:4:112::/48", "2001:10::/28", "2001:20::/28", "2001:30::/28", "2001:db8::/32", "2002::/16"),
    *("2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10"),
    # Multicast; IPv4-compatible, IPv4-translated and site-local addresses.
    *("224.0.0.0/4", "ff00::/8", "::/96", "::ffff:0:0:0/96", "fec0::/10"),
]


@pytest.mark.parametrize("network", [*SPECIAL_PURPOSE, *(str(network) for network, _ in DENIED)])
def test_no_address_of_a_special_range(network: str) -> None:
    range_ = ip_network(network)
    middle = range_.network_address + range_.num_addresses // 2
    for address in (range_[0], middle, range_[-1]):
        assert not is_allowed(address)
        assert not is_allowed(str(address))


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",  # AWS, Azure, Google Cloud and others: metadata
        "169.254.170.2",  # AWS: credentials of a container
        "168.63.129.16",  # Azure: wire server
        "100.100.100.200",  # Alibaba Cloud: metadata
        "192.0.0.192",  # Oracle Cloud: metadata
        "fd00:ec2::254",  # AWS: metadata
        "fd20:ce::254",  # Google Cloud: metadata
        "::ffff:169.254.169.254",
        "::ffff:9.9.9.9",
        "::9.9.9.9",
        "64:ff9b::169.254.169.254",
        "64:ff9b::9.9.9.9",
        "2002:a9fe:a9fe::1",  # 6to4 of 169.254.169.254
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # Teredo
        "fe80::1%eth0",
        "2620:fe::fe%eth0",
        "4000::1",  # outside the space that IANA has allocated
        "0x7f.1",
        "127.1",
        "2130706433",
        "0177.0.0.1",
        "localhost",
        "mail.example.com",
        "",
        " 9.9.9.9",
        "9.9.9.9\0",
        "９.9.9.9",
        "[2620:fe::fe]",
    ],
)
def test_not_allowed(address: str) -> None:
    assert not is_allowed(address)


@pytest.mark.parametrize(
    "address",
    [
        "9.9.9.9",
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "168.63.129.15",
        "2620:fe::fe",
        "2001:200::1",
        "2a00::1",
    ],
)
def test_allowed(address: str) -> None:
    assert is_allowed(address)
    assert is_allowed(ip_address(address))


def test_the_operators_own_ranges() -> None:
    own = (IPv4Network("9.9.9.0/24"), IPv6Network("2620:fe::/48"))
    assert not is_allowed("9.9.9.9", own)
    assert not is_allowed("2620:fe::fe", own)
    assert is_allowed("1.1.1.1", own)
    assert is_allowed("2a00::1", own)
