"""Every built page obeys the policy that it is served with: nothing inline, nothing of another host."""

import re
from pathlib import Path

from checker.publish.problems import Problem

_FORBIDDEN = (
    (
        re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>"),
        "an inline script",
    ),
    (re.compile(r"<style\b"), "an inline <style>"),
    (re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE), "a style attribute"),
    (re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE), "an inline event handler"),
    (
        re.compile(r"<[a-z][^<>]*\s(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE),
        "a script address",
    ),
    (
        re.compile(
            r"<(?:script|img|iframe|source|video|audio|embed|object)\b[^<>]*\b(?:src|data)=[\"']?(?:https?:)?//"
        ),
        "a file of another host",
    ),
    (
        re.compile(
            r"<link\b(?=[^<>]*\brel=[\"']?(?:stylesheet|preload|preconnect|icon))[^<>]*\bhref=[\"']?(?:https?:)?//"
        ),
        "a file of another host",
    ),
)


def violations(html: str) -> list[tuple[int, str]]:
    """What a page holds that its policy forbids: line and name."""
    return [
        (html.count("\n", 0, match.start()) + 1, name)
        for pattern, name in _FORBIDDEN
        for match in pattern.finditer(html)
    ]


def unclean(site: Path, locale: str) -> list[Problem]:
    """What the pages of a built locale hold that their policy forbids."""
    return [
        Problem(
            Path(locale) / path.relative_to(site), line, f"the page holds {name}, which its policy forbids"
        )
        for path in sorted(site.rglob("*.html"))
        for line, name in violations(path.read_text(encoding="utf-8"))
    ]
