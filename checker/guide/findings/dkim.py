"""What is wrong with the keys that confirm a domain's signatures (DKIM)."""

from checker.guide.findings.words import FindingWords
from checker.guide.wording import N_

DKIM: dict[str, FindingWords] = {
    # Which key.
    "dkim-no-selector-known": FindingWords(
        N_("The signing key (DKIM) couldn't be looked up"),
        N_("DNS has no list of keys, and no selector is known for %(domain)s. This isn't a fault."),
        N_("Find s= in the DKIM-Signature header of a message from the domain, and enter it."),
        "guides/dkim#selector",
    ),
    "dkim-usual-key-missing": FindingWords(
        N_("No signing key (DKIM) at the usual selectors"),
        N_("The domain %(domain)s has no key at %(selectors)s. It may use another selector."),
        N_("Find s= in the DKIM-Signature header of a message from the domain, and enter it."),
        "guides/dkim#selector",
    ),
    "dkim-selector-not-valid": FindingWords(
        N_("The selector isn't valid"),
        N_("The text %(selector)s can't be a selector."),
        N_("Copy the value after s= from the DKIM-Signature header of a message."),
        "guides/dkim#selector",
    ),
    "dkim-key-missing": FindingWords(
        N_("There is no signing key (DKIM) at this selector"),
        N_("DNS has no record at the selector %(selector)s, so its signatures can't be confirmed."),
        N_("The domain's administrator publishes the key that the sending service documents."),
        "guides/dkim#no-key",
    ),
    "dkim-alias-dangling": FindingWords(
        N_("The signing key (DKIM) points to nothing"),
        N_("The record of the selector %(selector)s points to %(target)s, which holds no key."),
        N_("The domain's administrator compares it with what the sending service documents."),
        "guides/dkim#no-key",
    ),
    "dkim-several-records": FindingWords(
        N_("One selector has several signing keys (DKIM)"),
        N_("The selector %(selector)s has %(count)s records, so the result changes from time to time."),
        N_("The domain's administrator keeps only the key in use."),
        "guides/dkim#several",
    ),
    # What can't be read.
    "dkim-record-not-valid": FindingWords(
        N_("The record of the signing key (DKIM) can't be read"),
        N_("Receiving servers can't use the record of the selector %(selector)s. Reason: %(reason)s"),
        N_("The domain's administrator copies the record from the sending service again."),
        "guides/dkim#syntax",
    ),
    "dkim-key-not-valid": FindingWords(
        N_("The signing key (DKIM) is damaged"),
        N_("The key of the selector %(selector)s can't be read. Reason: %(reason)s"),
        N_("The domain's administrator copies the key from the sending service again."),
        "guides/dkim#bad-key",
    ),
    "dkim-key-type-unknown": FindingWords(
        N_("The kind of signing key (DKIM) isn't known"),
        N_("The key of the selector %(selector)s is of the kind %(key_type)s, which receivers don't know."),
        N_("The domain's administrator publishes an RSA key of 2048 bits."),
        "guides/dkim#syntax",
    ),
    "dkim-not-for-email": FindingWords(
        N_("The signing key (DKIM) isn't for email"),
        N_("The key of the selector %(selector)s is for %(service)s only, so it isn't used for mail."),
        N_("The domain's administrator removes s= from the record."),
        "guides/dkim#syntax",
    ),
    # How good it is.
    "dkim-key-too-short": FindingWords(
        N_("The signing key (DKIM) is too short"),
        N_(
            "The key of the selector %(selector)s has %(bits)s bits. Receiving servers don't accept "
            "less than %(limit)s."
        ),
        N_("The domain's administrator replaces it with a key of 2048 bits."),
        "guides/dkim#weak-key",
    ),
    "dkim-key-short": FindingWords(
        N_("The signing key (DKIM) should be longer"),
        N_("The key of the selector %(selector)s has %(bits)s bits. %(recommended)s bits are recommended."),
        N_("The domain's administrator replaces it with a longer key when there is time."),
        "guides/dkim#weak-key",
    ),
    "dkim-sha1-only": FindingWords(
        N_("The signing key (DKIM) allows only an old method"),
        N_("The key of the selector %(selector)s allows only SHA-1, which receivers no longer accept."),
        N_("The domain's administrator removes h= from the record."),
        "guides/dkim#weak-key",
    ),
    "dkim-only-ed25519": FindingWords(
        N_("Not every receiver knows this kind of key (DKIM)"),
        N_("The key of the selector %(selector)s is an Ed25519 key. Some receivers can't check it."),
        N_("The domain's administrator also signs with an RSA key."),
        "guides/dkim#weak-key",
    ),
    # Whether it counts.
    "dkim-key-revoked": FindingWords(
        N_("The signing key (DKIM) was withdrawn"),
        N_("The key of the selector %(selector)s is empty. Signatures made with it fail."),
        N_("If mail is still signed with it, the domain's administrator switches to a new selector."),
        "guides/dkim#revoked",
    ),
    "dkim-test-mode": FindingWords(
        N_("The signing key (DKIM) is marked as a test"),
        N_("With t=y in the record of the selector %(selector)s, its signatures protect from nothing."),
        N_("The domain's administrator removes t=y when signatures pass."),
        "guides/dkim#test-mode",
    ),
}
"""By finding id."""
