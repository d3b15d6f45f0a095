"""POST /api/v1/check/address and /api/v1/check/addresses"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from checker.answer.accounts import Account
from checker.answer.domains import Domain
from checker.answer.models import Address
from checker.web import negotiation
from checker.web.api.answers import answered, something
from checker.web.api.openapi import describe
from checker.web.api.questions import AccountQuestion, AddressQuestion, AskedLocale, DomainQuestion
from checker.web.context import context_of
from checker.web.lists import answered_list
from checker.web.media import media_type
from checker.web.problems import Problem
from checker.web.strict import StrictRoute

LISTS = ("text/csv", "text/plain", "text/tab-separated-values")

router = APIRouter(prefix="/api/v1", tags=["check"], route_class=StrictRoute)


@router.post("/check/address", response_model=Address, **describe("check-address"))
async def check_address(request: Request, question: AddressQuestion) -> Response:
    """Say precisely what is wrong with an address and where, and repair what is unambiguous.

    DNS is asked only where `dns` is true; a domain that does not answer in time is `unknown`, never `no`.
    """
    context = context_of(request)
    locale = negotiation.of_request(request.scope, context.settings, question.locale)
    return answered(await context.check_address(something(question.address), question.dns, locale), locale)


@router.post("/check/domain", response_model=Domain, **describe("check-domain"))
async def check_domain(request: Request, question: DomainQuestion) -> Response:
    """Whether a domain can receive mail, prove that its mail is its own, and have it encrypted and signed.

    DNS is asked at most 40 questions, and the domain's own host for its MTA-STS policy; no mail server is
    contacted. What could not be asked in time is a finding of its own, never a fault of the domain.
    """
    context = context_of(request)
    locale = negotiation.of_request(request.scope, context.settings, question.locale)
    text = something(question.domain)
    return answered(await context.check_domain(text, question.selectors, locale), locale)


@router.post("/check/account", response_model=Account, **describe("check-account"))
async def check_account(request: Request, question: AccountQuestion) -> Response:
    """The right settings of a mail account, what differs from them, and whether its servers answer.

    Servers come from our table, DNS and the domain's configuration file, never from what was typed, and they
    are contacted only where `probe` is true. Nobody logs in, and no password is ever asked for.
    """
    context = context_of(request)
    locale = negotiation.of_request(request.scope, context.settings, question.locale)
    typed = question.settings.servers() if question.settings else []
    text = something(question.address)
    return answered(await context.check_account(text, typed, question.probe, locale), locale)


class CSV(Response):
    """RFC 4180, in UTF-8 with a byte order mark."""

    media_type = "text/csv"


@router.post("/check/addresses", response_class=CSV, response_model=None, **describe("check-addresses"))
async def check_addresses(request: Request, locale: AskedLocale = None) -> Response:
    """Send a list as CSV or plain text, up to 5 MiB, and get the same rows back with three columns more.

    The columns are the verdict, the address to use, and why, in the language of `locale`. Cells that a
    spreadsheet would take for a formula begin with an apostrophe. DNS is not asked, and nothing is stored.
    """
    context = context_of(request)
    if media_type(request.scope) not in LISTS:
        raise Problem("unsupported-type", headers={"Accept-Post": ", ".join(LISTS)})
    chosen = negotiation.of_request(request.scope, context.settings, locale)
    return await answered_list(context, await request.body(), chosen)
