"""Takes in the events of cold room sensors. Handlers are plain functions in threads; SQLite in memory keeps the promises."""

from typing import Annotated, Any

import fastapi
from fastapi import FastAPI, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from database import Database, KeyReused, OverQuota
from schemas import Event, NewEvent, Page, Problem, Wrong, problem_answer

LIMIT = 16_384


class MeasuredRoute(APIRoute):
    """Reads the body itself before FastAPI does, and stops when there is too much of it."""

    def get_route_handler(self) -> Any:
        handle = super().get_route_handler()

        async def measured(request: Request) -> Response:
            pieces = bytearray()
            async for piece in request.stream():
                pieces += piece
                if len(pieces) > LIMIT:
                    return problem_answer(413, "Send less.")
            request._body = bytes(pieces)
            answer: Response = await handle(request)
            return answer

        return measured


app = FastAPI(title="Cold room events", version="1.0.0")
router = fastapi.APIRouter(route_class=MeasuredRoute)
database = Database()


def reset() -> None:
    database.clear()


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, error: RequestValidationError) -> Response:
    wrong = []
    for one in error.errors():
        names = [str(part) for part in one["loc"] if isinstance(part, str)]
        wrong.append(Wrong(field=(names[1:] or names)[0], message=one["msg"]))
    return problem_answer(422, "See errors.", wrong)


@app.exception_handler(HTTPException)
async def refused(request: Request, error: HTTPException) -> Response:
    if error.status_code == 400:  # bytes that no codec takes
        return problem_answer(422, "See errors.", [Wrong(field="body", message=error.detail)])
    answer = problem_answer(error.status_code, error.detail)
    answer.headers.update(error.headers or {})
    return answer


@app.exception_handler(KeyReused)
async def reused(request: Request, error: KeyReused) -> Response:
    return problem_answer(409, "This key belongs to another event.")


@app.exception_handler(OverQuota)
async def flooded(request: Request, error: OverQuota) -> Response:
    return problem_answer(429, "Ten events of this minute were kept.")


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: {"model": Problem} for status in statuses}


Key = Annotated[str, Header(min_length=1, max_length=64)]


@router.post("/events", status_code=201, responses=refusals(409, 413, 422, 429))
def post_event(event: NewEvent, idempotency_key: Key, response: Response) -> Event:
    kept = database.keep(idempotency_key, event)
    response.headers["Location"] = f"/events/{kept.id}"
    return kept


@router.get("/events", responses=refusals(422))
def list_events(
    sensor: Annotated[str | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query()] = None,
) -> Page:
    after = None
    if cursor is not None:
        try:
            at, number = bytes.fromhex(cursor).decode("ascii").split("/")
            after = (float(at), int(number))
        except ValueError:
            raise RequestValidationError([{"loc": ("query", "cursor"), "msg": "unreadable"}]) from None
    found = database.read(sensor, limit + 1, after)
    if len(found) <= limit:
        return Page(items=found, next=None)
    last = found[limit - 1]
    return Page(items=found[:limit], next=f"{last.at.timestamp()!r}/{last.id}".encode().hex())


@router.get("/events/{event_id}", responses=refusals(404, 422))
def get_event(event_id: int) -> Event:
    found = database.find(event_id)
    if found is None:
        raise HTTPException(404, "No such event.")
    return found


app.include_router(router)
