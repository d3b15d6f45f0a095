"""A list goes up as a file and comes back with verdicts, with and without script."""

import csv
import io

import httpx
import pytest

from tests.web.conftest import HOST, app_of, settings_for

pytestmark = pytest.mark.anyio

CHECK = "/api/v1/check/addresses"
CSV = {"Content-Type": "text/csv"}


def table(answer: httpx.Response) -> list[list[str]]:
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="addresses.csv"'
    assert answer.headers["cache-control"] == "no-store"
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


async def test_a_table(client: httpx.AsyncClient) -> None:
    rows = (
        "name,email\r\n"
        "Kim,kim@company.co.kr\r\n"
        "=cmd|' /C calc'!A0,´lee@company.co.kr\r\n"
        "Choi,＜choi@company.co.kr＞\r\n"
        "Park,-park@company.co.kr\r\n"
        "Jung,jung@gamil.com\r\n"
        "Han,\r\n"
    )
    answer = await client.post(f"{CHECK}?locale=en", content=rows.encode(), headers=CSV)
    usable, repaired = "The address can be used", "The address can be used after a repair"
    assert table(answer) == [
        ["name", "email", "Verdict", "Address to use", "Why"],
        ["Kim", "kim@company.co.kr", usable, "kim@company.co.kr", ""],
        [
            "'=cmd|' /C calc'!A0",
            "´lee@company.co.kr",
            "The address is suspicious",
            "",
            "The address has a character that isn't accepted",
        ],
        [
            "Choi",
            "＜choi@company.co.kr＞",
            repaired,
            "choi@company.co.kr",
            "Quotation marks or brackets were removed",
        ],
        ["Park", "'-park@company.co.kr", usable, "'-park@company.co.kr", ""],
        [
            "Jung",
            "jung@gamil.com",
            "The domain of the address may be misspelled",
            "jung@gamil.com",
            "The domain may be misspelled; Did you mean this address? jung@gmail.com",
        ],
        ["Han", "", "The address can't be used", "", "There is nothing to check"],
    ]


async def test_a_form_without_script(client: httpx.AsyncClient) -> None:
    file = "이름,메일\r\n김,kim@company.co.kr\r\n".encode("cp949")
    answer = await client.post("/ko/tools/address/", files={"list": ("명단.csv", file)})
    assert table(answer) == [
        ["이름", "메일", "판정", "사용할 주소", "이유"],
        ["김", "kim@company.co.kr", "사용할 수 있는 주소입니다", "kim@company.co.kr", ""],
    ]


async def test_a_long_list_keeps_its_order(client: httpx.AsyncClient) -> None:
    addresses = [f"user{n}@company.co.kr" for n in range(1_001)]
    answer = await client.post(CHECK, content="\n".join(addresses), headers={"Content-Type": "text/plain"})
    assert [row[0] for row in table(answer)[1:]] == addresses


@pytest.mark.parametrize(
    ("kind", "body", "problem", "status"),
    [
        ("application/json", b"{}", "unsupported-type", 415),
        ("multipart/form-data; boundary=x", b"--x--", "unsupported-type", 415),
        ("text/csv", b" \r\n", "empty-input", 422),
        ("text/csv", b"PK\x03\x04\x00", "invalid-list", 422),
        ("text/csv", b"a@b.co" + b"," * 2_000, "invalid-list", 422),
        ("text/csv", b"a@b.co\n" * 100_001, "too-many-rows", 413),
        ("text/csv", b"x" * (5 * 2**20 + 1), "too-large", 413),
    ],
)
async def test_lists_that_are_none(
    client: httpx.AsyncClient, kind: str, body: bytes, problem: str, status: int
) -> None:
    answer = await client.post(CHECK, content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}")


async def test_a_form_that_holds_no_list(client: httpx.AsyncClient) -> None:
    for files, problem, status in (
        ({"list": ("a.csv", b"")}, "empty-input", 422),
        ({"list": ("a.csv", b"PK\x03\x04\x00")}, "invalid-list", 422),
        ({"list": ("a.csv", b"x" * (5 * 2**20))}, "too-large", 413),
        ({"other": ("a.csv", b"a@b.co")}, "empty-input", 422),
        ({"address": (None, b"a@b.co " * 10_000)}, "too-large", 413),
    ):
        answer = await client.post("/ja/tools/address/", files=files)
        assert answer.status_code == status
        assert "<h1>address ja</h1>" in answer.text
        assert f'data-problem="{problem}"' in answer.text


async def test_a_list_counts_by_its_size(client: httpx.AsyncClient, site: object) -> None:
    app = app_of(settings_for(site, rate_limit="30/minute"))  # type: ignore[arg-type]
    transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 5))
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as own:
        body = b"a@b.co\n" + b"\n" * 2**20
        statuses = [(await own.post(CHECK, content=body, headers=CSV)).status_code for _ in range(3)]
    assert statuses == [200, 429, 429]
