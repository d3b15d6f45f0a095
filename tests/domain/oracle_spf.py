"""pyspf as the second opinion: the same questions, answered from the same table."""

import ipaddress
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import spf

from checker.domain.asking import Question
from checker.net.resolver import Status
from tests.domain.book import Book


def opinion(book: Book, ip: str, sender: str, helo: str) -> str:
    """What pyspf says about a sender."""

    def look_up(name: str, qtype: str, strict: object = None, timeout: object = None) -> list[object]:
        del strict, timeout
        answer = book.look_up(Question(name, qtype))
        if answer.status not in (Status.FOUND, Status.NO_DATA, Status.NXDOMAIN):
            raise spf.TempError("DNS")
        return [((name, qtype), _value(qtype, record)) for record in answer.records]

    before, spf.DNSLookup = spf.DNSLookup, look_up
    try:
        result, _ = spf.check2(ip, sender, helo, querytime=0)
    finally:
        spf.DNSLookup = before
    return str(result)


def _value(qtype: str, record: object) -> object:
    match qtype:
        case "TXT":
            return record.strings
        case "MX":
            return (record.preference, record.exchange.to_text(omit_final_dot=True))
        case "PTR":
            return record.target.to_text(omit_final_dot=True)
        case _:
            return str(ipaddress.ip_address(record.address))
