"""Quotes for the shop. Every call is moved into a thread, with a connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI, HTTPException

import pricing
from stockdb import StockConnection

app = FastAPI(title="Quotes")
#: More than there will ever be quotes at a time.
threads = ThreadPoolExecutor(100)


def in_thread(call: Callable[[str], int], sku: str) -> "asyncio.Future[int]":
    return asyncio.get_running_loop().run_in_executor(threads, call, sku)


def available_of(sku: str) -> int:
    stock = StockConnection("127.0.0.1", 9102, 3)
    try:
        return stock.quantity(sku)
    finally:
        stock.close()


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/quotes/{sku}")
async def quote(sku: str) -> dict[str, object]:
    calls = asyncio.gather(in_thread(pricing.cents_of, sku), in_thread(available_of, sku))
    try:
        cents, available = await asyncio.wait_for(calls, 3)
    except TimeoutError as error:
        raise HTTPException(504) from error
    except Exception as error:
        raise HTTPException(502) from error
    return {"sku": sku, "cents": cents, "available": available}
