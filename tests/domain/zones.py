"""Zones for whole checks: one domain for each state of health."""

from tests.domain.book import txt
from tests.domain.keys import RSA1024, RSA2048

GOOD = f"""\
good                MX    10 mx1.good.example.
mx1.good            A     9.9.9.9
good                TXT   "v=spf1 mx -all"
_dmarc.good         TXT   "v=DMARC1; p=reject; rua=mailto:dmarc@good.example"
s1._domainkey.good  TXT   {txt("v=DKIM1; k=rsa; p=" + RSA2048)}
_mta-sts.good       TXT   "v=STSv1; id=20260101T000000"
_smtp._tls.good     TXT   "v=TLSRPTv1; rua=mailto:tls@good.example"
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
bare                MX    10 mx1.good.example.
twice               MX    10 mx1.good.example.
twice               TXT   "v=spf1 include:spf.good-sender.example ~all"
twice               TXT   "v=spf1 ip4:9.9.9.9 -all"
spf.good-sender     TXT   "v=spf1 ip4:9.9.9.0/24 -all"
open                MX    10 mx1.good.example.
open                TXT   "v=spf1 +all"
_dmarc.open         TXT   "v=DMARC1; p=none; pct=50; ri=3600; rua=mailto:a@reports.elsewhere.test"
loop                MX    10 mx1.good.example.
loop                TXT   "v=spf1 include:loop2.example -all"
loop2               TXT   "v=spf1 include:loop.example -all"
deep                MX    10 mx1.good.example.
deep                TXT   "v=spf1 include:d1.example include:d2.example include:d3.example -all"
d1                  TXT   "v=spf1 a:mx1.good.example mx:good.example include:d4.example -all"
d2                  TXT   "v=spf1 a:mx1.good.example mx:good.example exists:good.example -all"
d3                  TXT   "v=spf1 a:mx1.good.example mx:good.example ptr -all"
d4                  TXT   "v=spf1 a:mx1.good.example -all"
spf-broken          MX    10 mx1.good.example.
spf-broken          TXT   "v=spf1 include:spf.broken.example -all"
six                 MX    10 mx.six.example.
mx.six              AAAA  2620:fe::9
mx-broken           MX    10 mx.broken.example.
hosted              MX    1 smtp.google.com.
hosted              TXT   "v=spf1 include:_spf.google.com ~all"
google._domainkey.hosted TXT {txt("v=DKIM1; k=rsa; p=" + RSA1024)}
a.b.tree            MX    10 mx1.good.example.
_dmarc.tree         TXT   "v=DMARC1; p=reject; sp=quarantine"
hostile             MX    10 mx1.good.example.
hostile             TXT   {txt("v=spf1 include:<script>alert(1)</script> -all")}
_dmarc.hostile      TXT   {txt("v=DMARC1; p=<b>x</b>" + chr(27) + "[31m")}
"""

EXAMPLE = GOOD + PARKED + WRONG
ZONES: dict[str, str | None] = {
    "example": EXAMPLE,
    "broken.example": None,
    "google.com": '_spf TXT "v=spf1 ip4:9.9.9.0/24 ~all"\nsmtp A 9.9.9.10\n',
    "in-addr.arpa": "9.9.9.9 PTR mx1.good.example.\n10.9.9.9 PTR nowhere.example.\n",
    "test": '_dmarc.reports.elsewhere TXT "v=DMARC1; p=none"\n',
}
