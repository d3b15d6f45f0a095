"""The names of domains as people read them."""

import idna

from checker.address import Rules, check

DECEIVING = frozenset({"look-alike-letters", "mixed-scripts"})
"""What the address check says of a domain that reads like another one."""


def for_people(domain: str) -> str:
    """A domain (in A-labels, RFC 5890) in Unicode, with the A-labels in brackets; without any, as it is.

    Only the A-labels where the letters mix scripts or imitate others: nobody could tell them apart.
    """
    try:
        name = ".".join(
            idna.decode(label) if label.startswith("xn--") else label for label in domain.split(".")
        )
    except (idna.IDNAError, UnicodeError):  # DNS holds names that IDNA 2008 doesn't know
        return domain
    if name == domain:
        return domain
    seen = check(f"a@{domain}", Rules())
    is_honest = seen.verdict != "rejected" and not any(each.id in DECEIVING for each in seen.findings)
    return f"{name} ({domain})" if is_honest else domain
