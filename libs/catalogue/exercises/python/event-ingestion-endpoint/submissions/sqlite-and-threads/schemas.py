import math
from datetime import datetime
from enum import Enum

from fastapi import Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator, model_validator


class Kind(str, Enum):
    OPENED = "opened"
    CLOSED = "closed"
    TEMPERATURE = "temperature"


class NewEvent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    sensor: str = Field(min_length=1, max_length=40, pattern="^[a-z0-9-]+$")
    kind: Kind
    at: AwareDatetime
    value: float | None = None

    @field_validator("at", mode="before")
    @classmethod
    def is_a_text_of_a_time(cls, value: object) -> object:
        if isinstance(value, str) and "T" in value:
            return value
        raise ValueError("not a date, a time and an offset")

    @field_validator("value", mode="before")
    @classmethod
    def is_a_number(cls, value: object) -> object:
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)):
            return value
        raise ValueError("not a finite number")

    @model_validator(mode="after")
    def fits_the_kind(self) -> "NewEvent":
        if self.kind is Kind.TEMPERATURE and self.value is None:
            raise ValueError("a temperature needs a value")
        if self.kind is not Kind.TEMPERATURE and self.value is not None:
            raise ValueError("only temperatures have a value")
        return self


class Event(BaseModel):
    id: int
    sensor: str
    kind: Kind
    at: datetime
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


NAMES = {
    404: "not-found",
    405: "method-not-allowed",
    409: "key-reused",
    413: "too-large",
    422: "invalid",
    429: "over-quota",
}


def problem_answer(status: int, detail: str, wrong: list[Wrong] | None = None) -> Response:
    name = NAMES[status]
    title = name.replace("-", " ").capitalize()
    problem = Problem(type=f"/problems/{name}", title=title, status=status, detail=detail, errors=wrong or [])
    return Response(problem.model_dump_json(), status, media_type="application/problem+json")
