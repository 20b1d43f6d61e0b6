"""Quotes for the shop: what an article costs and how many there are."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException

from pricing import Pricing
from services import DEADLINE, ServiceError
from stock import Stock

pricing = Pricing()
stock = Stock()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await pricing.close()
    stock.close()


app = FastAPI(title="Quotes", lifespan=lifespan)


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/quotes/{sku}")
async def quote(sku: str) -> dict[str, str | int]:
    failed = None
    try:
        async with asyncio.timeout(DEADLINE):
            cents = await pricing.cents_of(sku)
            available = await stock.quantity(sku)
    except* TimeoutError:
        failed = HTTPException(504, "A service did not answer in time.")
    except* ServiceError:
        failed = HTTPException(502, "A service gave no usable answer.")
    if failed is not None:
        raise failed
    return {"sku": sku, "cents": cents, "available": available}
