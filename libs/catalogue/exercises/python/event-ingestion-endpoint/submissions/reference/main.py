"""Takes in the events of cold room sensors. The contract is openapi.json."""

from typing import Annotated

from fastapi import FastAPI, Header, Query, Response

from body_limit import BodyLimit
from cursors import Position
from ingestion import Ingestion
from models import Event, NewEvent, Page
from problems import documented, install

app = FastAPI(title="Cold room events", version="1.0.0")
app.add_middleware(BodyLimit, most=16_384)
install(app)
ingestion = Ingestion()


def reset() -> None:
    """Forget everything, as if the process had just been started. The tests call this in between."""
    global ingestion
    ingestion = Ingestion()


@app.post("/events", status_code=201, responses=documented(409, 413, 422, 429))
async def post_event(
    event: NewEvent, idempotency_key: Annotated[str, Header(min_length=1, max_length=64)], response: Response
) -> Event:
    stored = await ingestion.take(idempotency_key, event)
    response.headers["Location"] = f"/events/{stored.id}"
    return Event.of(stored)


@app.get("/events", responses=documented(422))
async def list_events(
    sensor: str | None = None, limit: Annotated[int, Query(ge=1, le=100)] = 20, cursor: str | None = None
) -> Page:
    after = None if cursor is None else Position.from_cursor(cursor)
    events, more = await ingestion.page(sensor, limit, after)
    return Page(items=[Event.of(event) for event in events], next=Position.of(events[-1]).to_cursor() if more else None)


@app.get("/events/{event_id}", responses=documented(404, 422))
async def get_event(event_id: int) -> Event:
    return Event.of(await ingestion.get(event_id))
