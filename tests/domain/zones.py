"""Zones for whole checks: one domain for each state of health."""

from tests.domain.book import txt
from tests.domain.keys import RSA1024, RSA2048

SHA256 = "ab" * 32

GOOD = f"""\
good                MX    10 mx1.good
mx1.good            A     9.9.9.9
good                TXT   "v=spf1 mx -all"
_dmarc.good         TXT   "v=DMARC1; p=reject; rua=mailto:dmarc@good.example"
s1._domainkey.good  TXT   {txt("v=DKIM1; k=rsa; p=" + RSA2048)}
_mta-sts.good       TXT   "v=STSv1; id=20260101T000000"
_smtp._tls.good     TXT   "v=TLSRPTv1; rua=mailto:tls@good.example"
_25._tcp.mx1.good   TLSA  3 1 1 {SHA256}
"""

PARKED = """\
parked              MX    0 .
parked              TXT   "v=spf1 -all"
_dmarc.parked       TXT   "v=DMARC1; p=reject"
parked-bare         TXT   "v=spf1 -all"
_dmarc.parked-bare  TXT   "v=DMARC1; p=reject"
half-parked         MX    0 .
half-parked         TXT   "v=spf1 mx ip4:9.9.9.9 -all"
"""

WRONG = f"""\
mx.shared           A     9.9.9.11
bare                MX    10 mx.shared
implicit            A     9.9.9.9
twice               MX    10 mx.shared
twice               TXT   "v=spf1 include:spf.sender.example ~all"
twice               TXT   "v=spf1 ip4:9.9.9.9 -all"
spf.sender          TXT   "v=spf1 ip4:9.9.9.0/24 -all"
open                MX    10 mx.shared
open                TXT   "v=spf1 +all"
_dmarc.open         TXT   "v=DMARC1; p=none; rua=mailto:a@reports.test,mailto:b@agreed.test"
loop                MX    10 mx.shared
loop                TXT   "v=spf1 include:loop2.example -all"
loop2               TXT   "v=spf1 include:loop.example -all"
deep                MX    10 mx.shared
deep                TXT   "v=spf1 include:d1.example include:d2.example include:d3.example -all"
d1                  TXT   "v=spf1 a:mx.shared.example mx:bare.example include:d4.example -all"
d2                  TXT   "v=spf1 a:mx.shared.example mx:bare.example exists:mx.shared.example -all"
d3                  TXT   "v=spf1 a:mx.shared.example mx:bare.example ptr -all"
d4                  TXT   "v=spf1 a:mx.shared.example -all"
spf-broken          MX    10 mx.shared
spf-broken          TXT   "v=spf1 include:spf.broken.example -all"
six                 MX    10 mx.six
mx.six              AAAA  2620:fe::9
half-six            MX    10 mx.six
half-six            MX    20 mx.shared
mx-broken           MX    10 mx.broken
hosted              MX    1 smtp.google.com.
hosted              TXT   "v=spf1 include:_spf.google.com ~all"
google._domainkey.hosted TXT {txt("v=DKIM1; k=rsa; p=" + RSA1024)}
hosted-bare         MX    1 smtp.google.com.
wild                MX    1 smtp.google.com.
wild                TXT   "v=spf1 include:_spf.google.com ~all"
*.wild              CNAME wild.example.
a.b.tree            MX    10 mx.shared
_dmarc.tree         TXT   "v=DMARC1; p=reject; sp=quarantine"
null-and-more       MX    0 .
null-and-more       MX    10 mx.shared
alias               MX    10 mx.shared
s1._domainkey.alias CNAME s1.keys.service
mistaken            MX    10 mx.mistaken
mx.mistaken         A     10.0.0.25
mistaken            TXT   "v=spf1 -all"
_dmarc.mistaken     TXT   "v=DMARC1; p=reject"
hostile             MX    10 mx.shared
hostile             TXT   {txt("v=spf1 include:<script>alert(1)</script> -all")}
_dmarc.hostile      TXT   {txt("v=DMARC1; p=<b>x</b>" + chr(27) + "[31m" + chr(0x202E))}
_mta-sts.hostile    TXT   {txt("v=STSv1; id=<img src=x>" + chr(7))}
{"".join(f"crowd MX {i} mx{i}.crowd{chr(10)}mx{i}.crowd A 9.9.9.{i}{chr(10)}" for i in range(1, 31))}
crowd               TXT   {txt("v=spf1 " + "".join(f"include:i{i}.crowd.example " for i in range(1, 30)))}
{"".join(f'i{i}.crowd TXT "v=spf1 a:mx{i}.crowd.example -all"{chr(10)}' for i in range(1, 30))}
_dmarc.crowd        TXT   "v=DMARC1; p=none; rua={",".join(f"mailto:a@{name}.test" for name in "wxyz")}"
{"".join(f'many TXT "text {i}"{chr(10)}' for i in range(1500))}
"""

REVERSE = """\
9.9.9   PTR mx1.good.example.
10.9.9  PTR nowhere.example.
11.9.9  PTR mx.shared.example.
"""

ZONES: dict[str, str | None] = {
    "example": GOOD + PARKED + WRONG,
    "broken.example": None,
    "google.com": '_spf TXT "v=spf1 ip4:9.9.9.0/24 ~all"\nsmtp A 9.9.9.10\n',
    "9.in-addr.arpa": REVERSE,
    "test": 'open.example._report._dmarc.agreed TXT "v=DMARC1"\n',
}
