"""Which locale does this reader get? (RFC 9110 section 12.5.4, RFC 4647 section 3.4 lookup)"""

from collections.abc import Sequence


def _preferences(header: str) -> list[str]:
    weighted: list[tuple[float, int, str]] = []
    for position, item in enumerate(header.split(",")[:32]):
        tag, _, parameters = item.strip().partition(";")
        name, _, value = parameters.strip().partition("=")
        quality = 1.0
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                continue
        if tag and 0 < quality <= 1:
            weighted.append((-quality, position, tag.strip().lower()))
    return [tag for _, _, tag in sorted(weighted)]


def match(tag: str, locales: Sequence[str]) -> str | None:
    """The locale that serves a language tag: itself, else a shorter or a longer form of it, else None."""
    wanted = tag.strip().replace("_", "-").lower()
    by_tag = {locale.lower(): locale for locale in locales}
    parts = wanted.split("-")
    for end in range(len(parts), 0, -1):
        if (found := by_tag.get("-".join(parts[:end]))) is not None:
            return found
    return next((locale for low, locale in by_tag.items() if low.split("-")[0] == parts[0]), None)


def negotiate(accept_language: str, locales: Sequence[str], default: str) -> str:
    """The best of our locales for an Accept-Language header; the default where nothing matches."""
    for tag in _preferences(accept_language):
        if (locale := match(tag, locales)) is not None:
            return locale
    return default
