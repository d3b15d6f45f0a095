"""What tells of no delivery: replies that only keep a session going, log lines about other steps."""

import re

_REPLY = re.compile(r"\s*(2\d\d|334|354)(?=[ \t-]|\s*\Z)(?:[ -]#?(2\.\d{1,3}\.\d{1,3}))?([^\n]*)", re.ASCII)
_REFUSAL = re.compile(r"^\s*[45]\d\d[ -]", re.MULTILINE)
_AGREED = ("250", "251")
"""RFC 5321 section 4.2.3: the server did what was asked, or will pass the message on."""
_TAKEN = re.compile(r"queued|accepted|deliver(?:ed|y)|saved|sent\b|received|gsmtp|\bid=", re.IGNORECASE)
_STATUS = re.compile(r"\s*#?2\.(\d{1,3})\.(\d{1,3})\s*", re.ASCII)
_LINE = re.compile(
    r"(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} {1,2}\d{1,2} |\d{4}-\d\d-\d\d[ T])\d\d:\d\d:\d\d|"  # syslog, Exim
    r"[\w.-]{1,60}(?:/[\w/-]{1,60})?\[\d{1,10}\]: |[0-9A-Za-z]{5,20}: removed\s*\Z|"
    r"(?:dis)?connect from \S|[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} (?:<= |Completed)",
    re.ASCII,
)


def is_session(text: str) -> bool:
    """Whether a reply of class 2 or 3, or its code alone, says nothing about a message.

    A server that agreed (250, 251) took a message only where its words or 2.0.0 and 2.6.x say so.
    """
    if (alone := _STATUS.fullmatch(text)) is not None:
        # RFC 3463 section 3: addresses that are in order, the protocol, signing in.
        return (alone[1], alone[2]) != ("1", "5") and alone[1] not in ("0", "2", "6")
    found = _REPLY.match(text)
    if found is None or _REFUSAL.search(text):
        return False
    code, status, words = found.groups()
    if code not in _AGREED:
        return True
    if status is not None and not status.startswith(("2.0.", "2.6.")):
        return True
    return status is None and _TAKEN.search(words) is None


def is_log_line(line: str) -> bool:
    """Whether a line has the form of a mail server's log, whatever it tells of."""
    return _LINE.match(line.lstrip()) is not None
