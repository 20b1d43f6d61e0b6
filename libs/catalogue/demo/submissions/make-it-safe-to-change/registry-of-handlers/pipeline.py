"""Reads a log, turns lines into records with a registry of parsers, and gives the records to consumers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Kind(Enum):
    PICKUP = "picked up"
    SCAN = "in transit"
    DROP = "delivered"
    RETURN = "returned"


class InvalidRecordError(ValueError):
    pass


@dataclass(frozen=True, slots=True, order=True)
class Record:
    time: datetime
    sequence: int
    kind: Kind
    parcel: str
    payload: str | float


class Consumer(ABC):
    @abstractmethod
    def consume(self, record: Record) -> None: ...


PayloadParser = Callable[[str], str | float]
_REGISTRY: dict[Kind, tuple[str, PayloadParser]] = {}


def register(kind: Kind, field: str) -> Callable[[PayloadParser], PayloadParser]:
    def decorator(parser: PayloadParser) -> PayloadParser:
        _REGISTRY[kind] = (field, parser)
        return parser

    return decorator


@register(Kind.PICKUP, "weight")
def parse_weight(value: str) -> float:
    for suffix, factor in (("kg", 1.0), ("g", 1000.0)):
        if value.endswith(suffix):
            result = float(value[: -len(suffix)]) / factor
            if result > 0:
                return result
            break
    raise InvalidRecordError(f"invalid weight: {value}")


@register(Kind.SCAN, "depot")
@register(Kind.DROP, "signed")
@register(Kind.RETURN, "reason")
def parse_text(value: str) -> str:
    if value == "":
        raise InvalidRecordError("value must not be empty")
    return value


class RecordFactory:
    def create(self, line: str, sequence: int) -> Record:
        columns = line.split("|")
        if len(columns) < 3 or not columns[2]:
            raise InvalidRecordError("kind, time and parcel are mandatory")
        kind = self._kind(columns[0])
        time = datetime.strptime(columns[1], "%Y-%m-%dT%H:%M")
        fields = dict(self._field(column) for column in columns[3:])
        name, parser = _REGISTRY[kind]
        if name not in fields:
            raise InvalidRecordError(f"field {name} is mandatory for {kind.name}")
        return Record(time, sequence, kind, columns[2], parser(fields[name]))

    @staticmethod
    def _kind(name: str) -> Kind:
        if name not in Kind.__members__:
            raise InvalidRecordError(f"unknown kind {name}")
        return Kind[name]

    @staticmethod
    def _field(column: str) -> tuple[str, str]:
        if "=" not in column:
            raise InvalidRecordError(f"malformed field {column}")
        name, value = column.split("=", 1)
        return name, value


class Pipeline:
    def __init__(self, strict: bool = False, factory: RecordFactory | None = None) -> None:
        self._strict = strict
        self._factory = factory or RecordFactory()
        self._consumers: list[Consumer] = []

    def add_consumer(self, consumer: Consumer) -> Pipeline:
        self._consumers.append(consumer)
        return self

    def run(self, path: str) -> list[int]:
        """Gives all records to all consumers and returns the numbers of invalid lines."""
        records: list[Record] = []
        invalid: list[int] = []
        with open(path, encoding="utf-8") as file:
            for number, raw in enumerate(file, start=1):
                line = raw.strip()
                if not line or line.startswith("#"):
                    continue
                try:
                    records.append(self._factory.create(line, number))
                except ValueError as error:
                    if self._strict:
                        raise InvalidRecordError(f"line {number}: {error}") from error
                    invalid.append(number)
        for record in sorted(records, key=lambda record: (record.time, record.sequence)):
            for consumer in self._consumers:
                consumer.consume(record)
        return invalid
