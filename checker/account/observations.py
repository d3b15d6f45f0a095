"""Every finding that a check of an account may give."""

_DISCOVERY = """
address-without-domain domain-name-not-valid domain-not-found null-mx
dns-timeout dns-servfail dns-bogus dns-refused dns-not-checked
settings-not-found settings-sources-differ srv-not-offered settings-port-refused settings-host-not-valid
settings-not-encrypted autoconfig-not-usable autoconfig-not-valid
provider-needs-bridge provider-offers-no-access oauth-only app-password-needed app-password-with-two-step
switch-on-first
"""

_COMPARING = """
setting-protocol-not-offered setting-host-differs setting-port-differs setting-security-differs
setting-username-differs setting-auth-differs setting-port-security-mismatch setting-not-encrypted
settings-agree
"""

_PROBING = """
server-name-not-found server-dns-failed server-address-denied server-port-closed server-unreachable
server-timeout server-no-greeting server-connection-lost server-says-too-much server-busy server-refuses
server-greeting-not-expected server-plain-instead-of-tls server-tls-instead-of-plain server-starttls-missing
server-tls-version server-tls-failed
server-certificate-expired server-certificate-not-yet-valid server-certificate-expires-soon
server-certificate-name server-certificate-self-signed server-certificate-unknown-issuer
server-certificate-invalid
server-password-logins-off server-no-login-offered server-too-many-dials server-not-probed
server-fine servers-are-fine
"""

FINDING_IDS = frozenset(f"{_DISCOVERY} {_COMPARING} {_PROBING}".split())
"""The ids that `check` may give."""
