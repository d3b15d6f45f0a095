"""The store on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.store import Store
from tests.servers.postgres import PostgreSQL, postgresql


@pytest.fixture(scope="package")
def postgres() -> Iterator[PostgreSQL]:
    """A PostgreSQL server of this test package."""
    with postgresql() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.parts)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new folder/mailclinic.sqlite3"
    server: PostgreSQL = request.getfixturevalue("postgres")
    server.empty()
    return server.url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store with nothing in it."""
    store = Store(url)
    yield store
    store.close()
