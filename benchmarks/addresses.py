"""Addresses per second: ours, email-validator and, where it is installed, emval, on the same lists in one
run.

    python benchmarks/addresses.py [COUNT]

Two lists are made up: plain addresses, and the same with one strange one in twenty (something around them,
full-width letters, a typo, a list). Every run gives whole result objects, in one process; the best of three
rounds counts.
"""

import importlib
import random
import sys
import time
from collections.abc import Callable, Sequence

from email_validator import EmailNotValidError, validate_email

from checker.address import check

SEED = 20_26
ROUNDS = 3
NAMES = (
    "kim",
    "lee.minsu",
    "park_jh",
    "hong.gildong",
    "tanaka",
    "m-suzuki",
    "choi1988",
    "j.smith",
    "anna",
    "yuna.k",
)
DOMAINS = (
    *(
        "gmail.com",
        "naver.com",
        "hanmail.net",
        "daum.net",
        "kakao.com",
        "yahoo.co.jp",
        "outlook.com",
        "icloud.com",
    ),
    *(f"company{i}.{ending}" for i in range(400) for ending in ("com", "co.kr", "co.jp", "net", "de")),
)
STRANGE = (
    " {} ",
    "<{}>",
    "“{}”",
    "김철수 <{}>",
    "Kim, Chulsoo <{}>",
    "{}님",
    "{}으로",
    "{}.",
    "mailto:{}",
    "\u200b{}",
    "{}\u3000",
    "'{}'",
)


def plain(count: int) -> list[str]:
    """Addresses that need nothing done."""
    pick = random.Random(SEED)
    return [f"{pick.choice(NAMES)}{pick.randrange(10_000)}@{pick.choice(DOMAINS)}" for _ in range(count)]


def mixed(count: int) -> list[str]:
    """The same, with one strange one in twenty."""
    pick = random.Random(SEED + 1)
    return [
        pick.choice(STRANGE).format(address) if pick.random() < 0.05 else address for address in plain(count)
    ]


def theirs(address: str) -> object:
    """email-validator, with the same strictness and a result in either case."""
    try:
        return validate_email(address, check_deliverability=False, strict=True, allow_quoted_local=True)
    except EmailNotValidError as error:
        return error


def emval() -> Callable[[str], object] | None:
    """emval, where it is installed: `pip install emval`. It is not among the project's requirements."""
    try:
        module = importlib.import_module("emval")
    except ImportError:
        return None
    validator = module.EmailValidator(deliverable_address=False)

    def validate(address: str) -> object:
        try:
            return validator.validate_email(address)
        except Exception as error:  # noqa: BLE001 - any refusal is a result here
            return error

    return validate


def per_second(function: Callable[[str], object], addresses: Sequence[str]) -> float:
    """The best of a few rounds, in time of this process; the results are kept until the round ends, as a
    caller would."""
    best = 0.0
    for _ in range(ROUNDS):
        start = time.process_time()
        results = [function(address) for address in addresses]
        best = max(best, len(results) / (time.process_time() - start))
    return best


def main(count: int) -> None:
    """Print a table."""
    candidates: dict[str, Callable[[str], object]] = {"mailclinic": check, "email-validator": theirs}
    if (validate := emval()) is not None:
        candidates["emval"] = validate
    lists = {"plain": plain(count), "mixed, 5 % strange": mixed(count)}
    print(f"{count} addresses, best of {ROUNDS} rounds, Python {sys.version.split()[0]}")
    for title, addresses in lists.items():
        for name, function in candidates.items():
            print(f"{title:20} {name:16} {per_second(function, addresses):12,.0f} per second")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
