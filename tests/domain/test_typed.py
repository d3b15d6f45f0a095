"""The domain in what a person types, and what is none."""

import pytest

from checker.domain.typed import LONGEST, domain_in


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("example.com", "example.com"),
        ("  EXAMPLE.com.\r\n", "example.com"),
        ("\texample.com,", "example.com"),
        ("'example.com'", "example.com"),
        ("「example.com」", "example.com"),
        ("(example.com)", "example.com"),
        ("https://user:pw@Example.com:8080/a/b?c=d@e.example#f", "example.com"),
        ("https://example.com/two words", "example.com"),
        ("example.com/path", "example.com"),
        ("example.com:25", "example.com"),
        ("mailto:kim@example.com?subject=two words", "example.com"),
        ("kim@example.com", "example.com"),
        ("@example.com", "example.com"),
        ("Kim <kim@example.com>", "example.com"),
        ("Kim, Min; Seoul <kim@example.com>", "example.com"),
        ("<kim@example.com> Kim", "example.com"),
        ("kim@example.com (Kim Min)", "example.com"),
        ("ｓｈｏｐ．ｅｘａｍｐｌｅ。", "shop.example"),
        ("shop｡example", "shop.example"),
        ("\u202eshop\u200b.exam\u00adple\u2069", "shop.example"),
        ("_dmarc.example.com", "_dmarc.example.com"),
        ("xn--hq1bm8jm9l.example", "xn--hq1bm8jm9l.example"),
        ("도메인.example", "도메인.example"),
        ("도메인.한국", "도메인.한국"),
        ("ロックバンド・プレイ.example", "ロックバンド・プレイ.example"),
        ("हिन्दी.example", "हिन्दी.example"),
        ("col·legi.example", "col·legi.example"),
        ("1.2.3.4.example", "1.2.3.4.example"),
        ("163.com", "163.com"),
    ],
)
def test_domains(text: str, domain: str) -> None:
    assert domain_in(text) == domain


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "@", "://", "<>", "\0", "\ud800.example"),
        *("<b>x</b>", "<b>shop.example</b>", "<script>alert(1)</script>", "shop.example<br>"),
        *("corp,example", "corp;example", "corp example", "corp\nexample", "corp.example\nshop.example"),
        *("corp.example, shop.example", "corp.example shop.example", "my domain is corp.example"),
        *("kim@corp example", "kim@corp.example is mine", "kim@corp,example"),
        *("1.2.3.4", "[1.2.3.4]", "kim@[1.2.3.4]", "https://1.2.3.4:8080/a", "1.2.3.4.", "１．２．３．４"),
        *(
            "[::1]",
            "::1",
            "2001:db8::1",
            "https://[2001:db8::1]/",
            "kim@[IPv6:2001:db8::1]",
            "::ffff:1.2.3.4",
        ),
        *("١.٢.٣.٤", "example.123"),
        *("localhost", "corp", "com", "kim@localhost", "https://intranet/", "한국"),
        *("*.example.com", "a&b.example", "it's.example", "$(id).example", "a\\b.example", "a=b.example"),
        *("i❤.example", "a|b.example", "%00.example", "a+b.example"),
        "a" * (LONGEST + 1) + ".example",
    ],
)
def test_what_no_domain_can_be(text: str) -> None:
    assert domain_in(text) == ""
