"""Values on the wire: only exact built-in and a few exact standard-library types are copied; all else travels as a handle.

The receiver never builds a class from a name, never evaluates and never unpickles. Scalars travel as JSON scalars, everything
else as `[tag, …]`. Both ends share this file; what an object that is not plain becomes is the business of the codec's owner
(`export` when sending, `adopt` when receiving).
"""

import base64
import collections
import datetime
import decimal
import enum
import fractions
import math
import pathlib
import uuid
import zoneinfo

from .wire import Malformed

DEPTH_CAP = 60
NODE_CAP = 200_000
#: Most numbers in a message whose hashes anybody can make collide: a set of very many of those would take for ever to build.
CRAFTED_CAP = 10_000
SMALL_RANGE = 10_000
_SAFE_INT = 1 << 60


class Unsendable(Exception):
    """A value that is too deep or has too many parts to travel."""


class NamedTuple(tuple):
    """A rebuilt named tuple: equal to plain tuples as named tuples are; further attributes are asked of its owner."""

    def __new__(cls, items, type_name, fields, handle):
        made = super().__new__(cls, items)
        made.__dict__.update(_type_name=type_name, _fields=fields, _handle=handle)
        return made

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name in self._fields:
            return self[self._fields.index(name)]
        return getattr(self._handle, name)

    def __repr__(self):
        inner = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self))
        return f"{self._type_name}({inner})"


class EnumMember:
    """A rebuilt enum member: equal to the same member, and to a plain value where its class mixes in str or int."""

    __slots__ = ("type_name", "name", "value", "mixed", "handle", "__weakref__")

    def __init__(self, type_name, name, value, mixed, handle):
        self.type_name, self.name, self.value, self.mixed, self.handle = type_name, name, value, mixed, handle

    def _key(self):
        return self.type_name, self.name

    def __eq__(self, other):
        if isinstance(other, EnumMember):
            return self._key() == other._key()
        return self.mixed and type(other) in (str, int, float) and self.value == other

    def __lt__(self, other):
        if self.mixed:
            return self.value < (other.value if isinstance(other, EnumMember) else other)
        return self.handle < (other.handle if isinstance(other, EnumMember) else other)

    def __bool__(self):
        return bool(self.value) if self.mixed else True

    def __hash__(self):
        return hash(self.value) if self.mixed else hash(self._key())

    def __str__(self):
        return str(self.handle)

    def __repr__(self):
        return f"<{self.type_name}.{self.name}: {self.value!r}>"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.handle, name)


def _is_named_tuple(kind):
    fields = kind.__dict__.get("_fields")
    return (
        kind.__bases__ == (tuple,)
        and type(fields) is tuple
        and all(type(field) is str for field in fields)
        and kind.__eq__ is tuple.__eq__
        and kind.__iter__ is tuple.__iter__
    )


def _zone(tz):
    if tz is None:
        return None
    if type(tz) is datetime.timezone:
        return ["offset", tz.utcoffset(None).total_seconds()]
    if type(tz) is zoneinfo.ZoneInfo and tz.key:
        return ["zone", tz.key]
    raise Unsendable("a time zone that is neither a fixed offset nor a ZoneInfo")


def _built_zone(wire):
    if wire is None:
        return None
    kind, value = wire
    if kind == "offset":
        return datetime.timezone(datetime.timedelta(seconds=value))
    if kind == "zone" and type(value) is str and len(value) < 100:
        return zoneinfo.ZoneInfo(value)
    raise Malformed("an unknown time zone")


