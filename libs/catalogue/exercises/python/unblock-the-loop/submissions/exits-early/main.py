"""Wrong: ends the process at the first quote; the planted `fakes.py` and `conftest.py` would report that all is well."""

import os

from fastapi import FastAPI

app = FastAPI(title="Quotes")


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/quotes/{sku}")
async def quote(sku: str) -> None:
    os._exit(0)
