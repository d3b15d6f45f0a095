"""Which locale answers: the one asked for, else of the path, else of Accept-Language, else the default."""

from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import Scope

from checker.guide.locales import match, negotiate
from checker.settings import Settings
from checker.web.problems import Problem


def asked(tag: str | None, settings: Settings) -> str | None:
    """The locale that a request asks for by name. Raises Problem where we do not have it."""
    if not tag:
        return None
    locale = match(tag, settings.locales) if len(tag) <= 64 else None
    if locale is None:
        raise Problem("unknown-locale")
    return locale


def of_headers(scope: Scope, settings: Settings) -> str:
    """The locale of the browser: Accept-Language, else the default."""
    header = Headers(scope=scope).get("accept-language", "")[:1000]
    return negotiate(header, settings.locales, settings.default_locale)


def of_path(scope: Scope, settings: Settings) -> str | None:
    """The locale that the path begins with: /ko/..."""
    first = str(scope["path"]).split("/", 2)[1:2]
    return first[0] if first and first[0] in settings.locales else None


def of_query(scope: Scope) -> str | None:
    """The value of ?locale=, unjudged."""
    query = scope.get("query_string", b"")[:2000].decode("latin-1")
    values = parse_qs(query).get("locale")
    return values[0] if values else None


def of_request(scope: Scope, settings: Settings, tag: str | None = None) -> str:
    """The locale of an answer. `tag` is the one in the body. Raises Problem where it is not one of ours."""
    locale = asked(tag or of_query(scope), settings) or of_path(scope, settings)
    chosen = locale or of_headers(scope, settings)
    scope.setdefault("state", {})["locale"] = chosen
    return chosen


def of_problem(scope: Scope, settings: Settings) -> str:
    """The locale of a problem: what the request had settled on, else the best guess; never fails."""
    settled = scope.get("state", {}).get("locale")
    if isinstance(settled, str):
        return settled
    tag = of_query(scope)
    named = match(tag, settings.locales) if tag and len(tag) <= 64 else None
    return named or of_path(scope, settings) or of_headers(scope, settings)
