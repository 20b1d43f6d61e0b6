"""The stock system's own driver. It is synchronous, and its makers give no other.

The protocol is small: a client sends `STOCK <sku>` and gets the quantity or `ERROR <reason>`, each on a line of its own, in ASCII. A
connection serves one call at a time and stays open for further ones.
"""

import socket


class StockError(Exception):
    """The stock system gave no quantity."""


class StockConnection:
    """Not to be used by two threads at the same time. After any error it is in an unknown state: close it."""

    def __init__(self, host: str, port: int, timeout: float | None = None) -> None:
        self._socket = socket.create_connection((host, port), timeout)
        self._lines = self._socket.makefile("rb")

    def set_timeout(self, seconds: float | None) -> None:
        """How long each wait of a call may take before it raises TimeoutError."""
        self._socket.settimeout(seconds)

    def quantity(self, sku: str) -> int:
        """How many of this article are in stock. Raises StockError, OSError or TimeoutError."""
        self._socket.sendall(f"STOCK {sku}\n".encode("ascii"))
        line = self._lines.readline(200)
        if not line.endswith(b"\n") or not line.strip().isdigit():
            raise StockError(f"no quantity: {line!r}")
        return int(line)

    def close(self) -> None:
        self._lines.close()
        self._socket.close()
