"""Takes in the events of cold room sensors. The contract is openapi.json."""

from typing import Any

from fastapi import FastAPI

from store import EventStore

app = FastAPI(title="Cold room events", version="1.0.0")
store = EventStore()


def reset():
    """Forget everything, as if the process had just been started. The tests call this in between."""
    global store
    store = EventStore()


@app.post("/events")
async def post_event(body: dict[str, Any]):
    event = await store.insert(body["sensor"], body["kind"], body["at"], body.get("value"))
    return event


@app.get("/events")
async def list_events(sensor: str | None = None, limit: int = 20, cursor: str | None = None):
    events = [event for event in await store.all() if sensor in (None, event.sensor)]
    return {"items": events[:limit], "next": None}


@app.get("/events/{event_id}")
async def get_event(event_id: int):
    return await store.get(event_id)
