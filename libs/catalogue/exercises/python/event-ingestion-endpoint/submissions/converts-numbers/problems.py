"""Every answer that is no success: one shape, made here alone."""

from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as AnyHTTPException

from models import FieldError, Problem

KINDS = {
    404: ("not-found", "There is nothing here"),
    405: ("method-not-allowed", "This cannot be done here"),
    409: ("key-reused", "The key belongs to another event"),
    413: ("too-large", "The body is too large"),
    422: ("invalid", "The request does not keep to the contract"),
    429: ("over-quota", "The sensor sends too many events"),
}


class Refusal(HTTPException):
    """Answered as the problem of this status."""

    def __init__(self, status: int, detail: str, errors: list[FieldError] | None = None) -> None:
        super().__init__(status, detail)
        self.errors = errors or []


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For a route's `responses`."""
    return {status: {"model": Problem, "description": KINDS[status][1]} for status in statuses}


def install(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [FieldError(field=_field(found["loc"]), message=found["msg"]) for found in error.errors()]
        return _answer(_invalid_request(errors))

    @app.exception_handler(AnyHTTPException)
    async def _refused(request: Request, error: AnyHTTPException) -> JSONResponse:
        if error.status_code == 400:  # This is how FastAPI says that it could not decode a body.
            error = _invalid_request([FieldError(field="body", message=error.detail)])
        return _answer(error)


def _invalid_request(errors: list[FieldError]) -> Refusal:
    return Refusal(422, "Look at errors.", errors)


def _field(location: tuple[int | str, ...]) -> str:
    """`("body", "sensor")` is the field `sensor`; `("body",)` and `("body", 17)`, a place in the text, are the body as a whole."""
    return [part for part in location if isinstance(part, str)][-1]


def _answer(error: AnyHTTPException) -> JSONResponse:
    kind, title = KINDS[error.status_code]
    errors = error.errors if isinstance(error, Refusal) else []
    problem = Problem(
        type=f"/problems/{kind}", title=title, status=error.status_code, detail=error.detail, errors=errors
    )
    return JSONResponse(problem.model_dump(), error.status_code, error.headers, "application/problem+json")
