"""Asks the stock system with its driver."""

from collections import deque

from services import DEADLINE, ServiceError
from stockdb import StockConnection, StockError

HOST, PORT = "127.0.0.1", 9102


class Stock:
    def __init__(self) -> None:
        self._idle: deque[StockConnection] = deque()

    async def quantity(self, sku: str) -> int:
        return self._ask(sku)

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
        for connection in self._idle:
            connection.close()
