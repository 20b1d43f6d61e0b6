"""Harness `cli`, the grader's end: a test runs the candidate's program, and PID 1 of its sandbox says what became of it."""

import base64
import time

from .conversation import SUPERVISOR_SECONDS
from .failures import CandidateGone, CandidateTimeout, LoadError, NotSupported
from .session import Session
from .wire import Late

#: A run may take three times as long on the clock as its program may work.
PATIENCE = 3
#: A program of the runner's own that says what it is told.
ECHO = ("-I", "-c", "import sys; sys.stdout.write(sys.stdin.read())")


class ProgramSession(Session):
    has_proxies = False
    there_and_back = "program.echoed"

    def __init__(self, job, words, link):
        super().__init__(job, words, link)
        self._program = job["program"]
        self._ended = None

    def start(self):
        """Nothing runs between two tests; there must be a program, though."""
        if not self.supervisor("exists", self._program):
            raise LoadError(f"There is no file {self._program}, which is the program to run.")

    def request(self, op, *args):
        raise NotSupported("Tests of the harness cli reach the solution through assay.program and assay.workspace alone.")

    def run_program(self, arguments, stdin, environment, seconds):
        limit = self._call_seconds if seconds is None else min(seconds, self._call_seconds)
        return self._run([self._program, *arguments], stdin, environment, limit)

    def echo(self, stdin):
        return self._run(ECHO, stdin, {}, self._call_seconds)

    def _run(self, arguments, stdin, environment, seconds):
        """`(exit code, CPU ms, stdout, stderr)` of one run. Raises Verdictless when a limit ended it."""
        if self.over is not None:
            raise self.over
        answer = self.supervisor("run", list(arguments), base64.b64encode(stdin).decode("ascii"), seconds, environment)
        if "exhausted" in answer:
            raise self._given_up(CandidateGone("A limit of the whole run was hit, so this was not tried.", "not-run"))
        self._epoch, self._ended = answer["epoch"], None
        ended = self._await_end(seconds)
        if ended["outcome"] == "time-limit":
            raise self._given_up(CandidateTimeout(f"The program was ended: {ended['detail']}."))
        if ended["outcome"] != "ended":
            raise self._given_up(CandidateGone(f"The program was ended: {ended['detail']}.", ended["outcome"]))
        return ended["exitCode"], ended["cpuMs"], self._captured("stdout", ended), self._captured("stderr", ended)

    def _given_up(self, error):
        """Remembered: a test that swallows it has failed all the same."""
        self._poison(error)
        return error

    def _await_end(self, seconds):
        saved, self._until = self._until, time.monotonic() + PATIENCE * seconds + SUPERVISOR_SECONDS
        try:
            while self._ended is None:
                if self._host_closed:
                    raise self.poison
                self.receive()
        except Late:
            raise self._given_up(CandidateGone("The solution's sandbox does not answer.")) from None
        finally:
            self._until = saved
        return self._ended

    def _process_ended(self, ended):
        self._ended = ended

    def _captured(self, name, ended):
        size, data = ended["sizes"][name], b""
        while len(data) < size:
            data += base64.b64decode(self.supervisor("captured", name, len(data)))
        return data
