"""Exceptions on the wire, and the errors of the runner itself.

An exception arrives as names, text and plain arguments. The receiver raises the real class where it is one of Python's own
(built in, or of an allow-listed standard module); else a local class of the same name over the nearest such base. Attributes
of a custom exception are asked of its owner.
"""

import builtins
import importlib

from .wire import Malformed

TEXT_CAP = 4_000
CHAIN_CAP = 3
#: Generations, and members in all, of a described family of classes.
DEPTH_CAP, FAMILY_CAP = 8, 40
_STANDARD = frozenset(
    "asyncio asyncio.exceptions asyncio.queues asyncio.timeouts binascii concurrent.futures concurrent.futures._base configparser"
    " csv _csv dataclasses datetime decimal email.errors fractions functools graphlib http.client ipaddress json json.decoder"
    " pickle _pickle queue _queue re re._constants socket sqlite3 ssl statistics string struct _struct subprocess tarfile tomllib"
    " urllib.error uuid xml.etree.ElementTree zipfile zlib zoneinfo zoneinfo._common pathlib inspect contextlib locale".split()
)
#: Raising these in the grader would steer pytest itself.
_NEVER_REAL = (KeyboardInterrupt, GeneratorExit)


class Verdictless(BaseException):
    """Ends a test for a reason that is not the test's: `pytest.raises(Exception)` cannot swallow it. `outcome` is the case's."""

    outcome = "crashed"


class CandidateTimeout(Verdictless):
    outcome = "time-limit"


class CandidateGone(Verdictless):
    def __init__(self, message, outcome="crashed"):
        super().__init__(message)
        self.outcome = outcome


class LoadError(Verdictless):
    """The candidate's modules cannot be imported."""


class ProtocolViolation(Verdictless):
    """The candidate's side sent what the runner never sends."""


class NotSupported(Verdictless):
    """A value or an operation that cannot cross between tests and solution."""

    outcome = "failed"


class OwnedElsewhere:
    """Mixed into local classes of custom exceptions: what is not here is asked of the exception's owner."""

    _handle = None
    _text = ""

    def __getattr__(self, name):
        if name.startswith("__") or self._handle is None:
            raise AttributeError(name)
        return getattr(self._handle, name)

    def __str__(self):
        return self._text


def real_class(module, name):
    """The class itself, if it is one of Python's own exceptions; else None."""
    if module == "builtins":
        found = getattr(builtins, name, None)
    elif module in _STANDARD:
        try:
            found = getattr(importlib.import_module(module), name, None)
        except ImportError:
            return None
    else:
        return None
    if not (isinstance(found, type) and issubclass(found, BaseException)) or issubclass(found, _NEVER_REAL):
        return None
    return found


def describe_class(kind, depth=0):
    """`[module, name, [bases…]]`. Built-in classes need no bases, and very deep families lose their oldest members."""
    module = str(kind.__module__)
    bases = [] if module == "builtins" or depth > DEPTH_CAP else [base for base in kind.__bases__ if issubclass(base, BaseException)]
    return [module, kind.__qualname__, [describe_class(base, depth + 1) for base in bases]]


def describe(error, codec, export, origin, depth=0):
    """An exception as wire. `export(error)` gives it an id; `origin(error)` is its id at the receiver if it came from there.

    At `depth` CHAIN_CAP, counted over causes and arguments alike, it is told without those: they may lead in circles.
    """
    try:
        text = str(error)
    except BaseException:  # the text is candidate code
        text = "(this exception cannot be shown)"
    try:
        args = codec.encode(tuple(error.args), 40) if type(error.args) is tuple and depth < CHAIN_CAP else None
    except BaseException:
        args = None
    cause = error.__cause__
    return [
        "e",
        describe_class(type(error)),
        text[:TEXT_CAP],
        args,
        export(error),
        origin(error),
        describe(cause, codec, export, origin, depth + 1) if isinstance(cause, BaseException) and depth < CHAIN_CAP else None,
    ]


class LocalClasses:
    """One local class per custom exception class of the other side, made once per run so that `raises` recognises it."""

    def __init__(self):
        self._made = {}

    def resolve(self, described):
        return self._resolve(described, [0])

    def _resolve(self, described, seen):
        seen[0] += 1
        if type(described) is not list or len(described) != 3 or type(described[2]) is not list or seen[0] > FAMILY_CAP:
            raise Malformed("an exception class has no known shape")
        module, name, bases = described
        if not all(type(part) is str and len(part) <= 200 for part in (module, name)):
            raise Malformed("an exception class without a name")
        found = real_class(module, name)
        if found is not None:
            return found
        parents = tuple(self._resolve(base, seen) for base in bases) or (BaseException,)
        key = (module, name, parents)
        if key not in self._made:
            self._made[key] = self._make(module, name, parents)
        return self._made[key]

    def _make(self, module, name, parents):
        owned = any(issubclass(parent, OwnedElsewhere) for parent in parents)
        try:
            return type(name.rpartition(".")[2], parents if owned else (OwnedElsewhere, *parents), {"__module__": module})
        except TypeError as error:
            raise Malformed("an exception class that cannot exist") from error


def rebuild(wire, classes, decode, adopt, original):
    """The local exception for a wire description. `original(id)` returns the receiver's own exception that came back."""
    if type(wire) is not list or len(wire) != 7 or wire[0] != "e" or type(wire[2]) is not str:
        raise Malformed("an exception has no known shape")
    _, described, text, args, handle, origin, cause = wire
    if not all(ident is None or type(ident) is int for ident in (handle, origin)):
        raise Malformed("an exception with a handle that is none")
    if origin is not None:
        found = original(origin)
        if not isinstance(found, BaseException):
            raise Malformed("an exception that came back is none")
        return found
    kind = classes.resolve(described)
    values = decode(args) if args is not None else (text,)
    if type(values) is not tuple:
        raise Malformed("an exception's arguments are not a tuple")
    made = _instance(kind, values, text)
    if isinstance(made, OwnedElsewhere):
        made._text = text[:TEXT_CAP]
    if handle is not None:
        made._handle = adopt(handle)
    if cause is not None:
        made.__cause__ = rebuild(cause, classes, decode, adopt, original)
    return made


def _instance(kind, values, text):
    if not issubclass(kind, OwnedElsewhere):
        try:
            return kind(*values)
        except Exception:
            values = (text,)
    # A group has members, even one that was told without them.
    for arguments in (values, (), (text, [Exception("not told")])):
        try:
            made = kind.__new__(kind, *arguments)
        except Exception:
            continue
        if not isinstance(made, BaseExceptionGroup):
            made.args = values
        return made
    raise Malformed("an exception that cannot be made")
