"""The command as a program: pipes, signals, the server."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from tests.web.conftest import write_site

COMMAND = [sys.executable, "-m", "checker.cli"]


def test_a_reader_that_leaves_ends_the_command_quietly() -> None:
    lines = b"kim@example.org\n" * 20_000
    with subprocess.Popen(
        [*COMMAND, "check", "--json", "--lines", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        os.set_blocking(process.stdin.fileno(), False)
        process.stdin.write(lines[:32_000])
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["input"] == "kim@example.org"
        process.stdout.close()
        process.stdin.close()
        process.wait(30)
        assert process.stderr.read() == b""


def test_each_line_is_answered_as_it_comes() -> None:
    with subprocess.Popen(
        [*COMMAND, "decode", "--json", "--lines", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout
        for reply in ("550 5.1.1 user unknown", "552 5.2.2 mailbox full"):
            process.stdin.write(reply.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["input"] == reply
        process.stdin.close()
        assert process.wait(30) == 1


def test_serve_says_where_and_stops_when_told(tmp_path: Path) -> None:
    environment = {**os.environ, "MAILCLINIC_SITE": str(write_site(tmp_path / "built" / "site"))}
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout and process.stderr
        name, address = process.stdout.readline().split()
        assert name == "Mailclinic:"
        answer = httpx.get(f"{address}api/v1/nothing?secret=qx7")
        assert answer.json()["type"] == "/problems/not-found"
        process.send_signal(signal.SIGTERM)
        log = process.stderr.read()
        assert process.wait(20) == -signal.SIGTERM
        entries = [json.loads(line) for line in log.splitlines()]
        assert [entry["status"] for entry in entries if entry["log"] == "checker.access"] == [404]
        assert "qx7" not in log


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    site = write_site(tmp_path / "built" / "site")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        done = subprocess.run(
            [*COMMAND, "serve", "--port", str(port)],
            env={**os.environ, "MAILCLINIC_SITE": str(site), "LC_ALL": "en"},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        f"mailclinic: http://127.0.0.1:{port}: another program uses port {port}. "
        f"Stop it, or choose another port: MAILCLINIC_PORT={port + 1}\n"
    )
