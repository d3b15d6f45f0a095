"""The last resort: the message that came back names its one recipient, or a mailing list answers itself."""

import re

from checker.bounce import notice
from checker.bounce.addresses import find
from checker.bounce.message import Message, fields_of
from checker.bounce.report import Report

_LIST = re.compile(r"([^\s<>@\"]{1,64})-(?:bounces|owner|request|admin)@([A-Za-z0-9.-]{1,255})")
"""A mailing list writes about itself from an address beside its own (RFC 2142 section 6)."""


def read(message: Message) -> list[Report]:
    """One report where the returned message was written to exactly one address, or a list refused it."""
    said, rest = notice.split(message.notice)
    header = fields_of((message.returned or rest.lstrip("\n")).partition("\n\n")[0])
    for name in ("x-failed-recipients", "x-original-to", "envelope-to", "to"):
        names = find(header.get(name, ""))
        if len(names) == 1:
            return [Report(names[0], text=said.strip())]
    found = _LIST.search(message.header.get("from", ""))
    return [Report(f"{found[1]}@{found[2]}", text=said.strip())] if found else []
