"""Every finding that a check of a domain may give, by the theme it belongs to."""

from collections.abc import Mapping
from types import MappingProxyType

from checker.domain.verdict import Theme

_RECEIVES = """
domain-name-not-valid domain-not-found null-mx null-mx-but-sends null-mx-with-others no-mail-server
address-without-mx mx-is-address mx-is-alias mx-is-private mx-without-address no-usable-mail-server
mx-ipv6-only domain-parked dns-timeout dns-servfail dns-bogus dns-refused dns-not-checked
"""

_PROVES = """
spf-missing spf-several-records spf-looks-alike spf-term-not-valid spf-modifier-repeated spf-too-many-lookups
spf-lookups-near-limit spf-too-many-void-lookups spf-void-lookup spf-loop spf-include-without-record
spf-redirect-without-record spf-include-several-records spf-too-many-mail-servers spf-allows-everyone
spf-neutral-all spf-missing-all spf-ignored-after-all spf-redirect-ignored spf-ptr spf-wide-range
spf-private-range spf-duplicate-term spf-unknown-modifier spf-too-long spf-depends-on-sender
spf-sends-no-mail
dkim-no-selector-known dkim-usual-key-missing dkim-selector-not-valid dkim-key-missing dkim-several-records
dkim-record-not-valid dkim-key-not-valid dkim-key-type-unknown dkim-key-too-short dkim-key-short
dkim-key-revoked dkim-test-mode dkim-sha1-only dkim-not-for-email dkim-alias-dangling dkim-only-ed25519
dmarc-missing dmarc-several-records dmarc-looks-alike dmarc-at-wrong-name dmarc-tag-repeated
dmarc-syntax-error dmarc-ignored dmarc-policy-missing dmarc-policy-not-valid dmarc-policy-none
dmarc-inherited dmarc-weaker-for-subdomains dmarc-test-mode dmarc-retired-tag dmarc-unknown-tag
dmarc-tag-not-valid dmarc-no-reports dmarc-report-address-not-valid dmarc-report-address-scheme
dmarc-report-size-limit dmarc-reports-not-authorized dmarc-fo-without-ruf dmarc-public-suffix
dmarc-strict-alignment
mx-without-reverse-name mx-reverse-name-differs
"""

_ENCRYPTED = """
encryption-not-required mta-sts-missing mta-sts-several-records mta-sts-record-not-valid
mta-sts-policy-not-fetched mta-sts-policy-unreachable mta-sts-policy-not-valid mta-sts-unknown-field
mta-sts-mode-testing mta-sts-mode-none mta-sts-mx-not-listed mta-sts-mx-not-used mta-sts-max-age-short
tls-reporting-missing tls-reporting-several-records tls-reporting-not-valid tls-reporting-address-not-valid
dane-not-signed dane-not-valid dane-incomplete
"""

_SIGNED = "dnssec-not-signed dnssec-unknown dnssec-bogus dnssec-mail-server-not-signed"

OBSERVATIONS: Mapping[str, Theme] = MappingProxyType(
    {
        finding_id: theme
        for theme, ids in (
            (Theme.RECEIVES, _RECEIVES),
            (Theme.PROVES, _PROVES),
            (Theme.ENCRYPTED, _ENCRYPTED),
            (Theme.SIGNED, _SIGNED),
        )
        for finding_id in ids.split()
    }
)
"""Finding id -> its theme. What DNS itself failed to tell (`dns-`) may stand in any theme."""

FINDING_IDS = frozenset(OBSERVATIONS)
