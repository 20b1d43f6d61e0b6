"""Quotes for the shop: handlers in threads, and for each service eight threads that keep a connection each."""

import http.client
import json
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, wait
from typing import Any

from fastapi import FastAPI, HTTPException

from stockdb import StockConnection

SECONDS = 3.0
app = FastAPI(title="Quotes")


class Price:
    """One connection to the pricing service."""

    def __init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", 9101, timeout=SECONDS)

    def ask(self, sku: str) -> int:
        self._connection.request("GET", f"/prices/{sku}")
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise ValueError(answer.status)
        cents = json.loads(body)["cents"]
        if not isinstance(cents, int):
            raise ValueError(cents)
        return cents

    def close(self) -> None:
        self._connection.close()


class Stock:
    """One connection to the stock system."""

    def __init__(self) -> None:
        self._connection = StockConnection("127.0.0.1", 9102, SECONDS)

    def ask(self, sku: str) -> int:
        return self._connection.quantity(sku)

    def close(self) -> None:
        self._connection.close()


class Desk:
    """Eight threads in front of a service. Each has its own connection and replaces it after any trouble."""

    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._waiting: queue.SimpleQueue[tuple[str, Future[int]]] = queue.SimpleQueue()
        for _ in range(8):
            threading.Thread(target=self._serve, daemon=True).start()

    def ask(self, sku: str) -> "Future[int]":
        future: Future[int] = Future()
        self._waiting.put((sku, future))
        return future

    def _serve(self) -> None:
        connection = None
        while True:
            sku, future = self._waiting.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                connection = connection or self._connect()
                future.set_result(connection.ask(sku))
            except Exception as error:
                if connection is not None:
                    connection.close()
                connection = None
                future.set_exception(error)


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


prices, stocks = Desk(Price), Desk(Stock)


@app.get("/quotes/{sku}")
def quote(sku: str) -> dict[str, object]:
    ends_at = time.monotonic() + SECONDS
    cents, available = prices.ask(sku), stocks.ask(sku)
    done, left = wait([cents, available], ends_at - time.monotonic(), FIRST_EXCEPTION)
    for future in left:
        future.cancel()
    errors = [future.exception() for future in done if future.exception()]
    if any(not isinstance(error, TimeoutError) for error in errors):
        raise HTTPException(502, "A service failed.")
    if left or errors:
        raise HTTPException(504, "A service is too slow.")
    return {"sku": sku, "cents": cents.result(), "available": available.result()}
