"""Takes in the events of cold room sensors: one module, and a store without waits."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Header, Query, Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, BeforeValidator, FiniteFloat, Strict, StringConstraints
from starlette.exceptions import HTTPException

MOST_BYTES = 16 * 1024
QUOTA = 10
PROBLEMS: dict[int, tuple[str, str]] = {
    404: ("/problems/not-found", "Not found"),
    405: ("/problems/method-not-allowed", "Method not allowed"),
    409: ("/problems/key-reused", "Key used for another event"),
    413: ("/problems/too-large", "Body too large"),
    422: ("/problems/invalid", "Invalid request"),
    429: ("/problems/over-quota", "Too many events"),
}


def parsed(value: object) -> datetime:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return datetime.fromisoformat(value)


class NewEvent(BaseModel, extra="forbid"):
    sensor: Annotated[str, StringConstraints(pattern=r"\A[a-z0-9-]{1,40}\z")]
    kind: Literal["opened", "closed", "temperature"]
    at: Annotated[AwareDatetime, BeforeValidator(parsed)]
    value: Annotated[FiniteFloat, Strict()] | None = None


class Event(BaseModel):
    id: int
    sensor: str
    kind: str
    at: AwareDatetime
    value: float | None


class Page(BaseModel):
    items: list[Event]
    next: str | None


class Wrong(BaseModel):
    field: str
    message: str


class Problem(BaseModel):
    type: str
    title: str
    status: int
    detail: str
    errors: list[Wrong]


class State:
    def __init__(self) -> None:
        self.events: dict[int, Event] = {}
        self.by_key: dict[str, tuple[NewEvent, Event]] = {}


app = FastAPI(title="Cold room events", version="1.0.0")
state = State()


async def reset() -> None:
    """Forget everything."""
    global state
    state = State()


def problem(status: int, detail: str, errors: list[Wrong] | None = None, headers: Any = None) -> JSONResponse:
    kind, title = PROBLEMS[status]
    found = Problem(type=kind, title=title, status=status, detail=detail, errors=errors or [])
    return JSONResponse(jsonable_encoder(found), status, headers, media_type="application/problem+json")


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    schema = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": PROBLEMS[status][1], "content": schema, "model": Problem} for status in statuses}


def invalid(field: str, message: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("query", field), "msg": message}])


@app.exception_handler(HTTPException)
async def on_http(_: Request, error: HTTPException) -> JSONResponse:
    if error.status_code == 400:
        return problem(422, "The body cannot be read.", [Wrong(field="body", message=error.detail)])
    return problem(error.status_code, error.detail, headers=error.headers)


@app.exception_handler(RequestValidationError)
async def on_invalid(_: Request, error: RequestValidationError) -> JSONResponse:
    errors = []
    for found in error.errors():
        place, *rest = found["loc"]
        field = rest[0] if rest and found.get("type") != "json_invalid" else place
        errors.append(Wrong(field=str(field), message=found["msg"]))
    return problem(422, "The request breaks the contract.", errors)


@app.middleware("http")
async def measure(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    size = 0
    if int(request.headers.get("Content-Length", 0)) > MOST_BYTES:
        return problem(413, "The body is too large.")
    if request.method == "POST":
        body = await request.body()
        size = len(body)
    return problem(413, "The body is too large.") if size > MOST_BYTES else await go_on(request)


def minute(event: NewEvent | Event) -> tuple[str, datetime]:
    return event.sensor, event.at.astimezone(UTC).replace(second=0, microsecond=0)


@app.post("/events", status_code=201, response_model=Event, responses=answers(409, 413, 422, 429))
async def post_event(
    new: NewEvent, response: Response, key: Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=64)]
) -> Event:
    """Nothing in here awaits, so requests cannot come between each other."""
    if (new.kind == "temperature") is (new.value is None):
        raise RequestValidationError([{"loc": ("body",), "msg": "Temperatures have a value, other kinds have none."}])
    if key in state.by_key:
        first, event = state.by_key[key]
        if first != new:
            raise HTTPException(409, "The key was used for another event.")
    else:
        if sum(minute(event) == minute(new) for event in state.events.values()) >= QUOTA:
            raise HTTPException(429, "The sensor has used up this minute.")
        event = Event(id=len(state.events) + 1001, **new.model_dump())
        state.events[event.id] = event
        state.by_key[key] = (new, event)
    response.headers["Location"] = app.url_path_for("get_event", event_id=event.id)
    return event


def rank(event: Event) -> tuple[datetime, int]:
    return event.at, event.id


@app.get("/events", response_model=Page, responses=answers(422))
async def list_events(
    sensor: str | None = None, limit: Annotated[int, Query(ge=1, le=100)] = 20, cursor: str | None = None
) -> Page:
    """A cursor is the id of the last event that was seen."""
    events = sorted(state.events.values(), key=rank, reverse=True)
    if cursor is not None:
        last = state.events.get(int(cursor)) if cursor.isdecimal() else None
        if last is None:
            raise invalid("cursor", "This is no cursor.")
        events = events[events.index(last) + 1 :]
    if sensor is not None:
        events = [event for event in events if event.sensor == sensor]
    page = events[:limit]
    return Page(items=page, next=str(page[-1].id) if len(events) > len(page) else None)


@app.get("/events/{event_id}", response_model=Event, responses=answers(404, 422))
async def get_event(event_id: int) -> Event:
    if event_id not in state.events:
        raise HTTPException(404, "There is no such event.")
    return state.events[event_id]
