"""The grader's end: it asks the candidate process through the host, sets deadlines, and knows when an answer is worth nothing.

Whatever goes wrong on the candidate's side is raised as a `Verdictless`, and remembered: a test that swallowed it has failed all
the same.
"""

import asyncio
import collections.abc
import functools
import io
import signal
import time
import types
import weakref

from . import failures
from . import wire
from .failures import CandidateGone, CandidateTimeout, LoadError, NotSupported, ProtocolViolation, Verdictless
from .peer import FORGET, Peer, is_coroutine_function, perform_plain
from .remote import Remote
from .values import Unsendable

SUPERVISOR_SECONDS = 20
#: Most bytes that a solution may answer in one run.
RECEIVED_CAP = 64 << 20
_FUNCTIONS = (types.FunctionType, types.MethodType, types.BuiltinFunctionType, functools.partial, type)
_ITERATORS = (collections.abc.Iterator, collections.abc.AsyncIterator)


class Session(Peer):
    """`words` leads to the host, by way of the first process; `peer` is the pair's own socket, or None where the host carries frames."""

    #: Whether tests import the solution's modules as proxies.
    has_proxies = True
    #: What of `assay` gives back unchanged what it is given, by way of the submission sandbox: a canary goes through it.
    there_and_back = "candidate.held"

    def __init__(self, job, words, peer=None):
        super().__init__()
        self._words = words
        self.link_fd, self._out = (wire.LINK_IN, wire.LINK_OUT) if peer is None else (peer, peer)
        self._received = 0
        self._modules = job["modules"]
        self._isolation = job["isolation"]
        self._call_seconds = job["callMs"] / 1000
        #: Names and ports of the services that the tests play.
        self.services = dict(job["services"])
        self._handles = weakref.WeakValueDictionary()
        self._own_modules = set()
        self._asked, self._supervised = 0, {}
        self._epoch, self._alive, self._host_closed = 0, False, False
        self._cpu_at_begin = 0.0
        self._loop = None
        self._until = None
        self._on_the_link = self._owes_forgetting = False
        self.collecting = True
        self.troubled_collection = False
        self.in_test = False
        self.over = None
        self.poison = None
        self.limits, self.violations = [], []

    def trust_modules(self, names):
        """Modules of the tests: instances of their classes may be lent to the candidate."""
        self._own_modules.update(names)

    # The link ------------------------------------------------------------------------------------------------------

    def emit(self, message):
        """Tell the host. The result document is made of these messages alone."""
        self._write(self._words, wire.pack(wire.HOST, 0, wire.dump(message)))

    def send(self, payload):
        """The end of a test is told together with the first question of the next: nobody has to wake up for it alone."""
        if self._owes_forgetting:
            self._owes_forgetting = False
            self._write(self._out, wire.pack(wire.CANDIDATE, self._epoch, wire.dump([FORGET])) + wire.pack(wire.CANDIDATE, self._epoch, payload))
        else:
            self._write(self._out, wire.pack(wire.CANDIDATE, self._epoch, payload))

    def _write(self, fd, frames):
        """The alarm of the wall clock must not cut a frame in two, so it waits while a frame is on its way."""
        self._on_the_link = True
        try:
            wire.write_all(fd, frames)
        except wire.Closed:
            # The other sandbox has gone; why is what the host tells when its frames are read.
            if fd != self._out:
                raise
        finally:
            self._on_the_link = False

    def receive(self):
        wire.wait_readable(self.link_fd, self._until)
        self._on_the_link = True
        try:
            channel, epoch, payload = self._next_frame()
        finally:
            self._on_the_link = False
        if channel == wire.CANDIDATE:
            self._count(len(payload))
            return wire.load(payload) if epoch == self._epoch and self._alive else None
        other, kind = divmod(channel, wire.COMPANION)
        if kind > wire.SUPERVISOR:
            raise wire.Malformed("a stream that nobody asked for")
        message = wire.load(payload)
        if kind == wire.HOST:
            self.host_says(message, other)
        elif message[0] == 0:
            if epoch == self._epoch:
                self._process_ended(message[1])
        else:
            self._supervised[message[0]] = message[1]
        return None

    def _next_frame(self):
        """When the pair's own socket closes, the host knows why: it asks the engine."""
        gone = {}
        try:
            if not self._host_closed:
                return wire.read_frame(self.link_fd, wire.FRAME_CAP)
        except wire.Malformed:
            self.violations.append("its sandbox broke the framing of the channel")
        except wire.Closed:
            if self.link_fd == wire.LINK_IN:
                raise
            try:
                gone = wire.hear_host("peer-gone", SUPERVISOR_SECONDS)
            except wire.Closed:
                pass
        return wire.HOST, 0, wire.dump(gone)

    def _count(self, size):
        self._received += size + 16
        if self._received > RECEIVED_CAP:
            raise wire.Malformed("it flooded the channel between solution and tests")

    def host_says(self, message, other):
        """Nothing more will come from a sandbox: the submission's, or with `other` the companion beside it."""
        self._host_closed = True
        self._mark_dead(message.get("outcome", "crashed"), "the sandbox ended")

    def _process_ended(self, ended):
        """What PID 1 of the submission sandbox says of the end of the process of this epoch."""
        self._mark_dead(ended["outcome"], ended["detail"])

    def _mark_dead(self, outcome, detail):
        self._alive = False
        self._poison(CandidateGone(f"The solution's process has ended: {detail}.", outcome))

    def _poison(self, error):
        self.poison = self.poison or error
        for loop, future in list(self._futures.values()):
            if not future.done() and not loop.is_closed():
                future.set_exception(error)

    def take_one(self):
        try:
            super().take_one()
        except wire.Malformed as error:
            raise self._violation(error) from error
        self._require_alive()

    def _violation(self, error):
        self.violations.append(str(error))
        self._alive = False
        self.troubled_collection = True
        self.supervisor("kill")
        found = ProtocolViolation(f"The solution's process sent what the runner never sends: {error}.")
        self._poison(found)
        return found

    def _on_readable(self):
        try:
            super()._on_readable()
        except Verdictless as error:
            self._poison(error)

    def supervisor(self, op, *args, other=0):
        """Ask PID 1 of the submission sandbox, or of the companion. It answers at once or is gone."""
        self._asked += 1
        ident = self._asked
        channel = wire.SUPERVISOR + wire.COMPANION * other
        self._write(self._out, wire.pack(channel, 0, wire.dump([ident, op, *args])))
        saved, self._until = self._until, time.monotonic() + SUPERVISOR_SECONDS
        try:
            while ident not in self._supervised:
                if self._host_closed:
                    raise CandidateGone("The solution's sandbox has ended.")
                try:
                    message = self.receive()
                    if message is not None:
                        self.dispatch(message)
                except wire.Late:
                    raise CandidateGone("The solution's sandbox does not answer.") from None
                except wire.Malformed as error:
                    raise self._violation(error) from error
        finally:
            self._until = saved
        return self._supervised.pop(ident)

    # Deadlines -----------------------------------------------------------------------------------------------------

    def request(self, op, *args):
        self._require_alive()
        self._leave_loop()
        return self._bounded(lambda: super(Session, self).request(op, *args))

    def _bounded(self, ask):
        try:
            return ask()
        except wire.Malformed as error:
            raise self._violation(error) from error
        except Unsendable as error:
            raise NotSupported(str(error)) from error

    def _own_request(self, op, *args, ask=None):
        """A question that the runner's own relay answers without any exception; one that does is not the relay."""
        try:
            return self._bounded(lambda: (ask or self.request)(op, *args))
        except Verdictless:
            raise
        except BaseException as error:
            raise self._violation("the relay was replaced") from error

    def _require_alive(self):
        if not self._alive:
            raise self.poison or CandidateGone("The solution's process has ended.")

    def _wait(self, ident):
        begun = time.monotonic()
        saved = self._until
        try:
            self._until = begun + self._call_seconds
            while True:
                try:
                    return super()._wait(ident)
                except wire.Late:
                    self._require_patience(begun)
                    self._until = time.monotonic() + self._call_seconds / 4
        finally:
            self._until = saved

    def _require_patience(self, begun):
        """CPU time is the judge: a call is late when the solution has worked for that long, or has taken three times as long."""
        waited = time.monotonic() - begun
        used = (self.supervisor("cpu") - self._cpu_at_begin) / 1000
        self._require_alive()
        if used < self._call_seconds * 0.9 and waited < self._call_seconds * 3:
            return
        raise self._too_late()

    def _too_late(self):
        self._note("call")
        self._alive = False
        self.supervisor("kill")
        error = CandidateTimeout(f"A call of the solution took longer than {self._call_seconds:g} s.")
        self._poison(error)
        return error

    def _note(self, kind):
        if kind not in self.limits:
            self.limits.append(kind)

    def run_is_over(self):
        """The wall time of the run is up: nothing further is tried."""
        if self.over is None:
            self._note("wall")
            self.over = CandidateTimeout("The run took longer than its wall time.")
        if self.in_test and not self._on_the_link:
            self._poison(self.over)
            raise self.over

    async def request_async(self, op, *args):
        self._require_alive()
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._leave_loop()
            self._loop = loop
        begun = time.monotonic()

        def check():
            nonlocal timer
            try:
                self._require_patience(begun)
                timer = loop.call_later(self._call_seconds / 4, check)
            except Verdictless as error:
                self._poison(error)

        timer = loop.call_later(self._call_seconds, check)
        try:
            return await super().request_async(op, *args)
        except wire.Malformed as error:
            raise self._violation(error) from error
        except Unsendable as error:
            raise NotSupported(str(error)) from error
        finally:
            timer.cancel()

    def _leave_loop(self):
        """When the loop in which the solution was awaited has ended, so must the solution's."""
        if self._loop is None:
            return
        try:
            running = asyncio.get_running_loop()
        except RuntimeError:
            running = None
        if running is not self._loop:
            self._loop = None
            if self._alive:
                self._own_request("end-loop", ask=super().request)

    # Tests ---------------------------------------------------------------------------------------------------------

    def start(self):
        """A fresh candidate process with its modules imported. Raises LoadError in the candidate's own words."""
        answer = self.supervisor("spawn")
        if "exhausted" in answer:
            raise CandidateGone("A limit of the whole run was hit, so this was not tried.", "not-run")
        self._epoch, self._alive = answer["epoch"], True
        self._owes_forgetting = False
        self._handles.clear()
        self._futures.clear()
        self._answers.clear()
        self._load("load")
        self.supervisor("mark")

    def _load(self, op):
        problem = self._own_request(op, self._modules)
        if type(problem) is str:
            raise LoadError(problem[: failures.TEXT_CAP])
        if problem is not None:
            raise self._violation("the relay was replaced")

    def begin(self):
        """Ready the candidate process for one test."""
        self.poison = None
        self.test_number += 1
        if self.over is not None:
            raise CandidateGone("The wall time of the run was up, so this was not tried.", "not-run")
        if not self._alive or self._isolation == "test":
            self.start()
        elif self._isolation == "reimport":
            self._load("reload")

    def end(self):
        """Let go of the test's objects. What the candidate printed meanwhile."""
        self._leave_loop()
        self.forget()
        self._handles.clear()
        self._drops.clear()
        self._owes_forgetting = self._alive
        said = self.supervisor("output")
        self._cpu_at_begin = said["cpuMs"]
        return said["text"] + (f"\n… {said['dropped']} bytes more" if said["dropped"] else "")

    # Objects -------------------------------------------------------------------------------------------------------

    def name(self, module, name):
        """What `module.name` is in the solution."""
        try:
            answer = self.request("name", module, name)
        except Verdictless:
            raise
        except BaseException:
            self.troubled_collection = True
            if self.collecting:
                return Missing(module, name)
            raise
        if type(answer) is not list or len(answer) != 2:
            raise self._violation("the relay was replaced")
        kind, value = answer
        target = ["n", module, name]
        if kind == "value":
            return value
        if kind == "async-function":
            return self._coroutine_function(target, name)
        return Remote(self, target)

    def _coroutine_function(self, target, name):
        remote = Remote(self, target)

        async def outcome(*args, **kwargs):
            return await remote(*args, **kwargs)

        outcome.__name__ = outcome.__qualname__ = name
        outcome._assay_remote = remote
        return outcome

    def wrap(self, kind, target, name):
        if kind == "coroutine":
            return self.awaited(Remote(self, target))
        known = self._handles.get(target)
        if known is not None:
            object.__setattr__(known, "_count", known._count + 1)
            return known
        made = Remote(self, target)
        self._handles[target] = made
        return made

    def target_of(self, item):
        if type(item._target) is int and item._test != self.test_number:
            raise NotSupported("An object of the solution is valid in the test that received it, and not longer.")
        return item._target

    def dropped(self, item):
        if type(item._target) is int and item._test == self.test_number:
            self._drops.append([item._target, item._count])

    def adopt(self, wired, decode):
        if wired[0] == "xc" and len(wired) == 2:
            return self.classes.resolve(wired[1])
        return super().adopt(wired, decode)

    def export(self, item):
        remote = getattr(item, "_assay_remote", None) if isinstance(item, types.FunctionType) else None
        if remote is not None:
            return ["m", self.target_of(remote)]
        if isinstance(item, type) and issubclass(item, BaseException):
            return ["xc", failures.describe_class(item)]
        return super().export(item)

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

    def rebuild(self, wired):
        """What the runner itself raised over there is a limit of the runner, which no test may take for the solution's error."""
        made = super().rebuild(wired)
        if type(made).__module__.startswith("assay_runner."):
            return NotSupported(str(made))
        return made

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


class Missing:
    """Stands for a name that the solution does not have, so that one missing name fails its own tests alone."""

    def __init__(self, module, name):
        self.__dict__.update(_module=module, _name=name)

    def _absent(self):
        return AttributeError(f"the solution's module {self._module} has no {self._name}")

    def __getattr__(self, name):
        raise self._absent()

    def __call__(self, *args, **kwargs):
        raise self._absent()

    def __eq__(self, other):
        raise self._absent()

    __hash__ = None


def arm_wall_clock(session, seconds):
    """Raise in the running test once the wall time of the run is up."""
    signal.signal(signal.SIGALRM, lambda *_: session.run_is_over())
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)
