"""Which domain a slip of the fingers stands for, and which names are left alone."""

import subprocess
import sys

import pytest

from checker.address.slips import distance, reads_like
from checker.address.typos import meant_domain, without_dot
from checker.providers import providers


@pytest.mark.parametrize(
    ("meant", "typed"),
    [
        # A swap, a dropped or doubled letter, the key beside.
        ("naver.com", "nvaer.com navr.com navver.com nsver.com naver.ckm"),
        ("kakao.com", "kakoa.com kaako.com lakao.com kakao.cmo"),
        (
            "hanmail.net",
            "ganmail.net hanmail.ne.kr hanmail.co.kr hanmali.net hanmil.net hanmmail.net hanmaip.net "
            "hanmail.nte hanmali.com",
        ),
        ("daum.net", "duam.net dauum.net daun.net ddaum.net daum.ner daum.com"),
        # A letter typed early or twice, one that sounds alike, a vowel, a hyphen, the wrong letter doubled.
        ("naver.com", "never.com naber.com na-ver.com nav3r.com naver.comcom"),
        ("icloud.com", "iclould.com i-cloud.com"),
        ("hotmail.com", "jotmail.com hoitmail.com hotmaul.con hotmial.net"),
        ("outlook.com", "putlook.com iutlook.com oulook.con"),
        ("yahoo.com", "yahpp.com yahoo.comm"),
        ("yahoo.co.kr", "yahoo.co.rk yahoo.cokr yahoo.ci.kr"),
        ("korea.kr", "koera.kr korea.rk"),
        ("hiworks.com", "hiwroks.com hiworks.con"),
        ("gmail.com", "gmaii.com gmiall.com gmail.con.kr gmaill.co gmeil.com gmail.co.kr gmail.co.jp"),
        ("yahoo.co.jp", "yahho.co.jp yafoo.co.jp yahoo.ne.jp yahoo.co.ip yahoo.co.jpn yahoo.cojp"),
        # Japanese carriers and providers: in the name, the level, the country, the dots.
        (
            "docomo.ne.jp",
            "dcoomo.ne.jp docomo.co.jp docomo.or.jp docomo.jp docomo.ne.jo dokomo.ne.jp docomone.jp",
        ),
        ("ezweb.ne.jp", "exweb.ne.jp ezweeb.ne.jp ezweb.co.jp ezweb.ne.jl"),
        ("softbank.ne.jp", "sotfbank.ne.jp softbanl.ne.jp softbank.ne.ip"),
        ("i.softbank.jp", "i.softbakn.jp i.softbank.jo isoftbank.jp"),
        ("ymobile.ne.jp", "ymobiel.ne.jp ymobile.en.jp"),
        ("hotmail.co.jp", "hotmaul.co.jp hotmail.co.jo"),
        ("outlook.jp", "outlok.jp outlook.jo outlook.jpn"),
        ("nifty.com", "nfity.com niftty.com nifty.con"),
        ("biglobe.ne.jp", "biglbe.ne.jp bigllobe.ne.jp"),
        ("plala.or.jp", "plaka.or.jp plala.or.jo plala.ne.jp"),
        ("so-net.ne.jp", "so-bet.ne.jp so-net.ne.jo"),
        ("excite.co.jp", "exicte.co.jp excite.co.jo"),
        ("hanmail.net", "hanrnail.net hanmai1.net"),  # as it looks to a quick eye
        ("ocn.ne.jp", "ocn.ne.jo ocn.nejp"),
        ("goo.jp", "goo.jo"),
    ],
)
def test_slips(meant: str, typed: str) -> None:
    assert {domain: meant_domain(domain) for domain in typed.split()} == dict.fromkeys(typed.split(), meant)


@pytest.mark.parametrize(
    "domains",
    [
        "haver.com nader.com namer.com navel.com nager.com naverx.com",  # words, surnames, another letter
        "gail.com snail.com gomail.com fmail.com gmails.com nats.com kakapo.com wahoo.com niffy.com",
        "hotmall.com hotrail.com hostmail.com hansmail.net outbook.com outlooks.com softback.ne.jp",
        "humanmail.net hanami.net hotmailer.com highworks.com hiwork.com ucloud.com gotmail.com corea.com",
        "hanmail2.net handmail.com hanamail.com ahnmail.com concast.com",  # another ending and another letter
        "naver.kr nave.kr daum.org kakao.org icloud.org comcast.org dreamwiz.co.kr outlook.co.kr",
        "docomo.net docomo.com docom.com ezweb.com softbank.jp softbank.co.jp softbank.com ymobile.jp",
        "nifty.net nifty.co.jp biglobe.co.jp excite.com excite.jp so-net.jp hotmail.jp outlook.co.jp",
        "mail.ru.com ucloud.com yahoo.jp live.jo au.jp dion.co.jp dionne.jp y-mobile.ne.jp ybb.ne.jp",
        "our-company.co.jo our-company.ne.jo our-company.co.np",  # com.jo, or co.jp with the key beside?
    ],
)
def test_left_alone(domains: str) -> None:
    assert {domain: meant_domain(domain) for domain in domains.split()} == dict.fromkeys(domains.split())


def test_no_domain_of_a_provider_is_a_typo() -> None:
    served = [domain.removeprefix("*.") for provider in providers() for domain in provider.domains]
    assert len(served) > 300
    assert {domain for domain in served if meant_domain(domain) is not None} == set()


def test_the_table_of_providers_is_asked_before_a_domain_is_called_a_typo() -> None:
    assert meant_domain("posteo.co.uk") is None
    assert meant_domain("koreamail.com") is None


def test_reading_the_address_check_in_reads_no_table_of_providers() -> None:
    told = "import sys, checker.address; print('checker.providers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True).stdout == "False\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("docomonejp", "docomo.ne.jp"),
        ("isoftbankjp", "i.softbank.jp"),
        ("plalaorjp", "plala.or.jp"),
        ("i", None),
    ],
)
def test_without_dot(typed: str, meant: str | None) -> None:
    assert without_dot(typed) == meant


@pytest.mark.parametrize(
    ("a", "b", "steps"),
    [("naver", "naver", 0), ("nvaer", "naver", 1), ("nve", "naver", 2), ("no", "naver", 3)],
)
def test_distance(a: str, b: str, steps: int) -> None:
    assert (distance(a, b, 2), distance(b, a, 2)) == (steps, steps)


@pytest.mark.parametrize(
    ("name", "meant", "expected"),
    [
        ("maver", "naver", True),
        ("mate", "nate", False),
        ("fmail", "gmail", False),
        ("kkakao", "kakao", True),
        ("ggmail", "gmail", False),
        ("hhotmail", "hotmail", True),
        ("protonmial", "protonmail", True),
        ("nat", "nate", False),
    ],
)
def test_reads_like(name: str, meant: str, *, expected: bool) -> None:
    assert reads_like(name, meant) is expected