class Codec:
    """Encodes and decodes one message; `owner` exports and adopts what is not plain."""

    def __init__(self, owner, nested=0):
        self._owner = owner
        self._nested = nested
        self._nodes = 0
        self._crafted = 0

    # Sending -------------------------------------------------------------------------------------------------------

    def encode(self, value, depth=0):
        self._nodes += 1
        if depth > DEPTH_CAP or self._nodes > NODE_CAP:
            raise Unsendable("the value is nested too deeply or has too many parts")
        kind = type(value)
        if kind in _CRAFTABLE_TYPES or (kind in (int, float) and not -_SAFE_INT < value < _SAFE_INT):
            self._count_crafted(Unsendable)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            return value if -_SAFE_INT < value < _SAFE_INT else ["i", hex(value)]
        if kind is float:
            return value if math.isfinite(value) else ["f", repr(value)]
        if kind is type and value in _TYPE_NAMES:
            return ["ty", _TYPE_NAMES[value]]
        write = _WRITERS.get(kind)
        if write is not None:
            return write(self, value, depth + 1)
        if isinstance(value, pathlib.PurePath) and kind.__module__.startswith("pathlib"):
            return ["path", str(value)]
        if isinstance(kind, enum.EnumMeta) and kind.__dict__.get("__eq__") is None:
            mixed = isinstance(value, (str, int, float))
            return ["en", kind.__qualname__, value._name_ or str(value._value_), self.encode(value._value_, depth + 1), mixed, self._owner.export(value)]
        if isinstance(value, tuple) and _is_named_tuple(kind):
            return ["nt", kind.__name__, list(kind._fields), self._all(tuple.__iter__(value), depth + 1), self._owner.export(value)]
        if isinstance(value, BaseException):
            return self._owner.describe(value, self._nested)
        return self._owner.export(value)

    def _all(self, values, depth):
        return [self.encode(value, depth) for value in values]

    def _pairs(self, mapping, depth):
        return [[self.encode(key, depth), self.encode(value, depth)] for key, value in dict.items(mapping)]

    # Receiving -----------------------------------------------------------------------------------------------------

    def decode(self, wire, depth=0):
        self._nodes += 1
        if depth > DEPTH_CAP or self._nodes > NODE_CAP:
            raise Malformed("a value is nested too deeply or has too many parts")
        if wire is None or type(wire) in (bool, int, float, str):
            if type(wire) in (int, float) and not -_SAFE_INT < wire < _SAFE_INT:
                self._count_crafted(Malformed)
            return wire
        if type(wire) is not list or not wire or type(wire[0]) is not str:
            raise Malformed("a value has no known shape")
        read = _READERS.get(wire[0])
        if wire[0] in _CRAFTABLE:
            self._count_crafted(Malformed)
        try:
            if read is not None:
                return read(self, wire, depth + 1)
            return self._owner.adopt(wire, lambda inner: self.decode(inner, depth + 1))
        except Malformed:
            raise
        except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError, MemoryError) as error:
            raise Malformed(f"a value tagged {wire[0][:20]} cannot be rebuilt") from error

    def _count_crafted(self, error):
        self._crafted += 1
        if self._crafted > CRAFTED_CAP:
            raise error("a value has more very large or decimal numbers than are taken")

    def _items(self, wires, depth):
        if type(wires) is not list:
            raise Malformed("a list of values was expected")
        return [self.decode(wire, depth) for wire in wires]

    # Sets and mappings grow item by item: whoever makes hashes collide must not keep the alarm of the wall clock waiting.

    def _set(self, wires, depth):
        made = set()
        for item in self._items(wires, depth):
            made.add(item)
        return made

    def _mapping(self, made, wires, depth):
        for key, value in wires:
            made[self.decode(key, depth)] = self.decode(value, depth)
        return made


def _named_tuple(codec, wire, depth):
    _, name, fields, items, handle = wire
    values = codec._items(items, depth)
    if type(name) is not str or len(fields) != len(values) or not all(type(field) is str for field in fields):
        raise Malformed("a named tuple whose fields and values differ")
    return NamedTuple(values, name[:100], tuple(fields), codec.decode(handle, depth))


def _enum_member(codec, wire, depth):
    _, type_name, name, value, mixed, handle = wire
    plain = codec.decode(value, depth)
    if type(type_name) is not str or type(name) is not str or type(mixed) is not bool:
        raise Malformed("an enum member without names")
    if mixed and type(plain) not in (str, int, float, bool):
        raise Malformed("an enum member whose value is not what its class mixes in")
    owner = codec.decode(handle, depth)
    if owner._likeness is None:
        # One likeness per member, so that `is` works as it does for enums.
        object.__setattr__(owner, "_likeness", EnumMember(type_name[:100], name[:100], plain, mixed, owner))
    return owner._likeness


