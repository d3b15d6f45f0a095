"""Values of evidence that are words themselves, and are translated before they are put into a sentence."""

from collections.abc import Callable, Mapping

from checker.guide.wording import N_

EVIDENCE_MSGIDS = frozenset(
    {
        N_("backslash"),
        N_("slash"),
        N_("quotation mark"),
        N_("colon"),
        N_("less-than sign"),
        N_("greater-than sign"),
        N_("vertical bar"),
        N_("asterisk"),
        N_("acute accent"),
        N_("grave accent"),
        N_("tilde"),
        N_("caret"),
        N_("question mark"),
        N_("number sign"),
        N_("dollar sign"),
        N_("percent sign"),
        N_("ampersand"),
        N_("apostrophe"),
        N_("equals sign"),
        N_("left curly bracket"),
        N_("right curly bracket"),
        N_("exclamation mark"),
        N_("left parenthesis"),
        N_("right parenthesis"),
        N_("left square bracket"),
        N_("right square bracket"),
        N_("semicolon"),
        N_("comma"),
        N_("plus sign"),
        N_("underscore"),
        N_("hyphen"),
        N_("dot"),
        N_("at sign"),
    }
)
"""Values of evidence that are msgids themselves: translate them before they are put into a sentence."""


REASONS: Mapping[str, str] = {
    # What is wrong with a term of SPF.
    "not-ascii": N_("It has characters that aren't English."),
    "unknown-mechanism": N_("There is no such term."),
    "value-not-allowed": N_("Nothing may follow this term."),
    "domain-missing": N_("The domain is missing."),
    "domain-not-valid": N_("The domain isn't valid."),
    "macro-not-valid": N_("The macro isn't valid."),
    "address-not-valid": N_("The IP address isn't valid."),
    "prefix-not-valid": N_("The number after the slash isn't valid."),
    # What is wrong with a list of tags, or a policy file.
    "not-a-tag-list": N_("It isn't a list of names and values."),
    "tag-repeated": N_("A name is there twice."),
    "version": N_("The version at the beginning is missing or isn't valid."),
    "key-missing": N_("The key (p=) is missing."),
    "id-missing": N_("The id (id=) is missing."),
    "id-not-valid": N_("The id (id=) isn't valid."),
    "rua-missing": N_("The address for reports (rua=) is missing."),
    "missing": N_("It is missing."),
    "not-valid": N_("The value isn't valid."),
    "not-text": N_("The file isn't text."),
    # What is wrong with a key or a fingerprint.
    "base64": N_("It has characters that don't belong to a key, or was cut off."),
    "structure": N_("It isn't a public key."),
    "length": N_("The length isn't right."),
    "usage": N_("The first number isn't valid."),
    "selector": N_("The second number isn't valid."),
    "matching": N_("The third number isn't valid."),
    # Why a file on the web could not be had.
    "name-not-found": N_("The server's name doesn't exist."),
    "dns-failed": N_("DNS couldn't say where the server is."),
    "address-denied": N_("The server can't be reached from the internet."),
    "port-not-allowed": N_("This port isn't used."),
    "too-many-dials": N_("The server was contacted often enough for now."),
    "port-closed": N_("The server doesn't take connections."),
    "unreachable": N_("The server can't be reached."),
    "timeout": N_("The server doesn't answer."),
    "connection-lost": N_("The server hung up."),
    "line-too-long": N_("The server's answer is too long."),
    "plain-instead-of-tls": N_("The server doesn't encrypt the connection."),
    "tls-version": N_("The server knows only old encryption."),
    "tls-failed": N_("The encrypted connection failed."),
    "certificate-expired": N_("The certificate has expired."),
    "certificate-not-yet-valid": N_("The certificate isn't valid yet."),
    "certificate-name": N_("The certificate is for another name."),
    "certificate-self-signed": N_("The server made its certificate itself."),
    "certificate-unknown-issuer": N_("The issuer of the certificate isn't known."),
    "certificate-invalid": N_("The certificate can't be used."),
    "redirected": N_("The server sends on to another address."),
    "http-status": N_("The server doesn't have the file."),
    "not-http": N_("The server isn't a web server."),
    "content-type": N_("The file is of another type."),
    "content-encoded": N_("The file is compressed."),
    "too-large": N_("The file is too large."),
}
"""What the evidence `reason` of a finding says, as msgids."""

ORIGINS: Mapping[str, str] = {
    "provider-table": N_("the table of mail services"),
    "autoconfig": N_("the setup file of the domain"),
    "srv": N_("the SRV records in DNS"),
    "isp-database": N_("the public database of mail settings"),
}
"""Where settings come from, as the evidence `origin` and `used` say it, as msgids."""


def translated(evidence: Mapping[str, str | int], translate: Callable[[str], str]) -> dict[str, str | int]:
    """The evidence as a sentence in another language needs it: values that stand for words are translated."""
    said = {
        name: translate(value) if isinstance(value, str) and value in EVIDENCE_MSGIDS else value
        for name, value in evidence.items()
    }
    if (reason := said.get("reason")) in REASONS:
        said["reason"] = translate(REASONS[str(reason)])
    for key in ("origin", "used"):
        if (origin := said.get(key)) in ORIGINS:
            said[key] = translate(ORIGINS[str(origin)])
    return said
