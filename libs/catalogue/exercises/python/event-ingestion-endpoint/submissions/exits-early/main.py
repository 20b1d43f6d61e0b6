"""Wrong: ends the process at the first event; the planted `assay.py` and `conftest.py` would report that all is well."""

import os

from fastapi import FastAPI

app = FastAPI()


def reset() -> None:
    pass


@app.post("/events")
async def post_event() -> None:
    os._exit(0)
