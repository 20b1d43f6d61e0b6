"""What the tests let the solution have: functions, iterators, and instances of their own classes, each until the test ends."""

import asyncio
import collections.abc
import functools
import io
import types

from .failures import NotSupported, Verdictless
from .peer import Peer, is_coroutine_function, perform_plain

_FUNCTIONS = (types.FunctionType, types.MethodType, types.BuiltinFunctionType, functools.partial, type)
_ITERATORS = (collections.abc.Iterator, collections.abc.AsyncIterator)


class Lender(Peer):
    """Nothing is called or computed on this side but with an object that a test lent."""

    def __init__(self):
        super().__init__()
        self._own_modules = set()

    def trust_modules(self, names):
        """Modules of the tests: instances of their classes may be lent to the candidate."""
        self._own_modules.update(names)

    def kind_of(self, item):
        if asyncio.iscoroutine(item):
            return "coroutine"
        if isinstance(item, _FUNCTIONS):
            return "async-function" if is_coroutine_function(item) else "function"
        if isinstance(item, _ITERATORS) or self._is_lendable(item):
            return "object"
        raise NotSupported(
            f"A test cannot give the solution an object of type {type(item).__name__}: plain values, functions, iterators and"
            " instances of the test file's own classes can be given."
        )

    def _is_lendable(self, item):
        return type(item).__module__ in self._own_modules or isinstance(item, (io.StringIO, io.BytesIO))

    def describe(self, error, nested=0):
        if isinstance(error, AssertionError):
            error = AssertionError("an assertion of the test failed")
        return super().describe(error, nested)

    # What the candidate asks of the tests ---------------------------------------------------------------------------

    def must_propagate(self, error):
        return isinstance(error, (Verdictless, KeyboardInterrupt))

    def perform(self, op, *args):
        """Nothing is called or computed on this side but with an object that a test lent."""
        self._require_lent(args[1] if op == "op" else args[0])
        if op == "get":
            item, name = args
            if not self._is_lendable(item) or type(name) is not str or name.startswith("_"):
                raise AttributeError(name)
            return self._lent(getattr(item, name))
        if op == "set":
            item, name, value = args
            if name not in getattr(type(item), "__assay_writable__", ()):
                raise AttributeError(f"{name} of an object of the tests cannot be set")
            return setattr(item, name, value)
        if op == "call" or (op == "op" and args[0] != "dir"):
            return self._lent(perform_plain(op, *args))
        raise TypeError(f"an object of the tests does not offer {op}")

    async def perform_async(self, op, target, *args):
        self._require_lent(target)
        return await super().perform_async(op, target, *args)

    def _require_lent(self, item):
        if id(item) not in self._ids:
            raise TypeError("the tests perform nothing with what they did not lend")

    def _lent(self, value):
        if isinstance(value, (types.ModuleType, types.FrameType, types.CodeType)):
            raise AttributeError("not offered")
        return value

    def serve_async(self, ident, op, wired):
        answer = self.answer_async(ident, op, wired)
        try:
            asyncio.get_running_loop().create_task(answer)
        except RuntimeError:
            asyncio.run(answer)
