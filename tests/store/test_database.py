"""The store on SQLite and PostgreSQL: made at its first use, safe for many at once, honest when away."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select

from checker.feedback import Feedback, count_unanswered_search, record
from checker.store import Store, StoreAwayError, StoreUrlError
from checker.store.tables import METADATA, feedback, unanswered_searches
from tests.servers.postgres import PostgreSQL

TODAY = date(2026, 11, 23)
SAID = Feedback("reasons/mailbox-full", "ko", "1.0.0", helpful=True)


def count(store: Store) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(feedback)) or 0


def test_nothing_is_opened_until_it_is_used(tmp_path: Path) -> None:
    Store(f"sqlite:///{tmp_path}/later/mailclinic.sqlite3").close()
    assert list(tmp_path.iterdir()) == []


def test_migrations_lead_to_the_tables_of_now(store: Store) -> None:
    with store.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_what_was_said_is_there_for_the_next_process(url: str) -> None:
    for expected in (1, 2):
        store = Store(url)
        record(store, SAID, TODAY)
        assert count(store) == expected
        store.close()


def test_many_at_once_lose_and_double_nothing(store: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        entries = list(threads.map(lambda _: record(store, SAID, TODAY), range(200)))
    assert count(store) == len(set(entries)) == 200


def test_two_new_processes_make_the_tables_once(url: str) -> None:
    script = (
        "import sys; from datetime import date; from checker.store import Store;"
        "from checker.feedback import count_unanswered_search as c;"
        "s = Store(sys.argv[1]); [c(s, 'ko', '메일', date(2026, 11, 23)) for _ in range(20)]; s.close()"
    )
    both = [subprocess.Popen([sys.executable, "-c", script, url]) for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    store = Store(url)
    with store.read() as connection:
        assert connection.scalar(select(unanswered_searches.c.times)) == 40
    store.close()


def test_a_locked_database_is_away_and_heals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.store.database.BUSY_SECONDS", 0.1)
    file = tmp_path / "mailclinic.sqlite3"
    store = Store(f"sqlite:///{file}")
    record(store, SAID, TODAY)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreAwayError, match="OperationalError"):
        record(store, SAID, TODAY)
    other.rollback()
    other.close()
    record(store, SAID, TODAY)
    assert count(store) == 2
    store.close()


@pytest.mark.parametrize("damage", [b"this is no database" * 100, None])
def test_a_damaged_or_forbidden_file_is_away(tmp_path: Path, damage: bytes | None) -> None:
    file = tmp_path / "mailclinic.sqlite3"
    if damage is None:
        file.mkdir()
    else:
        file.write_bytes(damage)
    store = Store(f"sqlite:///{file}")
    with pytest.raises(StoreAwayError):
        record(store, SAID, TODAY)
    store.close()


@pytest.mark.parts
def test_a_server_that_stops_is_away_and_heals(postgres: PostgreSQL) -> None:
    postgres.empty()
    store = Store(postgres.url)
    record(store, SAID, TODAY)
    postgres.stop()
    with pytest.raises(StoreAwayError):
        record(store, SAID, TODAY)
    postgres.start()
    record(store, SAID, TODAY)
    assert count(store) == 2
    store.close()


@pytest.mark.parametrize("url", ["", "mailclinic.db", "mysql://root@localhost/mail", "sqlite+nothing:///x"])
def test_an_address_that_is_none_says_what_to_write(url: str) -> None:
    with pytest.raises(StoreUrlError, match=r"sqlite:///"):
        Store(url)


def test_searches_are_counted_by_day_and_language(store: Store) -> None:
    for locale, query in (("ko", "메일  안 옴"), ("ko", "메일 안 옴"), ("ja", "届かない"), ("ko", " ")):
        count_unanswered_search(store, locale, query, TODAY)
    with store.read() as connection:
        rows = connection.execute(select(unanswered_searches).order_by("locale")).all()
    assert [tuple(row) for row in rows] == [(TODAY, "ja", "届かない", 1), (TODAY, "ko", "메일 안 옴", 2)]
