"""The candidate process: imports the candidate's modules and performs what the grader asks of them.

Everything here runs beside candidate code and is trusted in nothing: what it answers is a claim. It keeps nothing that is worth
stealing, and the supervisor outlives it whatever it does.
"""

import asyncio
import inspect
import os
import sys
import threading
import traceback
import types
import warnings

from . import failures
from . import serving
from . import wire
from .peer import ANSWER, ASYNC_OPS, Peer, is_coroutine_function, perform_plain
from .remote import MISSING, Remote

WORK = "/work"


class Relay(Peer):
    def __init__(self, fd):
        self._replaced = {}
        super().__init__()
        self.link_fd = fd
        self._loop = None
        self._closing = None
        self._server = None
        self.resource_warnings = 0

    # The link ------------------------------------------------------------------------------------------------------

    def send(self, payload):
        _flush()
        wire.write_all(self.link_fd, wire.pack(wire.CANDIDATE, 0, payload))

    def receive(self):
        _, _, payload = wire.read_frame(self.link_fd, wire.FRAME_CAP)
        return wire.load(payload)

    def serve_forever(self):
        """Answer what is asked. Once there is a server it has the main thread, and what is asked is answered from another one."""
        while self._server is None or threading.current_thread() is not threading.main_thread():
            if self._loop is not None:
                self._run_loop()
            with self._lock:
                # A thread of the solution that reads may be asked for what needs the loop.
                while self._reading and self._loop is None:
                    self._lock.wait(0.05)
                if self._loop is not None:
                    continue
                self._reading = True
            self.take_one()
        threading.Thread(target=_until_closed, args=[self.serve_forever], daemon=True).start()
        self._server.run()

    # Objects -------------------------------------------------------------------------------------------------------

    def export(self, item):
        if type(item) is Held:
            return ["h", self.remember(item.value), "object", ""]
        if isinstance(item, type) and issubclass(item, BaseException):
            return ["xc", failures.describe_class(item)]
        target = getattr(item, "_assay_target", None) if type(item) is types.FunctionType else None
        return ["m", target] if target is not None else super().export(item)

    def adopt(self, wired, decode):
        if wired[0] == "xc":
            return _own_class(wired[1]) or self.classes.resolve(wired[1])
        return super().adopt(wired, decode)

    def kind_of(self, item):
        return "coroutine" if inspect.iscoroutine(item) else "object"

    def lookup(self, ident):
        if type(ident) is list:
            _, module, name = ident
            found = sys.modules[module]
            for part in name.split(".") if name else ():
                found = getattr(found, part)
            return found
        try:
            return super().lookup(ident)
        except wire.Malformed as error:
            raise ReferenceError("an object of a process that has ended was used") from error

    def wrap(self, kind, target, name):
        if kind == "coroutine":
            return self.awaited(Remote(self, target))
        if kind not in ("function", "async-function"):
            return Remote(self, target)
        if kind == "function":

            def borrowed(*args, **kwargs):
                return self.request("call", Remote(self, target), args, kwargs)
        else:

            async def borrowed(*args, **kwargs):
                return await self.request_async("acall", Remote(self, target), args, kwargs)

        borrowed.__name__ = name or "callback"
        setattr(borrowed, "_assay_target", target)
        return borrowed

    def dropped(self, item):
        """What the tests lent stays theirs until the test ends."""

    # Requests ------------------------------------------------------------------------------------------------------

    def perform(self, op, *args):
        action = getattr(self, f"_do_{op}", None)
        return action(*args) if action is not None else perform_plain(op, *args)

    def _do_load(self, modules):
        """Import the candidate's modules. None, or what went wrong with the candidate's own lines."""
        sys.path_importer_cache.pop(WORK, None)
        for name in modules:
            try:
                __import__(name)
            except BaseException as error:
                return _explain(name, error)
        return None

    def _do_reload(self, modules):
        for name, module in list(sys.modules.items()):
            if str(getattr(module, "__file__", None) or "").startswith(WORK + "/"):
                del sys.modules[name]
        return self._do_load(modules)

    def _do_serve(self, app, port):
        """Make ready to serve an app on a port of this sandbox. None, or what is wrong with the app."""
        try:
            self._server = serving.server_of(app, port)
        except serving.Unsuitable as error:
            return str(error)
        except BaseException as error:
            return _explain(app, error)
        return None

    def _do_reset(self, hook):
        """Call the app's own reset between two tests. None, or what went wrong in it."""
        try:
            self._server.reset(hook)
        except serving.Unsuitable as error:
            return str(error)
        except BaseException as error:
            return _explain(hook, error)
        return None

    def _do_name(self, module, name):
        """What a module's name holds: a plain value, an exception class, or something to be reached by its name."""
        value = getattr(sys.modules[module], name)
        if isinstance(value, types.ModuleType):
            return ["module", value.__name__]
        if isinstance(value, type) and issubclass(value, BaseException):
            return ["value", value]
        if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)) or callable(value):
            return ["async-function" if is_coroutine_function(value) else "named", None]
        return ["value", value]

    def _do_names(self, module):
        return [name for name in dir(sys.modules[module]) if not name.startswith("__")]

    def _do_set(self, target, name, value):
        """A name of a module is replaced until the test ends, however the test undoes it."""
        if isinstance(target, types.ModuleType):
            self._replaced.setdefault((target, name), getattr(target, name, MISSING))
        setattr(target, name, value)

    def _do_del(self, target, name):
        if isinstance(target, types.ModuleType) and (target, name) in self._replaced:
            self._restore(target, name)
        else:
            delattr(target, name)

    def _restore(self, module, name):
        original = self._replaced.pop((module, name))
        if original is not MISSING:
            setattr(module, name, original)
        elif hasattr(module, name):
            delattr(module, name)

    def _do_isinstance(self, item, kind):
        return isinstance(item, kind)

    def _do_issubclass(self, item, kind):
        return issubclass(item, kind)

    def _do_hold(self, value):
        """Keep a copied value as a real object of this process, so that a test can watch it being changed."""
        return Held(value)

    def _do_held(self, value):
        return value

    def _do_warnings(self):
        return self.resource_warnings

    def forget(self):
        super().forget()
        self._loops = {}
        self.resource_warnings = 0
        for module, name in list(self._replaced):
            self._restore(module, name)

    # Awaiting ------------------------------------------------------------------------------------------------------

    # Any thread of the solution may read that something is to be awaited, so it is handed over to the loop that does it.

    def may_take_long(self, message):
        return super().may_take_long(message) and message[2] not in ASYNC_OPS

    def serve_async(self, ident, op, wired):
        loop = self._loops[ident] = self._serving_loop()
        loop.call_soon_threadsafe(loop.create_task, self.answer_async(ident, op, wired))

    def _serving_loop(self):
        """One that runs or is about to; else one for the main thread to run."""
        try:
            return self._loop or asyncio.get_running_loop()
        except RuntimeError:
            own = next((loop for loop in self._watched if loop.is_running()), None)
        if own is None:
            own = self._loop = asyncio.new_event_loop()
        return own

    def cancel(self, ident):
        """Behind the first step of what is cancelled, which may have been asked for just now."""
        loop = self._loops.pop(ident, None)
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(loop.call_soon, super().cancel, ident)

    def _run_loop(self):
        """Run the candidate's event loop until the grader's has ended; the link is served from inside it."""
        loop, ident = self._loop, None
        asyncio.set_event_loop(loop)
        self._watch(loop)
        loop.run_forever()
        ident, self._closing, self._loop = self._closing, None, None
        loop.remove_reader(self.link_fd)
        self._watched.discard(loop)
        try:
            left = asyncio.all_tasks(loop)
            for task in left:
                task.cancel()
            if left:
                loop.run_until_complete(asyncio.wait(left, timeout=1))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            asyncio.set_event_loop(None)
            loop.close()
        self.send(wire.dump([ANSWER, ident, None]))

    def dispatch(self, message):
        if type(message) is list and len(message) == 4 and message[2] == "end-loop":
            if self._loop is None:
                self.send(wire.dump([ANSWER, message[1], None]))
            else:
                self._closing = message[1]
                self._loop.call_soon_threadsafe(self._loop.stop)
            return
        super().dispatch(message)


