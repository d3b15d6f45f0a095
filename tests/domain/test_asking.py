"""The questions of one check: each is asked once, and costs the part that asked it."""

import asyncio

from checker.domain.asking import Inquiry, Question
from checker.net.resolver import Answer, Budget, Status
from tests.domain.book import Book


class Counting:
    """Answers in the next turn of the loop, at the cost of one question of the budget."""

    def __init__(self) -> None:
        self.book = Book({"a.example TXT": "one", "b.example TXT": "two"})

    def budget(self, questions: int = 40) -> Budget:
        return Budget(questions, 0.0)

    async def query(self, name: str, rdtype: str, budget: Budget | None = None) -> Answer:
        await asyncio.sleep(0)
        assert budget is not None
        if budget.questions < 1:
            return Answer(Status.NOT_CHECKED)
        budget.questions -= 1
        return self.book.look_up(Question(name, rdtype))


def ask(questions: int, *parts: int) -> tuple[list[Status], list[int], Inquiry]:
    """The same question from several parts at once; each has so many questions of its own."""
    inquiry = Inquiry(Counting(), Budget(questions, 0.0))

    async def all_at_once() -> tuple[list[Status], list[int]]:
        shares = [inquiry.budget(count) for count in parts]
        answers = await asyncio.gather(*(inquiry.query("A.example.", "txt", share) for share in shares))
        return [answer.status for answer in answers], [share.questions for share in shares]

    statuses, left = asyncio.run(all_at_once())
    return statuses, left, inquiry


def test_a_question_is_asked_once() -> None:
    statuses, left, inquiry = ask(40, 5, 5, 5)
    assert statuses == [Status.FOUND] * 3
    assert left == [4, 5, 5]
    assert inquiry.asked == 1
    assert [(record.name, record.type, record.texts) for record in inquiry.records] == [
        ("a.example", "TXT", ("one",))
    ]


def test_who_has_none_left_leaves_the_question_to_others() -> None:
    statuses, left, inquiry = ask(40, 0, 0, 0, 1, 1)
    assert statuses == [Status.NOT_CHECKED] * 3 + [Status.FOUND] * 2
    assert left == [0, 0, 0, 0, 1]
    assert inquiry.asked == 1


def test_no_part_gets_more_than_there_is() -> None:
    statuses, left, inquiry = ask(3, 2, 5, 5)
    assert (statuses, left) == ([Status.FOUND] * 3, [1, 1, 0])
    rest = Budget(2, 0.0)
    inquiry.give_back(rest)
    assert (rest.questions, inquiry.budget(40).questions) == (0, 2)


def test_what_nobody_asked() -> None:
    inquiry = Inquiry(Counting(), Budget(1, 0.0))
    assert inquiry.remembered("a.example", "TXT").status is Status.NOT_CHECKED
    assert (inquiry.asked, inquiry.records) == (0, ())


def test_a_question_that_is_given_up_does_not_hold_the_others() -> None:
    inquiry = Inquiry(Counting(), Budget(5, 0.0))

    async def once() -> Answer:
        first = asyncio.create_task(inquiry.query("a.example", "TXT"))
        await asyncio.sleep(0)
        second = asyncio.create_task(inquiry.query("a.example", "TXT"))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(once()).status is Status.FOUND


def test_a_part_that_is_cancelled_leaves_the_answer_to_the_others() -> None:
    inquiry = Inquiry(Counting(), Budget(40, 0.0))

    async def use() -> list[Status]:
        first, second, third = (
            asyncio.create_task(inquiry.query("a.example", "TXT", inquiry.budget(1))) for _ in range(3)
        )
        await asyncio.sleep(0)
        second.cancel()
        return [(await task).status for task in (first, third)]

    assert asyncio.run(use()) == [Status.FOUND] * 2
