"""One end of the conversation between tests and solution: both ends call, are called back, and hold handles of each other.

Messages: `[0, id, op, args]` asks, `[1, id, value]` answers, `[2, id, exception]` answers with an exception, `[3, ids]` gives
handles back, `[4, id]` cancels what was awaited, `[5]` ends the validity of every handle. While an end waits for its answer it serves what the other asks, so calls nest.
Whoever waits reads: any thread may ask, one at a time takes frames off the link.
"""

import asyncio
import contextvars
import inspect
import threading

from . import failures
from . import wire
from .remote import PERFORM, Remote
from .values import Codec, EnumMember, NamedTuple, Unsendable

ASK, ANSWER, RAISE, DROP, CANCEL, FORGET = range(6)
_LENGTHS = {ASK: 4, ANSWER: 3, RAISE: 3, DROP: 2, CANCEL: 2, FORGET: 1}
ASYNC_OPS = frozenset(("await", "anext", "aenter", "aexit", "acall"))


class Peer:
    """Subclasses say how frames travel (`send`, `receive`, `link_fd`), what may be exported and what handles become."""

    link_fd = -1
    #: Counts tests: a handle is valid in the test that received it.
    test_number = 0

    def __init__(self):
        self.classes = failures.LocalClasses()
        self._lock = threading.Condition()
        self._reading = False
        self._next_id = 0
        self._answers = {}
        self._futures = {}
        self._watched = set()
        self._tasks = {}
        self._drops = []
        self.forget()

    def forget(self):
        """Let go of every object that the other side could name."""
        self._objects = {}
        self._ids = {}
        self._next_object = getattr(self, "_next_object", 0)

    # What travels --------------------------------------------------------------------------------------------------

    def send(self, payload):
        raise NotImplementedError

    def receive(self):
        """The next message for this end, parsed, or None if what arrived was not for it."""
        raise NotImplementedError

    def kind_of(self, item):
        """What sort of object is exported; raises NotSupported where it must not leave."""
        raise NotImplementedError

    def wrap(self, kind, target, name):
        """The local stand-in for an object of the other side."""
        raise NotImplementedError

    def export(self, item):
        if isinstance(item, Remote):
            return ["m", self.target_of(item)]
        known = self._remote_of(item)
        if known is not None:
            return ["m", known]
        kind = self.kind_of(item)
        return ["h", self.remember(item), kind, str(getattr(item, "__name__", ""))[:100]]

    def target_of(self, item):
        return item._target

    def _remote_of(self, item):
        """The target of what is only a rebuilt likeness of an object of the other side."""
        if isinstance(item, NamedTuple):
            return item._handle._target
        return item.handle._target if isinstance(item, EnumMember) else None

    def remember(self, item):
        ident = self._ids.get(id(item))
        if ident is None:
            self._next_object += 1
            ident = self._next_object
            self._ids[id(item)] = ident
            self._objects[ident] = [item, 0]
        self._objects[ident][1] += 1
        return ident

    def describe(self, error, nested=0):
        """An exception as wire; `nested` counts the exceptions in whose arguments it was found."""
        return failures.describe(error, Codec(self, nested + 1), self.remember, lambda e: getattr(e, "_assay_origin", None), nested)

    def adopt(self, wired, decode):
        tag = wired[0]
        if tag == "h" and len(wired) == 4 and type(wired[1]) is int and type(wired[2]) is str and type(wired[3]) is str:
            return self.wrap(wired[2], wired[1], wired[3])
        if tag == "m" and len(wired) == 2:
            return self.lookup(wired[1])
        if tag == "e":
            return self.rebuild(wired)
        raise wire.Malformed("a value has an unknown tag")

    def rebuild(self, wired):
        codec = Codec(self)
        try:
            made = failures.rebuild(wired, self.classes, codec.decode, lambda ident: self.wrap("object", ident, ""), self.lookup)
        except wire.Malformed:
            raise
        except Exception as error:
            raise wire.Malformed("an exception cannot be rebuilt") from error
        if wired[4] is not None and wired[5] is None:
            try:
                made._assay_origin = wired[4]
            except AttributeError:
                return made
        return made

    def lookup(self, ident):
        if type(ident) is not int or not 0 < ident <= self._next_object:
            raise wire.Malformed("a handle that was never given")
        found = self._objects.get(ident)
        if found is None:
            # A thread of the solution may be late without meaning any harm.
            raise ReferenceError("an object of an earlier test was used")
        return found[0]

    def dropped(self, item):
        """A stand-in is no longer used here."""
        raise NotImplementedError

    # Asking --------------------------------------------------------------------------------------------------------

    def _post(self, op, args):
        values = Codec(self).encode(list(args))
        with self._lock:
            self._next_id += 1
            ident = self._next_id
            if self._drops:
                drops, self._drops = self._drops, []
                self.send(wire.dump([DROP, drops]))
            self._send_message([ASK, ident, op, values])
        return ident

    def _send_message(self, message):
        payload = wire.dump(message)
        if len(payload) > wire.FRAME_CAP:
            raise Unsendable("the value is larger than 1 MB and cannot travel between tests and solution")
        self.send(payload)

    def request(self, op, *args):
        """Ask and wait, serving meanwhile."""
        return self._settle(self._wait(self._post(op, args)))

    async def request_async(self, op, *args):
        """Ask and await. Cancelling the wait cancels what is awaited on the other side, and waits for its answer."""
        loop = asyncio.get_running_loop()
        self._watch(loop)
        ident = self._post(op, args)
        future = self._expect(ident, loop)
        try:
            return self._settle(await future)
        except asyncio.CancelledError:
            if self._answers.pop(ident, None) is not None or not future.cancelled():
                raise
            future = self._expect(ident, loop)
            self.send(wire.dump([CANCEL, ident]))
            return self._settle(await future)
        finally:
            self._futures.pop(ident, None)

    def _expect(self, ident, loop):
        future = loop.create_future()
        self._futures[ident] = (loop, future)
        return future

    def _wait(self, ident):
        while True:
            with self._lock:
                if ident in self._answers:
                    return self._answers.pop(ident)
                reader = not self._reading
                if reader:
                    self._reading = True
                else:
                    self._lock.wait(0.05)
            if reader:
                self.take_one()

    def take_one(self):
        """Take one message off the link and act on it. The caller holds the reading role, which is given back before that may take
        long, and not earlier: whoever reads next must find every answer that was taken, or it waits for one that never comes.
        """
        question = None
        try:
            message = self.receive()
            if self.may_take_long(message):
                question = message
            elif message is not None:
                self.dispatch(message)
        finally:
            with self._lock:
                self._reading = False
                self._lock.notify_all()
        if question is not None:
            self.dispatch(question)

    def may_take_long(self, message):
        """Whether to act on a message is to run what somebody else wrote, which may ask in turn."""
        return type(message) is list and len(message) == _LENGTHS[ASK] and message[0] == ASK

    def _settle(self, answer):
        kind, value = answer
        if kind == ANSWER:
            return Codec(self).decode(value)
        raise self.rebuild(value)

    # Serving -------------------------------------------------------------------------------------------------------

    def dispatch(self, message):
        if type(message) is not list or not message or len(message) != _LENGTHS.get(message[0] if type(message[0]) is int else None):
            raise wire.Malformed("a message has no known shape")
        kind, ident = message[0], message[1] if len(message) > 1 else None
        if kind == DROP:
            self._let_go(ident)
        elif kind == FORGET:
            self.forget()
        elif type(ident) is not int:
            raise wire.Malformed("a message names no question")
        elif kind == ASK and type(message[2]) is str:
            self._serve(ident, message[2], message[3])
        elif kind in (ANSWER, RAISE):
            self._deliver(ident, (kind, message[2]))
        elif kind == CANCEL:
            self.cancel(ident)

    def cancel(self, ident):
        """Cancel what is awaited for the other side, from the loop in which that is done."""
        if ident in self._tasks:
            self._tasks[ident].cancel()

    def _deliver(self, ident, answer):
        waiting = self._futures.get(ident)
        if waiting is not None:
            loop, future = waiting
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._resolve, ident, future, answer)
            return
        with self._lock:
            if not 0 < ident <= self._next_id or ident in self._answers:
                raise wire.Malformed("an answer to a question that was not asked")
            self._answers[ident] = answer
            self._lock.notify_all()

    def _resolve(self, ident, future, answer):
        """In the loop of whoever waits. A wait that was cancelled meanwhile has a new future, or will look here before it makes one."""
        _, latest = self._futures.get(ident, (None, None))
        if latest is not None and not latest.done():
            latest.set_result(answer)
        elif latest is future and future.cancelled():
            self._answers[ident] = answer

    def _let_go(self, drops):
        if type(drops) is not list or not all(type(drop) is list and list(map(type, drop)) == [int, int] for drop in drops):
            raise wire.Malformed("a list of handles was expected")
        for ident, count in drops:
            held = self._objects.get(ident)
            if held is not None:
                held[1] -= count
                if held[1] <= 0:
                    del self._objects[ident]
                    del self._ids[id(held[0])]

    def _serve(self, ident, op, wired):
        if op in ASYNC_OPS:
            self.serve_async(ident, op, wired)
            return
        try:
            args = Codec(self).decode(wired)
            value = self.perform(op, *args)
            reply = [ANSWER, ident, Codec(self).encode(value)]
            payload = wire.dump(reply)
            if len(payload) > wire.FRAME_CAP:
                raise Unsendable("the value is larger than 1 MB and cannot travel between tests and solution")
        except (wire.Closed, wire.Malformed):
            raise
        except BaseException as error:
            if self.must_propagate(error):
                raise
            payload = self._failure(ident, error)
        with self._lock:
            self.send(payload)

    def _failure(self, ident, error):
        try:
            payload = wire.dump([RAISE, ident, self.describe(error)])
            if len(payload) <= wire.FRAME_CAP:
                return payload
        except BaseException:
            if self.must_propagate(error):
                raise
        return wire.dump([RAISE, ident, ["e", ["builtins", "RuntimeError", []], "an exception that cannot travel", None, None, None, None]])

    def must_propagate(self, error):
        """Whether an error ends this end's own work instead of being told to the other side."""
        return False

    def perform(self, op, *args):
        raise NotImplementedError

    def serve_async(self, ident, op, wired):
        raise NotImplementedError

    async def answer_async(self, ident, op, wired):
        """Perform an awaited operation as a task of the running loop and send its outcome."""
        self._tasks[ident] = asyncio.current_task()
        try:
            args = Codec(self).decode(wired)
            value = await self.perform_async(op, *args)
            payload = wire.dump([ANSWER, ident, Codec(self).encode(value)])
            if len(payload) > wire.FRAME_CAP:
                raise Unsendable("the value is larger than 1 MB and cannot travel between tests and solution")
        except BaseException as error:
            if self.must_propagate(error):
                raise
            payload = self._failure(ident, error)
        finally:
            self._tasks.pop(ident, None)
        with self._lock:
            self.send(payload)

    async def perform_async(self, op, target, *args):
        if op == "await":
            return await target
        if op == "acall":
            args, kwargs = args
            return await target(*args, **kwargs)
        if op == "anext":
            return await type(target).__anext__(target)
        if op == "aenter":
            return await type(target).__aenter__(target)
        error = args[0]
        return await type(target).__aexit__(target, type(error) if error else None, error, None)

    # Event loops ---------------------------------------------------------------------------------------------------

    def _watch(self, loop):
        """Serve the link from this loop as long as it runs."""
        if loop not in self._watched:
            self._watched = {other for other in self._watched if not other.is_closed()} | {loop}
            # Callbacks of the link must not inherit the context of whichever task asked first.
            contextvars.Context().run(loop.add_reader, self.link_fd, self._on_readable)

    def _on_readable(self):
        with self._lock:
            if self._reading:
                return
            self._reading = True
        try:
            wire.wait_readable(self.link_fd, 0)
        except wire.Late:
            with self._lock:
                self._reading = False
            return
        self.take_one()

    def awaited(self, item):
        """A real coroutine around an awaitable of the other side."""

        async def outcome():
            return await self.request_async("await", item)

        return outcome()

    def is_instance(self, item, kind):
        item = getattr(item, "_handle", getattr(item, "handle", None)) if isinstance(item, (NamedTuple, EnumMember)) else item
        return isinstance(item, Remote) and self.request("isinstance", item, kind) is True

    def is_subclass(self, item, kind):
        return isinstance(item, Remote) and self.request("issubclass", item, kind) is True


def perform_plain(op, *args):
    """The operations that both ends perform alike once the arguments are real objects."""
    if op == "call":
        target, positional, named = args
        return target(*positional, **named)
    if op == "get":
        return getattr(*args)
    if op == "op":
        name, target, rest = args
        if name == "aiter":
            return aiter(target)
        if name not in PERFORM:
            raise wire.Malformed("an unknown operation")
        return PERFORM[name](target, *rest)
    raise wire.Malformed("an unknown request")


def is_coroutine_function(item):
    return inspect.iscoroutinefunction(item) or inspect.iscoroutinefunction(getattr(item, "__call__", None))
