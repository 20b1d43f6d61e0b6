"""What goes in and out, as the contract has it."""

import re
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from store import StoredEvent


def _dated(value: object) -> object:
    """Text that begins with a year. Pydantic alone would take a count of seconds for a time, in quotes or not."""
    if not isinstance(value, str) or not re.match(r"\d{4}-", value):
        raise ValueError("Give a date, a time and a UTC offset.")
    return value


class NewEvent(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sensor: Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9-]+$")]
    kind: Literal["opened", "closed", "temperature"]
    at: Annotated[AwareDatetime, BeforeValidator(_dated)]
    value: Annotated[float, Field(strict=True, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _value_belongs_to_temperature(self) -> Self:
        if (self.kind == "temperature") != (self.value is not None):
            raise ValueError("A temperature has a value, and nothing else has one.")
        return self

    @property
    def minute(self) -> float:
        """The UTC minute in which it happened, counted from the epoch."""
        return self.at.timestamp() // 60


class Event(BaseModel):
    id: int
    sensor: str
    kind: str
    at: AwareDatetime
    value: float | None

    @classmethod
    def of(cls, stored: StoredEvent) -> Self:
        return cls(id=stored.id, sensor=stored.sensor, kind=stored.kind, at=stored.at, value=stored.value)


class Page(BaseModel):
    items: list[Event]
    next: str | None


class FieldError(BaseModel):
    field: str
    message: str


class Problem(BaseModel):
    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError]
