"""`assay.program`: the candidate's program, run as whoever uses it would run it."""

import dataclasses
import os

STDIN_CAP = 512 << 10


@dataclasses.dataclass(frozen=True)
class Completed:
    """One finished run, as the kernel told it. Text is UTF-8; a byte that is none becomes �."""

    stdout_bytes: bytes
    stderr_bytes: bytes
    #: As a shell has it; the negative number of the signal where one ended the program.
    exit_code: int
    #: Of the program and everything that it started, in milliseconds.
    cpu_ms: float

    @property
    def stdout(self):
        return self.stdout_bytes.decode("utf-8", "replace")

    @property
    def stderr(self):
        return self.stderr_bytes.decode("utf-8", "replace")


class Program:
    """Each run is a fresh process in the solution's folder; what it leaves running is ended with it."""

    def __init__(self, session):
        self._session = session

    def run(self, *args, stdin="", timeout=None, env=None):
        """Run `python3 <program> *args` to its end.

        `args` are texts, numbers or paths; `stdin` is `str` (as UTF-8) or `bytes`, at most 512 kB; `timeout` in seconds can only
        be shorter than the group's `callMs`; `env` is added to the program's small environment. A nonzero exit code is a value
        like any other. A run that hits a limit ends the test with that limit.
        """
        data = stdin.encode() if isinstance(stdin, str) else bytes(stdin)
        if len(data) > STDIN_CAP:
            raise ValueError("standard input may have at most 512 kB; write a larger input with assay.workspace")
        arguments = [_text(argument) for argument in args]
        environment = {_text(name): _text(value) for name, value in (env or {}).items()}
        return _completed(self._session.run_program(arguments, data, environment, timeout))

    def echoed(self, items):
        """What comes back of a list of numbers that a program of the runner's own repeats: the way of a run, for a canary."""
        done = _completed(self._session.echo(" ".join(map(str, items)).encode()))
        return [int(word) for word in done.stdout.split()]


def _text(value):
    text = str(value) if isinstance(value, (int, float)) else os.fspath(value)
    if not isinstance(text, str) or "\0" in text:
        raise ValueError("an argument or an environment variable is text without NUL characters")
    return text


def _completed(run):
    exit_code, cpu_ms, stdout, stderr = run
    return Completed(stdout, stderr, exit_code, cpu_ms)
