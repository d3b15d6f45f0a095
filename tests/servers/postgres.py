"""A PostgreSQL server on a port of this machine, with a folder of its own."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.parts import missing
from tests.servers.ports import free_port

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",  # of the test's own folder: nothing is kept after it
    "unix_socket_directories": "",
    "max_connections": "40",
}


@dataclass(slots=True)
class PostgreSQL:
    """A cluster with the database `mailclinic`; may be stopped and started again."""

    programs: Path
    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the database."""
        return f"postgresql://mailclinic@127.0.0.1:{self.port}/mailclinic"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", "-p", str(self.port), *options],
                stdout=subprocess.DEVNULL,
                stderr=log,
                **_as_somebody(),
            )
        ready = [self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        until = time.monotonic() + 20
        while subprocess.run(ready, check=False).returncode != 0:
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.05)

    def empty(self) -> None:
        """Throw away everything that is in the database."""
        self._query("DROP SCHEMA public CASCADE; CREATE SCHEMA public")

    def _query(self, sql: str) -> None:
        client = [self.programs / "psql", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "mailclinic"]
        subprocess.run([*client, "-v", "ON_ERROR_STOP=1", "-c", sql], check=True, capture_output=True)

    def stop(self) -> None:
        """End the server at once, by its process id."""
        if self.process is not None:
            self.process.send_signal(3)  # SIGQUIT: no waiting for clients
            self.process.wait(timeout=20)
            self.process = None


def _as_somebody() -> dict[str, str]:
    """PostgreSQL refuses to run as root."""
    return {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}


@contextmanager
def postgresql(folder: Path) -> Iterator[PostgreSQL]:
    """A running server; skips the test where PostgreSQL is not installed, or fails it with CI=true."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        missing("postgres is not installed (Debian package postgresql)")
    programs = found[-1].parent
    if os.geteuid() == 0:
        subprocess.run(["chown", "postgres", folder], check=True)
        for parent in folder.parents:  # pytest's folders are for their owner alone
            if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)
    make = [programs / "initdb", "-D", folder / "data", "-U", "mailclinic", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*make, "--no-sync", "--locale=C"], check=True, capture_output=True, **_as_somebody())
    server = PostgreSQL(programs, folder, free_port())
    server.start()
    try:
        create = [programs / "createdb", "-h", "127.0.0.1", "-p", str(server.port), "-U", "mailclinic"]
        subprocess.run([*create, "mailclinic"], check=True)
        yield server
    finally:
        server.stop()
