"""What every request needs, made once when the application starts."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from checker.answer import NOT_ASKED, Answers
from checker.answer.accounts import Account, Prober, ServerTyped
from checker.answer.domains import Domain
from checker.answer.models import Address, Diagnosis
from checker.diagnose import Kind
from checker.guide.articles import Library
from checker.net.fetch import Fetch
from checker.net.resolver import Resolver
from checker.settings import Settings
from checker.web.pages import Pages
from checker.web.problems import Problem
from checker.web.readers import Readers
from checker.web.site import Site
from checker.web.workers import Workers


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of one application."""

    settings: Settings
    library: Library
    answers: Answers
    site: Site
    pages: Pages
    workers: Workers
    resolver: Resolver
    fetch: Fetch
    prober: Prober
    readers: Readers

    async def check_address(self, text: str, dns: bool, locale: str) -> Address:
        """The answer about an address or a list; DNS is asked only where `dns` is true."""
        seen = await self.workers.run_if_long(text, self.answers.seen_address, text)
        facts = await self.answers.ask_dns(seen, self.resolver) if dns else NOT_ASKED
        return await self.workers.run_if_long(text, self.answers.address, seen, facts, locale)

    async def check_domain(self, text: str, selectors: Sequence[str], locale: str) -> Domain:
        """The answer about a mail domain. Asks DNS, and the domain's own host for its MTA-STS policy."""
        health = await self.answers.seen_domain(text, selectors, self.resolver, self.fetch)
        return self.answers.domain(health, text, locale)

    async def check_account(
        self, text: str, typed: Sequence[ServerTyped], probe: bool, locale: str
    ) -> Account:
        """The answer about a mail account; its servers are contacted only where `probe` is true.

        Raises Problem where they were contacted too often.
        """
        prober = self.prober if probe else None
        # A whole list may have been pasted, which takes seconds to read.
        address = await self.workers.run_if_long(text, self.answers.account_address, text)
        seen = await self.answers.seen_account(address, typed, self.resolver, self.fetch, prober)
        if seen.retry_after:
            raise Problem("too-many-requests", retry_after=seen.retry_after)
        return self.answers.account(seen, text, address, locale)

    async def diagnose(self, text: str, locale: str, given: Kind | None = None) -> Diagnosis:
        """Whatever was pasted, or what the reader says that it is: the answer. Asks no server."""
        return await self.workers.run_if_long(text, self.answers.diagnose, text, locale, given)


def context_of(request: Request) -> Context:
    """The context of the application that serves this request."""
    context: Context = request.app.state.context
    return context
