"""SPF records as they are read (RFC 7208 sections 4.5, 5, 6 and 12)."""

from ipaddress import ip_network

import pytest

from checker.domain.spf import Flaw, Mechanism, Reason, is_spf, parse
from checker.domain.spf_macros import Macro, expand, parse_macros


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v=spf1", True),
        ("v=spf1 -all", True),
        ("V=SPF1 -all", True),
        ("v=spf1  ", True),
        ("v=spf10 -all", False),
        ("v=spf1-all", False),
        ("v=spf1;", False),
        ("v=spf1\t-all", False),
        (" v=spf1 -all", False),
        ('"v=spf1 -all"', False),
        ("spf2.0/pra -all", False),
        ("", False),
    ],
)
def test_what_claims_to_be_spf(text: str, expected: bool) -> None:
    assert is_spf(text) is expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("all", Mechanism("all", "+", "all")),
        ("-ALL", Mechanism("-ALL", "-", "all")),
        ("~all", Mechanism("~all", "~", "all")),
        ("?all", Mechanism("?all", "?", "all")),
        ("a", Mechanism("a", "+", "a")),
        ("-a/24", Mechanism("-a/24", "-", "a", prefix4=24)),
        ("a//64", Mechanism("a//64", "+", "a", prefix6=64)),
        ("a/24//64", Mechanism("a/24//64", "+", "a", prefix4=24, prefix6=64)),
        ("a/0", Mechanism("a/0", "+", "a", prefix4=0)),
        ("mx:b.example", Mechanism("mx:b.example", "+", "mx", ("b.example",))),
        ("MX:b.example./8", Mechanism("MX:b.example./8", "+", "mx", ("b.example.",), prefix4=8)),
        ("a:b-c.example", Mechanism("a:b-c.example", "+", "a", ("b-c.example",))),
        ("a:_b.example", Mechanism("a:_b.example", "+", "a", ("_b.example",))),
        ("a:b.xn--h32bq4v", Mechanism("a:b.xn--h32bq4v", "+", "a", ("b.xn--h32bq4v",))),
        ("include:b.example", Mechanism("include:b.example", "+", "include", ("b.example",))),
        ("ptr", Mechanism("ptr", "+", "ptr")),
        ("ptr:b.example", Mechanism("ptr:b.example", "+", "ptr", ("b.example",))),
        (
            "exists:%{i}._spf.%{d2}",
            Mechanism("exists:%{i}._spf.%{d2}", "+", "exists", (Macro("i"), "._spf.", Macro("d", 2))),
        ),
        ("a:%{d}/24", Mechanism("a:%{d}/24", "+", "a", (Macro("d"),), prefix4=24)),
        ("a:b.%%%-", Mechanism("a:b.%%%-", "+", "a", ("b.%%20",))),
        ("ip4:9.9.9.9", Mechanism("ip4:9.9.9.9", "+", "ip4", network=ip_network("9.9.9.9/32"))),
        ("ip4:9.9.9.9/24", Mechanism("ip4:9.9.9.9/24", "+", "ip4", network=ip_network("9.9.9.0/24"))),
        ("ip4:9.9.9.9/0", Mechanism("ip4:9.9.9.9/0", "+", "ip4", network=ip_network("0.0.0.0/0"))),
        ("ip6:2620:fe::/48", Mechanism("ip6:2620:fe::/48", "+", "ip6", network=ip_network("2620:fe::/48"))),
        (
            "ip6:::ffff:9.9.9.9",
            Mechanism("ip6:::ffff:9.9.9.9", "+", "ip6", network=ip_network("::ffff:909:909/128")),
        ),
    ],
)
def test_mechanisms(term: str, expected: Mechanism) -> None:
    record = parse(f"v=spf1 {term}")
    assert (record.mechanisms, record.modifiers, record.flaws) == ((expected,), (), ())