class Held:
    """Marks a value that is to be answered as a handle though it could be copied."""

    def __init__(self, value):
        self.value = value


def _own_class(described):
    module, name, _ = described
    found = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found if isinstance(found, type) else None


def _explain(name, error):
    """A traceback of the candidate's own frames, as Python would print it."""
    try:
        if isinstance(error, ModuleNotFoundError) and error.name == name:
            return f"There is no module {name}: no file gives it."
        if isinstance(error, SystemExit):
            return f"Importing {name} ended the program (SystemExit)."
        trace = traceback.TracebackException.from_exception(error, limit=-20, compact=True)
        trace.stack = traceback.StackSummary.from_list(
            [frame for frame in trace.stack if frame.filename.startswith(WORK + "/")]
        )
        return "".join(trace.format())[-failures.TEXT_CAP :]
    except BaseException:
        return f"Importing {name} failed with an exception that cannot be shown."


def _flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            continue


def run(fd):
    """Serve until the link closes. The process was forked for this and ends here."""
    sys.path[0] = WORK
    sys.argv = ["solution"]
    os.chdir(WORK)
    serve(fd)


def serve(fd):
    relay = Relay(fd)

    def show(message, category, *rest, **named):
        if category is ResourceWarning:
            relay.resource_warnings += 1

    warnings.simplefilter("ignore")
    warnings.simplefilter("always", ResourceWarning)
    warnings.showwarning = show
    _until_closed(relay.serve_forever)


def _until_closed(serve):
    try:
        serve()
    except wire.Closed:
        os._exit(0)
