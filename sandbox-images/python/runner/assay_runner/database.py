"""PID 1 of the database sandbox: PostgreSQL, reached over streams. Candidate SQL runs in its processes, never here.

The exercise's own SQL is loaded once, and two databases are copies of what came of it: `work`, which belongs to the candidate's role and
may be ruined, and `pristine`, which belongs to the grader's and which nobody else can connect to. The superuser's password never leaves
this process.

It serves one run, or several of an author's code: then both copies and the roles are made anew in between.
"""

import gc
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time

from . import kernel
from . import tunnel
from . import watcher
from . import wire

#: The data folder that the image was built with, and its copy in memory.
PREPARED, DATA = "/opt/assay/data", "/work/data"
PROGRAMS = "/usr/lib/postgresql"
SOCKET = "/tmp/.s.PGSQL.5432"
PORT = 5432
START_SECONDS = 30
#: Most bytes that streams may carry out of the sandbox in one run.
STREAMED_CAP = 48 << 20
TICK_MS = 250
#: A backend of the candidate that does not end when it is told to.
STUBBORN_SECONDS = 5
CANDIDATE_TITLE = b"postgres: candidate "
#: What the candidate's role may hold at once; the others come on top.
CANDIDATE_CONNECTIONS = 10
LOAD_SECONDS = 120

ROLES = """
CREATE ROLE candidate LOGIN CONNECTION LIMIT {connections};
CREATE ROLE inspector LOGIN PASSWORD '{inspector}';
GRANT pg_read_all_data TO inspector;
CREATE ROLE grader LOGIN PASSWORD '{grader}';
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
REVOKE ALL ON DATABASE template1 FROM PUBLIC;
CREATE DATABASE origin OWNER candidate;
REVOKE ALL ON DATABASE origin FROM PUBLIC;
"""
#: A role may change these of itself.
CANDIDATE = """
ALTER ROLE candidate PASSWORD 'candidate';
ALTER ROLE candidate RESET ALL;
ALTER ROLE candidate SET statement_timeout = {milliseconds};
"""
#: From then on nobody but the superuser has anything to do with what was loaded: it is there to be copied.
KEEP = """
REVOKE ALL ON DATABASE origin FROM candidate;
ALTER DATABASE origin OWNER TO postgres;
"""
PRISTINE = """
DROP DATABASE IF EXISTS pristine WITH (FORCE);
CREATE DATABASE pristine TEMPLATE origin OWNER grader;
REVOKE ALL ON DATABASE pristine FROM PUBLIC;
"""
#: In `pristine`: nothing in it is the candidate's.
HAND_OVER = "REASSIGN OWNED BY candidate TO grader"
RENEW = """
DROP DATABASE IF EXISTS work WITH (FORCE);
CREATE DATABASE work TEMPLATE origin OWNER candidate;
REVOKE ALL ON DATABASE work FROM PUBLIC;
GRANT CONNECT ON DATABASE work TO inspector;
"""


class Broken(Exception):
    """The server does not start, or the exercise's own SQL fails."""


