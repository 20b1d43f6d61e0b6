"""The tests' side of a group: it asks the candidate process, sets deadlines, and readies the process for each test."""

import asyncio
import signal
import threading
import time
import types
import weakref

from . import failures
from . import wire
from .conversation import Conversation
from .failures import CandidateGone, CandidateTimeout, LoadError, NotSupported, Verdictless
from .remote import Remote
from .values import Unsendable


class Session(Conversation):
    #: Whether tests import the solution's modules as proxies.
    has_proxies = True
    #: What of `assay` gives back unchanged what it is given, by way of the submission sandbox: a canary goes through it.
    there_and_back = "candidate.held"

    def __init__(self, job, words, link):
        super().__init__(words, link)
        self._modules = job["modules"]
        self._isolation = job["isolation"]
        self._call_seconds = job["callMs"] / 1000
        #: Names and ports of the services that the tests play.
        self.services = dict(job["services"])
        self._handles = weakref.WeakValueDictionary()
        self._loop = None
        self._turn = threading.RLock()
        self.collecting = True
        self.in_test = False
        self.over = None
        self.limits = []

    # Deadlines -----------------------------------------------------------------------------------------------------

    def request(self, op, *args):
        # Of several threads of a test: there is one conversation, and one deadline in it.
        with self._turn:
            self._catch_up()
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

    def _wait(self, ident):
        begun = time.monotonic()
        saved = self._until, self._awaited
        try:
            self._until, self._awaited = begun + self._call_seconds, ident
            while True:
                try:
                    return super()._wait(ident)
                except wire.Late:
                    self._require_patience(begun)
                    self._until = time.monotonic() + self._call_seconds / 4
        finally:
            self._until, self._awaited = saved

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
        self._kill()
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
        self._catch_up()
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
        self._epoch, self._alive = self._fresh_epoch(), True
        self._owes_forgetting = False
        self._handles.clear()
        self._futures.clear()
        self._answers.clear()
        self._load("load")
        self._ask_ahead("mark")

    def _fresh_epoch(self):
        if self._link.is_direct and self._epoch == 0:
            # The first process begins as soon as the files are there.
            self._hear_until(lambda: self._begun)
            answer = {"epoch": self._begun}
        else:
            self._give_up()
            answer = self.supervisor("spawn")
        if "exhausted" in answer:
            raise CandidateGone("A limit of the whole run was hit, so this was not tried.", "not-run")
        if self._link.is_direct:
            self._link.open_channel()
        return answer["epoch"]

    def _load(self, op):
        problem = self._own_request(op, self._modules)
        if type(problem) is str:
            raise LoadError(problem[: failures.TEXT_CAP])
        if problem is not None:
            raise self._violation("the relay was replaced")

    def begin(self):
        """Ready the candidate process for one test."""
        self._catch_up()
        self.poison = self._said = None
        self.test_number += 1
        if self.over is not None:
            raise CandidateGone("The wall time of the run was up, so this was not tried.", "not-run")
        if not self._alive or self._isolation == "test":
            self.start()
        elif self._isolation == "reimport":
            self._load("reload")

    def wind_up(self):
        """Let go of the test's objects, and ask what the candidate printed meanwhile: the answer comes while pytest goes on."""
        self._leave_loop()
        self.forget()
        self._handles.clear()
        self._drops.clear()
        self._owes_forgetting = self._alive
        self._ask_ahead("output")

    def end(self):
        """What the candidate printed since the last test ended."""
        if self._said is None and "output" not in self._ahead:
            self.wind_up()
        self._catch_up()
        said, self._said = self._said, None
        return said

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
        setattr(outcome, "_assay_remote", remote)
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

    def rebuild(self, wired):
        """What the runner itself raised over there is a limit of the runner, which no test may take for the solution's error."""
        made = super().rebuild(wired)
        if type(made).__module__.startswith("assay_runner."):
            return NotSupported(str(made))
        return made


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
