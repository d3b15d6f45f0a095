"""Engine result + locale -> the answer that API, page and command line share.

This package alone imports both the engines, which speak ids, and the guide, which speaks languages.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from checker import bounce
from checker.address import Rules, Verdict, check
from checker.answer import addresses, failures
from checker.answer.addresses import NOT_ASKED, Facts
from checker.answer.articles import Reading, UnknownReasonError, missing_articles
from checker.answer.failures import UnknownCodeError, UnknownProviderError
from checker.answer.models import Address, Code, Decoded, Diagnosis, Found, Hit, Reason, Reasons
from checker.diagnose import Kind, diagnose
from checker.guide.articles import Library
from checker.guide.catalog import Words
from checker.guide.wording import KIND_LABELS
from checker.settings import Settings

if TYPE_CHECKING:  # read in where DNS is asked: most commands never do
    from checker.account import Account, Prober
    from checker.answer.accounts import Account as AccountAnswer
    from checker.answer.accounts import ServerTyped
    from checker.answer.domains import Domain
    from checker.domain.health import Health
    from checker.net.fetch import Fetch
    from checker.net.resolver import Resolver

__all__ = [
    "MOST_ADDRESSES",
    "NOT_ASKED",
    "Answers",
    "Facts",
    "MissingArticlesError",
    "TooManyAddressesError",
    "UnknownCodeError",
    "UnknownProviderError",
    "UnknownReasonError",
    "Verdict",
    "resolver_of",
]

LONGEST_ECHO = 64 * 1024
"""Code points of a text that an answer carries in `input`; a longer one is a message, and `input` is null."""


def resolver_of(settings: Settings) -> "Resolver":
    """The resolver that an installation asks."""
    from checker.net.resolver import Resolver

    validating = settings.validating_nameservers
    return Resolver(
        validating or settings.nameservers,
        settings.nameserver_port,
        settings.dns_timeout,
        validates=bool(validating),
    )


MOST_ADDRESSES = 2000
"""Addresses of one list: what is checked in two seconds, however strange they are."""


class TooManyAddressesError(ValueError):
    """A list has more than MOST_ADDRESSES addresses."""


class MissingArticlesError(ValueError):
    """Some reasons have no article, so there is no answer for them."""


class Answers:
    """Everything that can be asked, in every locale.

    `library` is called when an answer first needs an article: the check of an address never does.
    """

    def __init__(
        self, settings: Settings, words: Mapping[str, Words], library: Callable[[], Library]
    ) -> None:
        self.rules = Rules(refused=settings.refused_characters)
        self._settings = settings
        self._library = library
        self.readings = {locale: Reading(library, words[locale]) for locale in settings.locales}

    def prepare(self) -> None:
        """Load rules and indexes now, so that a broken table stops the start and no first reader waits.

        Raises MissingArticlesError where a reason has no article.
        """
        if missing := missing_articles(self._library()):
            raise MissingArticlesError(f"reasons without an article: {', '.join(missing)}")
        for locale, reading in self.readings.items():
            reading.reasons()
            reading.index()
            self.decode("550 5.1.1", locale)
            self.address(self.seen_address("´a@example.com"), NOT_ASKED, locale)

    def seen_address(self, text: str) -> Verdict:
        """What the address check sees; the first half of `address`. Raises TooManyAddressesError."""
        if len(text) > MOST_ADDRESSES and sum(text.count(at) for at in "@＠﹫") > MOST_ADDRESSES:
            raise TooManyAddressesError
        return check(text, self.rules)

    async def ask_dns(self, verdict: Verdict, resolver: "Resolver") -> Facts:
        """What DNS says about the domains of a verdict."""
        return await addresses.ask(verdict, resolver)

    def address(self, verdict: Verdict, facts: Facts, locale: str) -> Address:
        """The answer about an address or a list."""
        return addresses.address(verdict, facts, self.readings[locale])

    async def seen_domain(
        self, text: str, selectors: Sequence[str], resolver: "Resolver", fetch: "Fetch | None"
    ) -> "Health":
        """What DNS says about the mail domain in a text; the first half of `domain`."""
        from checker.domain.health import check as check_domain
        from checker.domain.typed import domain_in

        return await check_domain(
            domain_in(text),
            resolver,
            selectors=selectors,
            fetch=fetch,
            extra_denied=self._settings.denied_networks,
        )

    def domain(self, health: "Health", given: str, locale: str) -> "Domain":
        """The answer about a mail domain that was typed as `given`."""
        from checker.answer.domains import domain

        return domain(health, given, self.readings[locale], self._settings.base_url)

    def account_address(self, text: str) -> str:
        """The address of an account as it was typed, repaired where that is unambiguous.

        Raises TooManyAddressesError.
        """
        return self.seen_address(text).address or text

    async def seen_account(
        self,
        address: str,
        typed: Sequence["ServerTyped"],
        resolver: "Resolver",
        fetch: "Fetch | None",
        prober: "Prober | None",
    ) -> "Account":
        """What the table, DNS and the servers say about an account; comes between `account_address` and
        `account`. Without `prober` no mail server is contacted.
        """
        from checker.account import check as check_account

        return await check_account(
            address,
            resolver,
            typed=[each.typed() for each in typed],
            fetch=fetch,
            prober=prober,
            isp_database=self._settings.isp_database,
        )

    def account(self, seen: "Account", given: str, address: str, locale: str) -> "AccountAnswer":
        """The answer about a mail account."""
        from checker.answer.accounts import account

        return account(seen, given, address, self.readings[locale])

    def decode(self, data: str | bytes, locale: str) -> Decoded:
        """The answer about a code, a reply, a log line or a returned message."""
        given = data if isinstance(data, str) and len(data) <= LONGEST_ECHO else None
        return failures.decoded(bounce.decode(data), given, self.readings[locale])

    def reasons(self, locale: str) -> Reasons:
        """The closed list of reasons."""
        return self.readings[locale].reasons()

    def reason(self, reason: str, locale: str) -> Reason:
        """One reason. Raises UnknownReasonError."""
        return self.readings[locale].reason(reason)

    def code(self, code: str, provider: str | None, locale: str) -> Code:
        """What a code means. Raises UnknownCodeError."""
        return failures.code(code, provider, self.readings[locale])

    def search(self, query: str, locale: str) -> Found:
        """The articles that fit a question, best first."""
        return self.readings[locale].search(query)

    def hits(self, articles: Sequence[str], locale: str) -> list[Hit]:
        """Articles by id, with title, description and address."""
        return self.readings[locale].hits(articles)

    def diagnose(self, text: str, locale: str, given: Kind | None = None) -> Diagnosis:
        """Whatever was pasted: what it is, and the answer of the engine that knows. Asks no server.

        `given` is what the reader says that it is. Raises TooManyAddressesError.
        """
        kind, decoding = diagnose(text, given)
        reading = self.readings[locale]
        answer: Address | Decoded | None = None
        articles: list[str] = []
        if kind in (Kind.ADDRESS, Kind.LIST):
            verdict = self.seen_address(text)
            answer = self.address(verdict, NOT_ASKED, locale)
            kind = Kind.LIST if verdict.verdict == "list" else Kind.ADDRESS
        elif decoding is not None:
            answer = failures.decoded(decoding, text, reading)
            articles = list(dict.fromkeys(f"reasons/{each.reason}" for each in answer.outcomes))
        else:
            articles = reading.search(text).articles
        read_as = reading.words.gettext(KIND_LABELS[kind.value])
        return Diagnosis(kind=kind.value, answer=answer, articles=articles, read_as=read_as)
