"""Did this article help? The form under every article posts to the article's own address.

With the header `X-Fragment: 1` the script of the page asks for the answer only; without, the article comes
back with the answer in the form's place. Both come from one template.
"""

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from checker.answer.insights import WHY
from checker.guide.articles import Library
from checker.web import negotiation
from checker.web.api.questions import FeedbackQuestion
from checker.web.context import context_of
from checker.web.errors import of_validation
from checker.web.forms import read_form, text_of
from checker.web.problems import Problem

FIELDS = ("revision", "why", "step", "comment", "entry")
ANSWERS = {"yes": True, "no": False}
NEVER_STORED = {"Cache-Control": "no-store", "Vary": "X-Fragment"}


def routes() -> list[Route]:
    """Every article; GET is the built page."""
    return [Route("/{locale}/{section}/{slug}/", endpoint, methods=["GET", "POST"], name="articles")]


async def endpoint(request: Request) -> Response:
    """GET: the built page. POST: thanks, and after a no the question why."""
    context = context_of(request)
    locale, section, slug = (request.path_params[name] for name in ("locale", "section", "slug"))
    article = f"{section}/{slug}"
    known = locale in context.settings.locales and article in context.library.ids()
    if request.method == "GET" or not known:
        return await context.site.page(request)
    request.scope["state"]["route"] = "/{locale}/{article}/"
    locale = negotiation.of_request(request.scope, context.settings)
    said = _read(article, await read_form(request))
    must_have_been_read(said, locale, context.library)
    answer = said.said(locale)
    entry = await context.readers.say(request.scope, answer, said.entry)
    fragment = context.pages.render(
        "feedback.html", locale, said=answer, entry=entry, reasons=WHY, contact=context.settings.contact_url
    )
    headers = {**NEVER_STORED, "Content-Language": locale}
    if request.headers.get("x-fragment"):
        return HTMLResponse(fragment, headers=headers)
    return HTMLResponse(context.pages.said(locale, article, fragment), headers=headers)


def must_have_been_read(said: FeedbackQuestion, locale: str, library: Library) -> None:
    """Raises Problem where the revision is above that of the article in the locale: nobody has read it yet.

    A translation has the revision of the source that it renders.
    """
    article = library.get(said.article, locale)
    if article is None:
        raise Problem("unknown-article")
    current = article.revision or (article.translation.of if article.translation else None)
    if current is None or _numbers(said.revision) > _numbers(current):
        raise Problem("invalid-request", fields=(("/revision", "less-than-equal"),))


def _numbers(revision: str) -> tuple[int, ...]:
    return tuple(map(int, revision.split(".")))


def _read(article: str, form: dict[str, bytes]) -> FeedbackQuestion:
    """The fields of the form, judged like those of the API. Raises Problem."""
    texts = {name: text for name in FIELDS if (text := text_of(form.get(name, b"")).strip())}
    helpful = ANSWERS.get(text_of(form.get("helpful", b"")))
    try:
        return FeedbackQuestion.model_validate({"article": article, "helpful": helpful, **texts})
    except ValidationError as error:
        raise of_validation(error.errors(include_url=False, include_input=False)) from error