class Server:
    """PostgreSQL on a copy of the prepared data folder."""

    def __init__(self):
        (version,) = os.listdir(PROGRAMS)
        self._programs = os.path.join(PROGRAMS, version, "bin")
        self._password = secrets.token_hex(16)
        self._process = None

    def start(self):
        shutil.copytree(PREPARED, DATA)
        os.chmod(DATA, 0o700)
        self._single(f"ALTER ROLE postgres PASSWORD '{self._password}'")
        # Should memory run out, a backend is to go and not the one that starts backends.
        environment = {**os.environ, "PG_OOM_ADJUST_FILE": "/proc/self/oom_score_adj", "PG_OOM_ADJUST_VALUE": "1000"}
        self._process = subprocess.Popen(
            [self._program("postgres"), "-D", DATA],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._accepts():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise Broken("PostgreSQL did not start")
            time.sleep(0.01)
        return os.pidfd_open(self._process.pid)

    def _program(self, name):
        return os.path.join(self._programs, name)

    def _single(self, command):
        done = subprocess.run(
            [self._program("postgres"), "--single", "-D", DATA, "postgres"], input=command.encode(), capture_output=True, timeout=START_SECONDS
        )
        if done.returncode != 0:
            raise Broken(f"PostgreSQL cannot use its data folder: {_last_words(done.stderr)}")

    def _accepts(self):
        with socket.socket(socket.AF_UNIX) as probe:
            if probe.connect_ex(SOCKET) != 0:
                return False
        return subprocess.run([*self._psql("postgres", "postgres"), "-c", "SELECT 1"], **self._run_as(self._password)).returncode == 0

    def _psql(self, role, database):
        return [self._program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "/tmp", "-U", role, "-d", database]

    def _run_as(self, password):
        environment = {"PGPASSWORD": password, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/tmp"}
        return {"capture_output": True, "env": environment, "timeout": LOAD_SECONDS}

    def run(self, sql, role="postgres", database="postgres", password=None):
        """Run trusted SQL to its end. Raises Broken with the server's words."""
        command = [*self._psql(role, database), "-f", "-"]
        done = subprocess.run(command, input=sql.encode(), **self._run_as(password or self._password))
        if done.returncode != 0:
            raise Broken(_last_words(done.stderr))


def _last_words(output):
    return output.decode("utf-8", "replace").strip()[-2_000:]


class Host:
    """The loop: streams to the server, what the grader asks, and an eye on the candidate's backends."""

    def __init__(self, server, pidfd, job):
        self._server, self._pidfd = server, pidfd
        self._next = None
        self._patience = 3 * job["callMs"] / 1000
        self._busy = {}
        self._usage = kernel.Usage()
        self._watcher = watcher.Watcher()
        self._tunnel = tunnel.Tunnel(
            self._watcher,
            lambda payload: wire.write_all(wire.LINK_OUT, wire.pack(wire.STREAM, 0, payload)),
            tunnel.SANDBOX,
            {PORT: SOCKET},
            allowance=STREAMED_CAP,
            flooded=self._flooded,
        )
        self._watcher.watch(wire.LINK_IN, self._hear)
        self._watcher.watch(pidfd, self._gone)

    def run(self, ends_at):
        """Serve a run. What the host asks for after it, or None when the sandbox's time is up."""
        next_look = 0.0
        while self._next is None and time.monotonic() < ends_at:
            self._watcher.wait(TICK_MS)
            if time.monotonic() >= next_look:
                self._look()
                next_look = time.monotonic() + TICK_MS / 1000
        self._tunnel.close()
        self._usage.close()
        return self._next

    def _hear(self):
        channel, _, payload = wire.read_frame(wire.LINK_IN, wire.HOST_FRAME_CAP)
        if channel == wire.STREAM:
            self._tunnel.take(payload)
        elif channel == wire.SUPERVISOR:
            ident, op = wire.load(payload)
            answer = wire.dump([ident, getattr(self, f"_do_{op}")()])
            wire.write_all(wire.LINK_OUT, wire.pack(wire.SUPERVISOR, 0, answer))
        elif channel == wire.HOST:
            self._next = wire.load(payload)

    def _gone(self):
        """The server has ended: so does this sandbox, and the host tells the grader."""
        sys.exit(0)

    def _flooded(self):
        wire.tell_host({"t": "flooded"})
        sys.exit(0)

    def _look(self):
        """End what the candidate's backends do for too long. Their own time limits are settings that candidate SQL may change."""
        now = time.monotonic()
        titles = _candidate_backends()
        self._busy = {pid: self._busy.get(pid, now) for pid, title in titles.items() if not title.endswith(b" idle")}
        for pid, since in self._busy.items():
            if now - since > self._patience + STUBBORN_SECONDS:
                _signal(pid, signal.SIGKILL)
            elif now - since > self._patience:
                _signal(pid, signal.SIGTERM)

    def _do_cpu(self):
        return self._usage.cpu_ms()

    def _do_kill(self):
        for pid in _candidate_backends():
            _signal(pid, signal.SIGTERM)

    def _do_renew(self):
        """Make the candidate's database anew. None, or what went wrong."""
        try:
            self._server.run(RENEW)
        except (Broken, subprocess.TimeoutExpired) as problem:
            return str(problem)
        return None


def _candidate_backends():
    """The server's processes that serve the candidate's role, with the titles that say what they do."""
    found = {}
    for pid in kernel.processes():
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                title = file.read().rstrip(b"\0 ")
        except OSError:
            continue
        if title.startswith(CANDIDATE_TITLE):
            found[pid] = title
    return found


def _signal(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _load(server, job):
    """The exercise's SQL, as the candidate's role. Only when it is done is there anything that a candidate could touch."""
    passwords = {name: secrets.token_hex(16) for name in ("inspector", "grader")}
    server.run(ROLES.format(connections=CANDIDATE_CONNECTIONS, **passwords) + CANDIDATE.format(milliseconds=job["callMs"]))
    for path, sql in job["sql"]:
        try:
            # What the exercise loads may take longer than a candidate's statement.
            server.run(f"SET statement_timeout = 0;\n{sql}\n", "candidate", "origin", "candidate")
        except Broken as problem:
            raise Broken(f"{path} cannot be loaded: {problem}") from problem
    server.run("ANALYZE", database="origin")
    _copy(server, KEEP)
    return passwords


def _copy(server, before):
    """Both databases as the exercise made them, and SQL that comes before that."""
    server.run(before + PRISTINE)
    server.run(HAND_OVER, database="pristine")
    server.run(RENEW)


def main(site):
    kernel.harden_first_process()
    wire.take_link()
    try:
        server = Server()
        pidfd = server.start()
        wire.tell_host({"t": "ready"})
        job = wire.hear_host("job")
        ends_at = time.monotonic() + job["lifeMs"] / 1000
        passwords = _load(server, job)
        gc.freeze()
        while job is not None:
            wire.tell_host({"t": "loaded", "passwords": passwords})
            job = Host(server, pidfd, job).run(ends_at)
            if job is not None:
                _copy(server, CANDIDATE.format(milliseconds=job["callMs"]))
    except wire.Closed:
        return
    except (Broken, OSError, subprocess.TimeoutExpired) as problem:
        wire.tell_host({"t": "unloaded", "message": str(problem)[:2_000]})
