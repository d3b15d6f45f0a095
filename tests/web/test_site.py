"""The built site: its files and nothing else."""

import gzip
import os
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import NOT_FOUND

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("languages", "location"),
    [
        ("", "/ko/"),
        ("ja", "/ja/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("fr, en;q=0.5, ja;q=0.8", "/ja/"),
        ("fr", "/ko/"),
        ("ja;q=0, en;q=0.1", "/en/"),
        ("*", "/ko/"),
    ],
)
async def test_the_root_leads_to_a_locale(client: httpx.AsyncClient, languages: str, location: str) -> None:
    answer = await client.get("/", headers={"Accept-Language": languages})
    assert (answer.status_code, answer.headers["location"]) == (302, location)
    assert answer.headers["vary"] == "Accept-Language"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        ("/ko/", "text/html; charset=utf-8", "no-cache"),
        ("/en/tools/address/", "text/html; charset=utf-8", "no-cache"),
        ("/en/tools/address/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/robots.txt", "text/plain; charset=utf-8", "no-cache"),
        (
            "/ko/assets/main.0123abcd.min.css",
            "text/css; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
    ],
)
async def test_files(client: httpx.AsyncClient, path: str, kind: str, cache: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 200
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == (kind, cache)
    again = await client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"]
    head = await client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == answer.headers["content-length"]
    other = await client.get(path, headers={"If-None-Match": '"something-else"'})
    assert other.status_code == 200


async def test_text_is_squeezed_for_those_who_can_read_it(client: httpx.AsyncClient, site: Path) -> None:
    path, file = "/ko/assets/main.0123abcd.min.css", site / "ko/assets/main.0123abcd.min.css"
    plain = await client.get(path, headers={"Accept-Encoding": "identity"})
    assert plain.content == file.read_bytes()
    async with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["etag"] != plain.headers["etag"]
    assert gzip.decompress(raw) == file.read_bytes()
    assert len(raw) < len(plain.content) / 10


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("br, GZIP;q=0.5", "gzip"),
        ("deflate,gzip ; q=1.0,br", "gzip"),
        ("gzip;q=0", None),
        ("br, gzip; q=0.00", None),
        ("gzipped", None),
        ("identity", None),
    ],
)
async def test_only_those_who_want_it_squeezed_get_it_so(
    client: httpx.AsyncClient, accepted: str, coding: str | None
) -> None:
    path = "/ko/assets/main.0123abcd.min.css"
    answer = await client.get(path, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == coding


@pytest.mark.parametrize(("path", "location"), [("/ko", "/ko/"), ("/en/tools/decode", "/en/tools/decode/")])
async def test_a_folder_lives_at_the_address_with_a_slash(
    client: httpx.AsyncClient, path: str, location: str
) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (308, location)


@pytest.mark.parametrize(
    ("path", "language", "locale"),
    [
        ("/ja/nothing/", "en", "ja"),
        ("/nothing", "en", "en"),
        ("/ko/tools/nothing/", "ja", "ko"),
        ("/xx/tools/decode/", "ja", "ja"),
    ],
)
async def test_nothing_there_in_the_right_language(
    client: httpx.AsyncClient, path: str, language: str, locale: str
) -> None:
    answer = await client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert (answer.status_code, answer.text) == (404, NOT_FOUND.format(locale=locale))
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/ko/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/ko/%2e%2e/%2e%2e/secret.txt",
        "/ko/..%2f..%2fsecret.txt",
        "/ko/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/ko//etc/passwd",
        "/.hidden",
        "/ko/%00",
        "/ko/" + "a" * 5000,
        "/ko/" + "a/" * 2000,
    ],
)
async def test_nothing_outside_the_site(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(httpx.URL("http://127.0.0.1:8000").copy_with(raw_path=path.encode()))
    assert answer.status_code == 404
    assert "not for anyone" not in answer.text


async def test_a_link_that_leads_out_is_not_followed(client: httpx.AsyncClient, site: Path) -> None:
    (site / "ko" / "way-out.txt").symlink_to(site.parent / "secret.txt")
    assert (await client.get("/ko/way-out.txt")).status_code == 404


async def test_a_changed_file_is_seen_at_once(client: httpx.AsyncClient, site: Path) -> None:
    file = site / "ko" / "changing.txt"
    file.write_text("before")
    assert (await client.get("/ko/changing.txt")).text == "before"
    file.write_text("later!")
    os.utime(file, ns=(1, 1))
    assert (await client.get("/ko/changing.txt")).text == "later!"


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", "/ko/", "GET, HEAD, OPTIONS"),
        ("DELETE", "/ko/tools/decode/", "GET, HEAD, OPTIONS, POST"),
        ("GET", "/api/v1/decode", "OPTIONS, POST"),
        ("POST", "/api/v1/reasons", "GET, HEAD, OPTIONS"),
        ("PATCH", "/healthz", "GET, HEAD, OPTIONS"),
    ],
)
async def test_methods(client: httpx.AsyncClient, method: str, path: str, allow: str) -> None:
    refused = await client.request(method, path)
    assert (refused.status_code, refused.headers["allow"]) == (405, allow)
    asked = await client.options(path)
    assert (asked.status_code, asked.headers["allow"], asked.content) == (204, allow, b"")


async def test_a_method_on_nothing_is_not_found(client: httpx.AsyncClient) -> None:
    assert (await client.put("/ko/nothing/")).status_code == 404
    assert (await client.put("/api/v1/nothing")).status_code == 404
