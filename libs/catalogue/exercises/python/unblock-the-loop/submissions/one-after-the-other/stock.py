"""Asks the stock system, whose driver blocks: in threads of its own, as many as there may be connections."""

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor

from services import CONNECTIONS, DEADLINE, ServiceError
from stockdb import StockConnection, StockError

HOST, PORT = "127.0.0.1", 9102


class Stock:
    """A thread has one connection at a time and opens one only where none is idle, so threads bound the connections."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(CONNECTIONS, "stock")
        self._idle: deque[StockConnection] = deque()

    async def quantity(self, sku: str) -> int:
        """A quote that ends early leaves its thread to the driver's own time limit; the connection comes back only when it is clean."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, sku)

    def _ask(self, sku: str) -> int:
        try:
            connection = self._connection()
            try:
                quantity = connection.quantity(sku)
            except BaseException:
                connection.close()
                raise
        except TimeoutError:
            raise
        except (OSError, StockError) as error:
            raise ServiceError("stock") from error
        self._idle.append(connection)
        return quantity

    def _connection(self) -> StockConnection:
        try:
            return self._idle.pop()
        except IndexError:
            return StockConnection(HOST, PORT, DEADLINE)

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)
        for connection in self._idle:
            connection.close()
