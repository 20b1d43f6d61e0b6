"""Quotes for the shop: what an article costs and how many there are."""

from fastapi import FastAPI

import pricing
from stockdb import StockConnection

app = FastAPI(title="Quotes")


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/quotes/{sku}")
async def quote(sku: str) -> dict[str, object]:
    cents = pricing.cents_of(sku)
    stock = StockConnection("127.0.0.1", 9102)
    available = stock.quantity(sku)
    return {"sku": sku, "cents": cents, "available": available}
