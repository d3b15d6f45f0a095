"""A PostgreSQL server on a port of this machine, with a folder of its own."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.dns import free_port
from tests.servers.parts import missing

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

    def make(self) -> None:
        """Make the cluster."""
        words = ["-D", self.folder / "data", "-U", "mailclinic", "-A", "trust", "-E", "UTF8", "--locale=C"]
        initdb = [self.programs / "initdb", "--no-sync", *words]
        subprocess.run(initdb, check=True, capture_output=True, **_as_somebody())

    def empty(self) -> None:
        """Throw away everything that is in the database."""
        self.run("psql", "-q", "-c", "DROP SCHEMA public CASCADE; CREATE SCHEMA public")

    def run(self, program: str, *arguments: str) -> None:
        """Run a client program."""
        who = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "mailclinic"]
        subprocess.run([self.programs / program, *who, *arguments], check=True, capture_output=True)

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
def postgresql() -> Iterator[PostgreSQL]:
    """A running server; skips the test where PostgreSQL is not installed, or fails it with CI=true."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        missing("postgres is not installed (Debian package postgresql)")
    # Not below pytest's own folders: those are for their owner alone.
    with TemporaryDirectory(prefix="postgres-") as name:
        server = PostgreSQL(found[-1].parent, Path(name), free_port())
        if os.geteuid() == 0:
            shutil.chown(name, "postgres")
        server.make()
        server.start()
        try:
            server.run("createdb", "mailclinic")
            yield server
        finally:
            server.stop()
