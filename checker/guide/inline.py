"""The little Markdown that front matter allows: **bold**, `code` and [links](reasons/mailbox-full#retry)."""

import re
from collections.abc import Callable

from markupsafe import Markup, escape

_TOKEN = re.compile(r"`(?P<code>[^`]+)`|\*\*(?P<bold>.+?)\*\*|\[(?P<text>[^\]]+)\]\((?P<target>[^()\s]+)\)")


def links(text: str) -> list[str]:
    """The targets of all links in the text, in order."""
    return [match["target"] for match in _TOKEN.finditer(text) if match["target"]]


def to_html(text: str, url: Callable[[str], str]) -> Markup:
    """The text as HTML, everything but the markup escaped; `url` turns a link's target into an address."""
    out, end = Markup(), 0
    for match in _TOKEN.finditer(text):
        out += escape(text[end : match.start()])
        end = match.end()
        if match["code"]:
            out += Markup("<code>{}</code>").format(match["code"])
        elif match["bold"]:
            out += Markup("<strong>{}</strong>").format(to_html(match["bold"], url))
        else:
            out += Markup('<a href="{}">{}</a>').format(url(match["target"]), to_html(match["text"], url))
    return out + escape(text[end:])


def to_text(text: str) -> str:
    """The text without its markup: what a terminal, a mail or a search index shows."""
    return _TOKEN.sub(lambda m: m["code"] or to_text(m["bold"] or m["text"]), text)