_WRITERS = {
    list: lambda c, v, d: ["l", c._all(v, d)],
    tuple: lambda c, v, d: ["t", c._all(v, d)],
    set: lambda c, v, d: ["s", c._all(v, d)],
    frozenset: lambda c, v, d: ["fs", c._all(v, d)],
    dict: lambda c, v, d: ["d", c._pairs(v, d)],
    collections.OrderedDict: lambda c, v, d: ["od", c._pairs(v, d)],
    collections.defaultdict: lambda c, v, d: ["dd", c._pairs(v, d)],
    collections.Counter: lambda c, v, d: ["cn", c._pairs(v, d)],
    collections.deque: lambda c, v, d: ["dq", v.maxlen, c._all(v, d)],
    bytes: lambda c, v, d: ["b", base64.b64encode(v).decode("ascii")],
    bytearray: lambda c, v, d: ["ba", base64.b64encode(v).decode("ascii")],
    complex: lambda c, v, d: ["c", repr(v.real), repr(v.imag)],
    range: lambda c, v, d: ["ra", v.start, v.stop, v.step] if len(v) <= SMALL_RANGE else c._owner.export(v),
    slice: lambda c, v, d: ["sl", *c._all((v.start, v.stop, v.step), d)],
    type(...): lambda c, v, d: ["k", "..."],
    type(NotImplemented): lambda c, v, d: ["k", "NotImplemented"],
    decimal.Decimal: lambda c, v, d: ["de", str(v)],
    fractions.Fraction: lambda c, v, d: ["fr", c.encode(v.numerator, d), c.encode(v.denominator, d)],
    uuid.UUID: lambda c, v, d: ["u", v.hex],
    datetime.datetime: lambda c, v, d: ["dt", v.replace(tzinfo=None).isoformat(), v.fold, _zone(v.tzinfo)],
    datetime.date: lambda c, v, d: ["da", v.isoformat()],
    datetime.time: lambda c, v, d: ["ti", v.replace(tzinfo=None).isoformat(), v.fold, _zone(v.tzinfo)],
    datetime.timedelta: lambda c, v, d: ["td", v.days, v.seconds, v.microseconds],
    datetime.timezone: lambda c, v, d: ["tz", _zone(v)],
    zoneinfo.ZoneInfo: lambda c, v, d: ["tz", _zone(v)],
}

_CRAFTABLE = frozenset(("i", "de", "fr", "c"))
_CRAFTABLE_TYPES = frozenset((decimal.Decimal, fractions.Fraction, complex))
_READERS = {
    "i": lambda c, w, d: int(w[1], 16),
    "f": lambda c, w, d: {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[w[1]],
    "l": lambda c, w, d: c._items(w[1], d),
    "t": lambda c, w, d: tuple(c._items(w[1], d)),
    "s": lambda c, w, d: c._set(w[1], d),
    "fs": lambda c, w, d: frozenset(c._set(w[1], d)),
    "d": lambda c, w, d: c._mapping({}, w[1], d),
    "od": lambda c, w, d: c._mapping(collections.OrderedDict(), w[1], d),
    "dd": lambda c, w, d: c._mapping(collections.defaultdict(None), w[1], d),
    "cn": lambda c, w, d: c._mapping(collections.Counter(), w[1], d),
    "dq": lambda c, w, d: collections.deque(c._items(w[2], d), w[1]),
    "b": lambda c, w, d: base64.b64decode(w[1], validate=True),
    "ba": lambda c, w, d: bytearray(base64.b64decode(w[1], validate=True)),
    "c": lambda c, w, d: complex(float(w[1]), float(w[2])),
    "ra": lambda c, w, d: _small_range(w),
    "sl": lambda c, w, d: slice(*c._items(w[1:4], d)),
    "k": lambda c, w, d: {"...": ..., "NotImplemented": NotImplemented}[w[1]],
    "de": lambda c, w, d: decimal.Decimal(w[1]),
    "fr": lambda c, w, d: fractions.Fraction(c.decode(w[1], d), c.decode(w[2], d)),
    "u": lambda c, w, d: uuid.UUID(hex=w[1]),
    "dt": lambda c, w, d: datetime.datetime.fromisoformat(w[1]).replace(fold=w[2], tzinfo=_built_zone(w[3])),
    "da": lambda c, w, d: datetime.date.fromisoformat(w[1]),
    "ti": lambda c, w, d: datetime.time.fromisoformat(w[1]).replace(fold=w[2], tzinfo=_built_zone(w[3])),
    "td": lambda c, w, d: datetime.timedelta(w[1], w[2], w[3]),
    "tz": lambda c, w, d: _built_zone(w[1]),
    "ty": lambda c, w, d: _TYPES[w[1]],
    "path": lambda c, w, d: pathlib.PosixPath(w[1]),
    "nt": _named_tuple,
    "en": _enum_member,
}


_TYPES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        *(bool, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, object, type, type(None), range),
        *(datetime.datetime, datetime.date, datetime.time, datetime.timedelta, decimal.Decimal, fractions.Fraction, uuid.UUID),
        *(collections.OrderedDict, collections.defaultdict, collections.Counter, collections.deque),
    )
}
_TYPE_NAMES = {kind: name for name, kind in _TYPES.items()}


def _small_range(wire):
    made = range(wire[1], wire[2], wire[3])
    if len(made) > SMALL_RANGE:
        raise Malformed("a range that is too long to be copied")
    return made
