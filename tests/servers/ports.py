"""Ports of this machine."""

import socket


def free_port() -> int:
    """A TCP port of the loopback address on which nobody listens at the moment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
