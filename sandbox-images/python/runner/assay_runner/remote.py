"""Operations on objects that live on the other side: how a handle offers them and how its owner performs them."""

import operator

from .failures import NotSupported

MISSING = object()

#: What an owner does for each operation. Reflected forms are asked of the right operand's owner.
PERFORM = {
    "len": len,
    "iter": iter,
    "next": next,
    "hash": hash,
    "repr": repr,
    "str": str,
    "bool": bool,
    "int": int,
    "float": float,
    "index": operator.index,
    "reversed": reversed,
    "round": round,
    "format": format,
    "neg": operator.neg,
    "pos": operator.pos,
    "abs": abs,
    "invert": operator.invert,
    "contains": operator.contains,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "enter": lambda item: type(item).__enter__(item),
    "exit": lambda item, error: type(item).__exit__(item, type(error) if error else None, error, None),
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "dir": lambda item: [name for name in dir(item) if isinstance(name, str)],
}
_ARITHMETIC = "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split()
for _name in _ARITHMETIC:
    _perform = getattr(operator, f"{_name}_" if _name in ("and", "or") else _name)
    PERFORM[_name] = _perform
    PERFORM["r" + _name] = lambda item, other, _perform=_perform: _perform(other, item)
    PERFORM["i" + _name] = getattr(operator, f"i{_name}")

#: Operations whose answer must be of exactly this type: an object that only pretends to be one decides nothing.
_EXACT = {"len": int, "hash": int, "repr": str, "str": str, "bool": bool, "int": int, "float": float, "index": int, "format": str}
#: pytest looks at every object that a test file imports, whether it is a mock.
_NEVER_ASKED = frozenset(("_mock_name",))
_TRUTH = frozenset("contains eq ne lt le gt ge".split())


class Remote:
    # An object of the other side. Every operation is asked of its owner, even its docstring; the owner alone has the object.

    __slots__ = ("_peer", "_target", "_count", "_test", "_likeness", "__weakref__")

    __doc__ = property(lambda self: self._peer.request("get", self, "__doc__"))

    def __init__(self, peer, target):
        object.__setattr__(self, "_peer", peer)
        object.__setattr__(self, "_target", target)
        object.__setattr__(self, "_count", 1)
        object.__setattr__(self, "_test", peer.test_number)
        object.__setattr__(self, "_likeness", None)

    def __call__(self, *args, **kwargs):
        return self._peer.request("call", self, args, kwargs)

    def __getattr__(self, name):
        if name in _NEVER_ASKED or (name.startswith("__") and name.endswith("__") and name not in ("__name__", "__qualname__", "__annotations__")):
            raise AttributeError(name)
        return self._peer.request("get", self, name)

    def __setattr__(self, name, value):
        self._peer.request("set", self, name, value)

    def __delattr__(self, name):
        self._peer.request("del", self, name)

    def __del__(self):
        try:
            self._peer.dropped(self)
        except AttributeError:
            return

    def __dir__(self):
        return operate(self, "dir")

    def __exit__(self, kind, error, trace):
        return operate(self, "exit", error)

    def __instancecheck__(self, item):
        return self._peer.is_instance(item, self)

    def __subclasscheck__(self, item):
        return self._peer.is_subclass(item, self)

    def __mro_entries__(self, bases):
        raise NotSupported("a test cannot derive a class from the solution's: the class lives in another process")

    def __await__(self):
        return self._peer.awaited(self).__await__()

    def __aiter__(self):
        return self._peer.request("op", "aiter", self, ())

    def __anext__(self):
        return self._peer.request_async("anext", self)

    def __aenter__(self):
        return self._peer.request_async("aenter", self)

    def __aexit__(self, kind, error, trace):
        return self._peer.request_async("aexit", self, error)

    def __copy__(self):
        raise NotSupported("an object of the solution cannot be copied from a test")

    def __deepcopy__(self, memo):
        raise NotSupported("an object of the solution cannot be copied from a test")

    def __reduce_ex__(self, protocol):
        raise NotSupported("an object of the solution cannot be pickled from a test")


def operate(item, name, *args):
    answer = item._peer.request("op", name, item, args)
    expected = bool if name in _TRUTH else _EXACT.get(name)
    if expected is not None and type(answer) is not expected:
        raise TypeError(f"{name} of an object of the solution gave something that is no {expected.__name__}")
    return answer


def _equal(self, other):
    """Two handles: their owner decides. A handle never equals a plain value, whatever the object says of itself."""
    if self is other:
        return True
    if isinstance(other, Remote):
        return operate(self, "eq", other)
    return NotImplemented


def _unequal(self, other):
    if isinstance(other, Remote):
        return operate(self, "ne", other)
    return NotImplemented


def _offer(name):
    def method(self, *args):
        return operate(self, name, *args)

    method.__name__ = f"__{name}__"
    return method


Remote.__eq__ = _equal
Remote.__ne__ = _unequal
for _name in PERFORM:
    if _name not in ("eq", "ne", "exit", "dir"):
        setattr(Remote, f"__{_name}__", _offer(_name))
