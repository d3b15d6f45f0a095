"""The forms of the tool pages: POST to the page's own address answers with the page, or the fragment alone.

With the header `X-Fragment: 1` the script of the page asks for the result only. Both come from one template.
"""

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from checker.answer import LONGEST_ECHO
from checker.answer.accounts import ServerTyped
from checker.answer.domains import STATUSES, selectors_in
from checker.diagnose import Kind
from checker.guide.wording import KIND_LABELS
from checker.web import negotiation
from checker.web.api.answers import something
from checker.web.api.questions import MOST_SELECTORS
from checker.web.context import Context, context_of
from checker.web.errors import of_validation
from checker.web.forms import read_form, text_of
from checker.web.lists import answered_list
from checker.web.problems import Problem

Rendered = tuple[str, dict[str, object]]
"""A template and its values."""

LIST = "list"
"""The field of a file with addresses, on the page of the address check."""
TEXT_FIELDS = ("address", "text", "dns", "domain", "selectors", "probe")
SERVER_FIELDS = ("protocol", "host", "port", "security", "username")
OTHER_READINGS = {
    kind: KIND_LABELS[kind] for kind in ("address", "domain", "code", "reply", "message", "question")
}
"""What a reader can say that a text is: a list is found among addresses, a log line among replies."""
NEVER_STORED = {"Cache-Control": "no-store", "Vary": "X-Fragment"}


def routes() -> list[Route]:
    """One address per tool; GET is the built page."""
    return [
        Route("/{locale}/tools/{tool}/", endpoint, methods=["GET", "POST"], name="tools"),
    ]


async def endpoint(request: Request) -> Response:
    """GET: the built page. POST: the answer to what the form holds."""
    context = context_of(request)
    tool = context.pages.tool_of(str(request.scope["path"]))
    if request.method == "GET" or tool is None:
        return await context.site.page(request)
    request.scope["state"]["route"] = f"/{{locale}}/tools/{tool}/"
    locale = negotiation.of_request(request.scope, context.settings)
    form = await read_form(request)
    if LIST in form and tool == "address":
        return await answered_list(context, form[LIST], locale)
    typed = {name: text_of(form.get(name, b"")) for name in TEXT_FIELDS}
    request.scope["state"]["typed"] = typed  # a problem gives the form back as it was sent, too
    template, values = await ANSWERS[tool](context, form, locale)
    fragment = context.pages.render(template, locale, **values)
    headers = {**NEVER_STORED, "Content-Language": locale}
    if request.headers.get("x-fragment"):
        return HTMLResponse(fragment, headers=headers)
    return HTMLResponse(context.pages.answer(locale, tool, fragment, typed), headers=headers)


async def _address(context: Context, form: dict[str, bytes], locale: str) -> Rendered:
    field = form.get("address", b"")
    if len(field) > (most := context.settings.max_json_bytes):  # the form itself may hold a whole list
        raise Problem("too-large", limit_bytes=most)
    text = something(text_of(field))
    answer = await context.check_address(text, bool(form.get("dns")), locale)
    return "address.html", {"answer": answer}


async def _domain(context: Context, form: dict[str, bytes], locale: str) -> Rendered:
    text = something(text_of(form.get("domain", b"")))
    selectors = selectors_in(text_of(form.get("selectors", b"")))[:MOST_SELECTORS]
    answer = await context.check_domain(text, selectors, locale)
    return "domain.html", {"answer": answer, "statuses": STATUSES}


async def _account(context: Context, form: dict[str, bytes], locale: str) -> Rendered:
    text = something(text_of(form.get("address", b"")))
    typed = [_typed(form, "incoming"), _typed(form, "outgoing")]
    answer = await context.check_account(text, typed, bool(form.get("probe")), locale)
    return "account.html", {"answer": answer}


def _typed(form: dict[str, bytes], side: str) -> ServerTyped:
    """One server of the form. Raises Problem where a field cannot be meant."""
    texts = {name: text_of(form.get(f"{side}_{name}", b"")).strip() for name in SERVER_FIELDS}
    usual = {"incoming": "imap", "outgoing": "smtp"}[side]
    given = {name: text for name, text in texts.items() if text} | {"protocol": texts["protocol"] or usual}
    try:
        return ServerTyped.model_validate(given)
    except ValidationError as error:
        raise of_validation(error.errors(include_url=False, include_input=False)) from error


async def _decode(context: Context, form: dict[str, bytes], locale: str) -> Rendered:
    message = form.get("message", b"")
    data = message if message.strip() else something(text_of(form.get("text", b"")))
    answer = await context.workers.run_if_long(data, context.answers.decode, data, locale)
    return "decode.html", {"answer": answer}


async def _diagnose(context: Context, form: dict[str, bytes], locale: str) -> Rendered:
    text = something(text_of(form.get("text", b"")))
    said = text_of(form.get("as", b""))
    diagnosis = await context.diagnose(text, locale, Kind(said) if said in list(Kind) else None)
    hits = context.answers.hits(diagnosis.articles, locale)
    again = OTHER_READINGS if len(text) <= LONGEST_ECHO else {}
    return "diagnose.html", {"diagnosis": diagnosis, "hits": hits, "typed": text, "again": again}


ANSWERS = {
    "address": _address,
    "domain": _domain,
    "account": _account,
    "decode": _decode,
    "diagnose": _diagnose,
}
