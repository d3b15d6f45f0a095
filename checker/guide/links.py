"""From an article's id to its address: `reasons/mailbox-full#retry` -> `/ko/reasons/mailbox-full/#retry`."""


def article_path(target: str) -> str:
    """The path below the locale: `reasons/mailbox-full/`, `symptoms/`, or nothing for the home page."""
    article, hash_sign, anchor = target.partition("#")
    path = article.removesuffix("index").strip("/")
    return (path + "/" if path else "") + hash_sign + anchor


def article_url(target: str, locale: str) -> str:
    """The address on this host, from the root: every locale is prefixed."""
    return f"/{locale}/{article_path(target)}"
