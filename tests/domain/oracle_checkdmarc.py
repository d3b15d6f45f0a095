"""checkdmarc's reading of SPF as the second opinion: the same questions, answered from the same table."""

import warnings
from dataclasses import dataclass

import dns.message
import dns.rdata
import dns.resolver

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import checkdmarc.spf as oracle
    from checkdmarc import utils

from checker.domain.asking import Question
from checker.net.resolver import Status
from tests.domain.book import Book


@dataclass(frozen=True, slots=True)
class Opinion:
    """What it says about a domain: an error, or what the record costs."""

    error: str | None
    lookups: int = 0
    void_lookups: int = 0


def opinion(book: Book, domain: str) -> Opinion:
    """What checkdmarc says about the SPF record of a domain, which has to have one."""

    def resolve(name: str, rdtype: str, **_: object) -> list[dns.rdata.Rdata]:
        answer = book.look_up(Question(name, rdtype))
        if answer.status is Status.NXDOMAIN:
            raise dns.resolver.NXDOMAIN
        if answer.status is Status.NO_DATA:
            raise dns.resolver.NoAnswer(response=dns.message.make_query(name, rdtype))
        assert answer.status is Status.FOUND
        return list(answer.records)

    before, utils._resolve_with_failover = utils._resolve_with_failover, resolve
    utils.DNS_CACHE.clear()
    try:
        record = oracle.query_spf_record(domain)["record"]
        found = oracle.parse_spf_record(record, domain)
    except oracle.SPFError as error:
        return Opinion(type(error).__name__)
    finally:
        utils._resolve_with_failover = before
    return Opinion(None, found["dns_lookups"], found["void_dns_lookups"])
