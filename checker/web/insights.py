"""What readers said, for writers: a page and two CSV files, behind the key of the settings."""

import base64
import hashlib
import hmac

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from checker.answer.insights import WHY, articles_csv, searches_csv
from checker.web import negotiation
from checker.web.context import Context, context_of
from checker.web.problems import Problem

CHALLENGE = 'Basic realm="insights", charset="UTF-8"'
FILES = {"articles.csv": articles_csv, "searches.csv": searches_csv}
NEVER_STORED = {"Cache-Control": "no-store"}


def routes() -> list[Route]:
    """Not linked from anywhere; writers know the address."""
    return [
        Route("/{locale}/insights/", page, name="insights"),
        Route("/{locale}/insights/{name}", file, name="insights-file"),
    ]


async def page(request: Request) -> Response:
    """Articles that fail their readers first, searches without results, answers over time."""
    context, locale = _let_in(request)
    answer = await context.readers.insights(context.answers.readings, locale)
    words = context.pages.words[locale]
    most = max((week.helpful + week.unhelpful for week in answer.weeks), default=0)
    fragment = context.pages.render(
        "insights.html",
        locale,
        answer=answer,
        why={key.value: label for key, label in WHY.items()},
        peak=most,
    )
    title = words.gettext("What readers said")
    headers = {**NEVER_STORED, "Content-Language": locale, "X-Robots-Tag": "noindex"}
    return HTMLResponse(context.pages.framed(locale, title, fragment), headers=headers)


async def file(request: Request) -> Response:
    """The same as CSV, in UTF-8 with a byte order mark."""
    context, locale = _let_in(request)
    name = request.path_params["name"]
    if name not in FILES:
        raise Problem("not-found")
    answer = await context.readers.insights(context.answers.readings, locale)
    text = FILES[name](answer, context.pages.words[locale].gettext)
    headers = {**NEVER_STORED, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="text/csv", headers=headers)


def _let_in(request: Request) -> tuple[Context, str]:
    """The context and the locale for who has the key (RFC 7617). Raises Problem."""
    context = context_of(request)
    key = context.settings.insights_key
    locale = request.path_params["locale"]
    if key is None or locale not in context.settings.locales:
        raise Problem("not-found")
    request.scope["state"]["route"] = "/{locale}/insights/"
    negotiation.of_request(request.scope, context.settings)
    given = _password(request.headers.get("authorization", ""))
    # Hashed first: equal lengths, so that the time tells nothing of the key.
    ours, theirs = (hashlib.sha256(each.encode()).digest() for each in (key.get_secret_value(), given))
    if not hmac.compare_digest(ours, theirs):
        raise Problem("key-needed", headers={"WWW-Authenticate": CHALLENGE})
    return context, locale


def _password(header: str) -> str:
    """The password of Basic credentials; the user's name is not looked at. Empty where there is none."""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(token, validate=True).decode("utf-8").partition(":")[2]
    except ValueError:  # no base64, or no UTF-8 in it; both errors are of this kind
        return ""
