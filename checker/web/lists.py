"""A list of addresses as a file: it comes back with verdicts, row by row, and nothing of it is kept."""

import asyncio
from collections.abc import AsyncIterator, Callable
from itertools import islice

from starlette.responses import StreamingResponse

from checker.answer import NOT_ASKED
from checker.answer.sheets import (
    MOST_ROWS,
    Sheet,
    SheetError,
    TooManyRowsError,
    answered_row,
    header_of,
    text_of,
    written,
)
from checker.web.context import Context
from checker.web.problems import Problem

AT_ONCE = 200
"""Rows that are checked in one piece of work, so that others get their turn in between."""
WHOLE = 120.0
"""Seconds for a whole list; who reads more slowly gets a part of it and a broken connection."""
PAUSE = 0.1
"""Seconds until the next try where the workers are busy."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets do not read UTF-8."""


def read(data: bytes, locale: str) -> Sheet:
    """The rows of a file. Raises Problem."""
    if not data.strip():
        raise Problem("empty-input")
    try:
        return Sheet(text_of(data, locale))
    except SheetError as error:
        raise Problem("invalid-list") from error
    except TooManyRowsError as error:
        raise Problem("too-many-rows", limit_addresses=MOST_ROWS) from error


async def answered_list(context: Context, data: bytes, locale: str) -> StreamingResponse:
    """The list as CSV with three columns more. Raises Problem where it cannot be read."""
    sheet = await context.workers.run(read, data, locale)
    headers = {
        "Content-Disposition": 'attachment; filename="addresses.csv"',
        "Content-Language": locale,
        "Cache-Control": "no-store",
        "Vary": "Accept-Language",
    }
    return StreamingResponse(_pieces(context, sheet, locale), headers=headers, media_type="text/csv")


async def _pieces(context: Context, sheet: Sheet, locale: str) -> AsyncIterator[str]:
    words, answers, rows = context.pages.words[locale], context.answers, sheet.rows()

    def piece() -> str:
        return written(
            [
                answered_row(
                    row, answers.address(answers.seen_address(sheet.address(row)), NOT_ASKED, locale), words
                )
                for row in islice(rows, AT_ONCE)
            ]
        )

    async with asyncio.timeout(WHOLE):
        yield BYTE_ORDER_MARK + written([header_of(sheet, words)])
        while text := await _patiently(context, piece):
            yield text


async def _patiently(context: Context, work: Callable[[], str]) -> str:
    while True:
        try:
            return await context.workers.run(work)
        except Problem:  # busy: what has begun is not broken off
            await asyncio.sleep(PAUSE)
