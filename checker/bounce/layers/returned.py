"""The last resort: the message that came back names its one recipient."""

from checker.bounce import notice
from checker.bounce.addresses import find
from checker.bounce.message import Message, fields_of
from checker.bounce.report import Report


def read(message: Message) -> list[Report]:
    """One report where the returned message was written to exactly one address."""
    said, rest = notice.split(message.notice)
    header = fields_of((message.returned or rest.lstrip("\n")).partition("\n\n")[0])
    for name in ("x-failed-recipients", "x-original-to", "envelope-to", "to"):
        names = find(header.get(name, ""))
        if len(names) == 1:
            return [Report(names[0], text=said.strip())]
    return []
