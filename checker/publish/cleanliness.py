"""Every built page obeys the policy that it is served with: nothing inline, nothing of another host."""

import re
from pathlib import Path

from checker.publish.problems import Problem

_ANY_CASE = re.IGNORECASE
_FORBIDDEN = (
    (
        "<script",
        re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>", _ANY_CASE),
        "an inline script",
    ),
    ("<style", re.compile(r"<style\b", _ANY_CASE), "an inline <style>"),
    ("style", re.compile(r"<[a-z][^<>]*\sstyle\s*=", _ANY_CASE), "a style attribute"),
    ("on", re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", _ANY_CASE), "an inline event handler"),
    (
        "javascript:",
        re.compile(r"<[a-z][^<>]*\s(?:href|src|action)\s*=\s*[\"']?\s*javascript:", _ANY_CASE),
        "a script address",
    ),
    (
        "//",
        re.compile(
            r"<(?:script|img|iframe|source|video|audio|embed|object)\b[^<>]*"
            r"\s(?:src|data)=[\"']?(?:https?:)?//",
            _ANY_CASE,
        ),
        "a file of another host",
    ),
    (
        "//",
        re.compile(
            r"<link\b(?=[^<>]*\brel=[\"']?(?:stylesheet|preload|preconnect|icon))[^<>]*"
            r"\bhref=[\"']?(?:https?:)?//",
            _ANY_CASE,
        ),
        "a file of another host",
    ),
)
"""What a page may not hold: words without which the pattern cannot match, the pattern, its name."""


def violations(html: str) -> list[tuple[int, str]]:
    """What a page holds that its policy forbids: line and name."""
    small = html.lower()
    return [
        (html.count("\n", 0, match.start()) + 1, name)
        for needle, pattern, name in _FORBIDDEN
        if needle in small
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
