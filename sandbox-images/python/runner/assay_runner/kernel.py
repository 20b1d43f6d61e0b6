"""What the runner asks of the kernel: process flags, limits, and who used how much."""

import ctypes
import os
import resource
import signal
import time

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")

_libc = ctypes.CDLL(None, use_errno=True)


def set_dumpable(yes):
    """A process that is not dumpable keeps its memory and descriptors from others of its uid."""
    if _libc.prctl(PR_SET_DUMPABLE, int(yes), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_DUMPABLE)")


def die_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def harden_first_process():
    """For PID 1: hide from others, and leave every signal to the kernel's protection of the first process."""
    set_dumpable(False)
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def lower(kind, value):
    """Lower a limit for good. A limit that is already lower stays."""
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def limit_candidate(limits):
    """Limits of one candidate process, all inherited by what it starts. The supervisor's own deadlines come first."""
    seconds = limits["cpuMs"] // 1000 + 2
    lower(resource.RLIMIT_CPU, seconds)
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_NOFILE, 256)
    lower(resource.RLIMIT_FSIZE, limits["tmpMb"] << 20)
    lower(resource.RLIMIT_MEMLOCK, 0)
    if limits.get("addressSpace"):
        # Libraries with threads of their own map gigabytes that they never touch; shared memory counts as mapped only.
        lower(resource.RLIMIT_DATA, (limits["memoryMb"] + 512) << 20)
        lower(resource.RLIMIT_AS, (limits["memoryMb"] + 4096) << 20)
        lower(resource.RLIMIT_NPROC, limits["pids"])


def expose_to_memory_pressure():
    """Should the sandbox run out of memory, this process is to go, and not the first one."""
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")


def filled_bytes():
    """Bytes of this process's memory that count for RLIMIT_DATA."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[5]) * PAGE


def end_others():
    """For PID 1: kill every other process of the sandbox and collect it."""
    try:
        os.kill(-1, signal.SIGKILL)
        while True:
            os.waitpid(-1, 0)
    except (ProcessLookupError, ChildProcessError):
        return


def processes():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _stat(pid):
    with open(f"/proc/{pid}/stat", "rb") as file:
        return file.read().rpartition(b")")[2].split()


def _cpu_account():
    """A descriptor of the control group's count of CPU time and how it reads in milliseconds, or None where no group tells."""
    for path, milliseconds in (
        ("/sys/fs/cgroup/cpu.stat", lambda text: int(text.split(None, 2)[1]) / 1e3),
        ("/sys/fs/cgroup/cpuacct/cpuacct.usage", lambda text: int(text) / 1e6),
    ):
        try:
            return os.open(path, os.O_RDONLY | os.O_CLOEXEC), milliseconds
        except OSError:
            continue
    return None


def _cpu_clock(pid):
    """The clock of a process's CPU time, as clock_getcpuclockid(3) makes it."""
    return (~pid << 3) | 2


class Usage:
    """What every process of this sandbox but the first uses, those that have ended included."""

    def __init__(self):
        self._account = _cpu_account()

    def close(self):
        if self._account is not None:
            os.close(self._account[0])

    def cpu_ms(self):
        if self._account is None:
            return self._scan()[0]
        fd, milliseconds = self._account
        return max(0.0, milliseconds(os.pread(fd, 200, 0)) - time.process_time() * 1000)

    def resident_mb(self):
        return self._scan()[1]

    def _scan(self):
        seconds, pages = 0.0, 0
        for pid in processes():
            if pid == os.getpid():
                continue
            try:
                fields = _stat(pid)
                seconds += time.clock_gettime(_cpu_clock(pid))
            except OSError:
                continue
            # Of its children that it has collected the kernel tells in ticks alone.
            seconds += sum(int(field) for field in fields[13:15]) / TICKS
            pages += int(fields[21])
        reaped = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (seconds + reaped.ru_utime + reaped.ru_stime) * 1000, pages * PAGE / (1 << 20)


def open_descriptors(pid):
    """The open descriptors of a process as `{number: what it leads to}`."""
    found = {}
    for name in os.listdir(f"/proc/{pid}/fd"):
        try:
            found[int(name)] = os.readlink(f"/proc/{pid}/fd/{name}")
        except OSError:
            continue
    return found


def _first_number(path, word=None):
    try:
        with open(path) as file:
            for line in file:
                parts = line.split()
                if word is None:
                    return int(parts[0])
                if parts[0] == word:
                    return int(parts[1])
    except (OSError, ValueError, IndexError):
        return None
    return None


def out_of_memory_kills():
    """How often the kernel killed for this sandbox's memory limit, or None where no control group tells."""
    found = _first_number("/sys/fs/cgroup/memory.events", "oom_kill")
    return found if found is not None else _first_number("/sys/fs/cgroup/memory/memory.oom_control", "oom_kill")


def memory_mb():
    """Memory of the whole sandbox now by its control group, or None."""
    found = _first_number("/sys/fs/cgroup/memory.current")
    if found is None:
        found = _first_number("/sys/fs/cgroup/memory/memory.usage_in_bytes")
    return None if found is None else found / (1 << 20)


def peak_memory_mb():
    """Peak memory of the whole sandbox by its control group, or None."""
    found = _first_number("/sys/fs/cgroup/memory.peak")
    if found is None:
        found = _first_number("/sys/fs/cgroup/memory/memory.max_usage_in_bytes")
    return None if found is None else found / (1 << 20)