@pytest.mark.parametrize(
    ("term", "reason"),
    [
        ("al", Reason.UNKNOWN_MECHANISM),
        ("ipv4:9.9.9.9", Reason.UNKNOWN_MECHANISM),
        ("+-all", Reason.UNKNOWN_MECHANISM),
        ("=all", Reason.UNKNOWN_MECHANISM),
        ("-", Reason.UNKNOWN_MECHANISM),
        (";", Reason.UNKNOWN_MECHANISM),
        ("9.9.9.9", Reason.UNKNOWN_MECHANISM),
        ("all:x", Reason.VALUE_NOT_ALLOWED),
        ("all/8", Reason.VALUE_NOT_ALLOWED),
        ("all.", Reason.UNKNOWN_MECHANISM),
        ("ptr/24", Reason.VALUE_NOT_ALLOWED),
        ("include", Reason.DOMAIN_MISSING),
        ("include:", Reason.DOMAIN_MISSING),
        ("include/24", Reason.VALUE_NOT_ALLOWED),
        ("include:b.example/24", Reason.DOMAIN_NOT_VALID),
        ("exists", Reason.DOMAIN_MISSING),
        ("a:", Reason.DOMAIN_MISSING),
        ("a:b", Reason.DOMAIN_NOT_VALID),
        ("a:.", Reason.DOMAIN_NOT_VALID),
        ("a:9.9.9.9", Reason.DOMAIN_NOT_VALID),
        ("a:b.example,", Reason.DOMAIN_NOT_VALID),
        ("a:b.example:25", Reason.DOMAIN_NOT_VALID),
        ("a:b.-x", Reason.DOMAIN_NOT_VALID),
        ("a:b.x-", Reason.DOMAIN_NOT_VALID),
        ("a:b.%%-", Reason.DOMAIN_NOT_VALID),
        ("a:b.example/33", Reason.PREFIX_NOT_VALID),
        ("a:b.example/024", Reason.PREFIX_NOT_VALID),
        ("a:b.example//129", Reason.PREFIX_NOT_VALID),
        ("a/", Reason.PREFIX_NOT_VALID),
        ("a/33", Reason.PREFIX_NOT_VALID),
        ("a/24/64", Reason.PREFIX_NOT_VALID),
        ("a:%{x}", Reason.MACRO_NOT_VALID),
        ("a:%{d0}", Reason.MACRO_NOT_VALID),
        ("a:%{d", Reason.MACRO_NOT_VALID),
        ("a:%(d).example", Reason.MACRO_NOT_VALID),
        ("a:%{c}.example", Reason.MACRO_NOT_VALID),
        ("a:b.example%", Reason.MACRO_NOT_VALID),
        ("ip4", Reason.ADDRESS_NOT_VALID),
        ("ip4:", Reason.ADDRESS_NOT_VALID),
        ("ip4:9.9.9", Reason.ADDRESS_NOT_VALID),
        ("ip4:9.9.9.256", Reason.ADDRESS_NOT_VALID),
        ("ip4:9.9.9.09", Reason.ADDRESS_NOT_VALID),
        ("ip4:2620:fe::9", Reason.ADDRESS_NOT_VALID),
        ("ip4:mx.example", Reason.ADDRESS_NOT_VALID),
        ("ip4:9.9.9.9/33", Reason.PREFIX_NOT_VALID),
        ("ip4:9.9.9.9/08", Reason.PREFIX_NOT_VALID),
        ("ip4:9.9.9.9//8", Reason.PREFIX_NOT_VALID),
        ("ip4:9.9.9.9/", Reason.PREFIX_NOT_VALID),
        ("ip4/24", Reason.ADDRESS_NOT_VALID),
        ("ip6:9.9.9.9", Reason.ADDRESS_NOT_VALID),
        ("ip6:2620:fe::9%eth0", Reason.ADDRESS_NOT_VALID),
        ("ip6:2620:fe::9/129", Reason.PREFIX_NOT_VALID),
        ("ip6:2620::fe::9", Reason.ADDRESS_NOT_VALID),
        ("redirect=", Reason.DOMAIN_MISSING),
        ("redirect=b", Reason.DOMAIN_NOT_VALID),
        ("exp=b", Reason.DOMAIN_NOT_VALID),
        ("x=%{", Reason.MACRO_NOT_VALID),
        ("메일", Reason.NOT_ASCII),
        ("-all\t", Reason.NOT_ASCII),
        ("a:b.example\x00", Reason.NOT_ASCII),
    ],
)
def test_terms_that_are_none(term: str, reason: Reason) -> None:
    assert parse(f"v=spf1 {term} -all").flaws == (Flaw(term, reason),)


def test_modifiers() -> None:
    record = parse(
        "v=spf1 redirect=b.example EXP=c.%{d} unknown=x%{d}y other= Redirect=d.example exp=e.example"
    )
    assert [(each.name, each.value) for each in record.modifiers] == [
        ("redirect", ("b.example",)),
        ("exp", ("c.", Macro("d"))),
        ("unknown", ("x", Macro("d"), "y")),
        ("other", ()),
    ]
    assert record.flaws == (
        Flaw("Redirect=d.example", Reason.REPEATED),
        Flaw("exp=e.example", Reason.REPEATED),
    )


def test_nothing_behind_all_is_tested() -> None:
    record = parse("v=spf1 a -all mx ~all")
    assert [each.text for each in record.tested] == ["a", "-all"]
    assert [each.text for each in record.ignored] == ["mx", "~all"]


VALUES = {
    "s": "strong-bad@email.example.com",
    "l": "strong-bad",
    "o": "email.example.com",
    "d": "email.example.com",
    "i": "192.0.2.3",
    "v": "in-addr",
    "h": "mx.example.org",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The examples of section 7.4.
        ("%{s}", "strong-bad@email.example.com"),
        ("%{o}", "email.example.com"),
        ("%{d}", "email.example.com"),
        ("%{d4}", "email.example.com"),
        ("%{d3}", "email.example.com"),
        ("%{d2}", "example.com"),
        ("%{d1}", "com"),
        ("%{dr}", "com.example.email"),
        ("%{d2r}", "example.email"),
        ("%{l}", "strong-bad"),
        ("%{l-}", "strong.bad"),
        ("%{lr}", "strong-bad"),
        ("%{lr-}", "bad.strong"),
        ("%{l1r-}", "strong"),
        ("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"),
        ("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"),
        ("%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", "bad.strong.lp.3.2.0.192.in-addr._spf.example.com"),
        ("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com"),
        ("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net"),
        ("%{S}", "strong-bad%40email.example.com"),
        ("%%%_%-", "% %20"),
        ("a." * 130 + "b", "a." * 126 + "b"),
    ],
)
def test_macros(text: str, expected: str) -> None:
    spec = parse_macros(text)
    assert spec is not None
    assert expand(spec, VALUES) == expected


def test_a_macro_without_a_value_leaves_the_name_open() -> None:
    spec = parse_macros("%{l}.example")
    assert spec is not None
    assert expand(spec, {"d": "a.example"}) is None
