"""What a sandbox is, asked from inside it. Runs where candidate code does, beside the tests, and as a first process."""

import ctypes
import errno
import functools
import json
import os
import platform
import resource
import socket
import subprocess

_libc = ctypes.CDLL(None, use_errno=True)
_EMPTY = ctypes.create_string_buffer(256)
_NEW_USER_AND_CHILD = 0x10000000 | 17
_NO_RANDOM_ADDRESSES = 0x0040000

#: Calls that no sandbox may make: `name: (number on x86_64, number on aarch64, arguments)`. Should one be let through after all, these
#: arguments make it fail for another reason.
_CALLS = {
    "ptrace": (101, 117, (16, 1, 0, 0)),
    "process_vm_readv": (310, 270, (1, 0, 0, 0, 0, 0)),
    "process_vm_writev": (311, 271, (1, 0, 0, 0, 0, 0)),
    "kcmp": (312, 272, (1, 1, 0, 0, 0)),
    "pidfd_getfd": (438, 438, (-1, 0, 0)),
    "process_madvise": (440, 440, (-1, 0, 0, 0, 0)),
    "prlimit64 of the first process": (302, 261, (1, 7, 0, 0)),
    "sched_setaffinity of the first process": (203, 122, (1, 8, _EMPTY)),
    "setpriority of the first process": (141, 140, (0, 1, 19)),
    "setpriority of the user": (141, 140, (2, 0, 19)),
    "unshare": (272, 97, (0x10000000,)),
    "setns": (308, 268, (-1, 0)),
    "clone into a user namespace": (56, 220, (_NEW_USER_AND_CHILD, 0, 0, 0, 0)),
    "mount": (165, 40, (0, b"/tmp", b"tmpfs", 0, 0)),
    "umount2": (166, 39, (b"/tmp", 0)),
    "pivot_root": (155, 41, (b"/tmp", b"/tmp")),
    "chroot": (161, 51, (b"/tmp",)),
    "fsopen": (430, 430, (b"tmpfs", 0)),
    "open_tree": (428, 428, (-1, b"/", 0)),
    "mount_setattr": (442, 442, (-1, b"/", 0, 0, 0)),
    "bpf": (321, 280, (0, _EMPTY, 16)),
    "perf_event_open": (298, 241, (_EMPTY, 0, -1, -1, 0)),
    "userfaultfd": (323, 282, (0,)),
    "io_uring_setup": (425, 425, (1, _EMPTY)),
    "add_key": (248, 217, (b"user", b"x", b"x", 1, -3)),
    "keyctl": (250, 219, (0, -3, 0)),
    "request_key": (249, 218, (b"user", b"x", 0, 0)),
    "kexec_load": (246, 104, (0, 0, 0, 1)),
    "init_module": (175, 105, (_EMPTY, 0, b"")),
    "delete_module": (176, 106, (b"nothing", 0)),
    "open_by_handle_at": (304, 265, (-1, _EMPTY, 0)),
    "name_to_handle_at": (303, 264, (-1, b"/", _EMPTY, _EMPTY, 0)),
    "personality": (135, 92, (_NO_RANDOM_ADDRESSES,)),
    "reboot": (169, 142, (0, 0, 0, 0)),
    "sethostname": (170, 161, (b"x", 1)),
    "settimeofday": (164, 170, (0, 0)),
    "acct": (163, 89, (b"/nowhere",)),
    "swapon": (167, 224, (b"/nowhere", 0)),
    "syslog": (103, 116, (10, 0, 0)),
    "quotactl": (179, 60, (0, 0, 0, 0)),
    "mknodat": (259, 33, (-100, b"/tmp/device", 0o20600, 0x103)),
    "fchownat": (260, 54, (-100, b"/tmp", 0, 0, 0)),
    "setxattr": (188, 5, (b"/tmp", b"user.x", b"x", 1, 0)),
    "move_pages": (279, 239, (1, 0, 0, 0, 0, 0)),
    "mbind": (237, 235, (0, 0, 0, 0, 0, 0)),
    "fanotify_init": (300, 262, (0, 0)),
    "seccomp": (317, 277, (99, 0, 0)),
    "memfd_secret": (447, 447, (99,)),
    "mq_open": (240, 180, (b"x", 0o102, 0o600, 0)),
    "msgget": (68, 186, (0, 0o1600)),
    "clone3": (435, 435, (0, 0)),
}
#: Socket families that reach past the sandbox's own loopback.
_FAMILIES = {"KEY": 15, "NETLINK": 16, "PACKET": 17, "RDS": 21, "TIPC": 30, "BLUETOOTH": 31, "ALG": 38, "VSOCK": 40, "XDP": 44}
_FOLDERS = "/ /usr /opt/assay /opt/assay/runner /opt/assay/site /etc /home /root /var/tmp /run /sys/fs/cgroup".split() + (
    "/sys/fs/cgroup/memory /work /tests /tmp /dev /dev/shm /dev/mqueue /proc/sys/kernel".split()
)
_TELLING = (
    "/proc/1/mem /proc/1/environ /proc/1/maps /proc/kcore /proc/kmsg /proc/keys /proc/timer_list /proc/sched_debug".split()
    + "/sys/kernel/security /sys/firmware /etc/shadow /var/run/docker.sock /dev/mem /dev/kmsg /dev/vda".split()
)
_RULING = "/proc/1/mem /proc/1/oom_score_adj /proc/sysrq-trigger /proc/sys/kernel/core_pattern /proc/sys/vm/overcommit_memory".split()


def _failure(action):
    """The name of the error with which an action fails, or None if it succeeds."""
    try:
        action()
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error.errno))
    return None


def _lines(path):
    try:
        with open(path) as file:
            return file.read().splitlines()
    except OSError:
        return []


def status():
    return dict(line.split(":\t", 1) for line in _lines("/proc/self/status") if ":\t" in line)


def first_status():
    return dict(line.split(":\t", 1) for line in _lines("/proc/1/status") if ":\t" in line)


def mounts():
    """`[place, options, type]`, the options of the mount and of the file system together."""
    rows = [line.split() for line in _lines("/proc/self/mountinfo")]
    return [[row[4], [*row[5].split(","), *row[-1].split(",")], row[row.index("-") + 1]] for row in rows]


def capacity():
    """`{place: [bytes, inodes]}` of folders in memory."""
    found = {}
    for place in ("/work", "/tests", "/tmp", "/dev/shm"):
        if os.path.ismount(place):
            facts = os.statvfs(place)
            found[place] = [facts.f_blocks * facts.f_frsize, facts.f_files]
    return found


def limits():
    names = ("CORE", "NOFILE", "FSIZE", "MEMLOCK", "MSGQUEUE", "CPU")
    return {name: list(resource.getrlimit(getattr(resource, "RLIMIT_" + name))) for name in names}


def own_limits():
    """A process may lower limits of its own."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft - 1, hard))
    lowered = resource.prlimit(0, resource.RLIMIT_NOFILE, (soft, hard))
    return [soft - lowered[0], resource.prlimit(0, resource.RLIMIT_NOFILE) == (soft, hard)]


def interfaces():
    return [line.split(":")[0].strip() for line in _lines("/proc/net/dev") if ":" in line]


def network():
    """Routes by their device, and what comes of reaching for another machine."""
    devices = [line.split()[0] for line in _lines("/proc/net/route")[1:]]
    devices += [line.split()[-1] for line in _lines("/proc/net/ipv6_route")]

    def reach():
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as one:
            one.settimeout(5)
            one.connect(("192.0.2.1", 80))

    return {"devices": sorted(set(devices)), "reach": _failure(reach)}


def sockets():
    refused = {name: _failure(lambda: socket.socket(family, socket.SOCK_RAW).close()) for name, family in _FAMILIES.items()}
    raw = _failure(lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP).close())
    return {**refused, "raw INET": raw, "INET": _failure(lambda: socket.socket().close())}


def devices():
    return sorted(os.listdir("/dev"))


def calls():
    column = 1 if platform.machine() == "aarch64" else 0
    found = {}
    for name, row in _CALLS.items():
        ctypes.set_errno(0)
        result = _libc.syscall(row[column], *row[2])
        if result == 0 and name.startswith("clone"):
            os._exit(0)
        found[name] = errno.errorcode.get(ctypes.get_errno(), "no error") if result == -1 else "let through"
    return found


def environment():
    return dict(os.environ)


def hostname():
    return [socket.gethostname(), *_lines("/proc/sys/kernel/domainname")]


def processes():
    return sum(name.isdigit() for name in os.listdir("/proc"))


def _number(*paths):
    for path in paths:
        for line in _lines(path)[:1]:
            return int(line) if line.lstrip("-").isdigit() else line
    return None


def control_group():
    one, two = "/sys/fs/cgroup/{}/{}", "/sys/fs/cgroup/{}"
    quota, period = (_number(one.format("cpu", f"cpu.cfs_{name}_us")) for name in ("quota", "period"))
    whole = _number(two.format("cpu.max"))
    if isinstance(whole, str) and not whole.startswith("max"):
        quota, period = (int(part) for part in whole.split())
    return {
        "memory": _number(two.format("memory.max"), one.format("memory", "memory.limit_in_bytes")),
        "with_swap": _number(one.format("memory", "memory.memsw.limit_in_bytes")),
        "swap": _number(two.format("memory.swap.max")),
        "pids": _number(two.format("pids.max"), one.format("pids", "pids.max")),
        "cpus": None if quota is None or period is None else quota / period,
        "paths": sorted({line.split(":", 2)[2] for line in _lines("/proc/self/cgroup")}),
    }


def written():
    """Folders in which a file can be made."""

    def make(folder):
        place = f"{folder}/probe"
        os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        os.unlink(place)

    return [folder for folder in _FOLDERS if _failure(lambda: make(folder)) is None]


def run():
    """Folders in which a program of one's own can be put and run."""
    found = []
    for folder in ("/work", "/tests", "/tmp", "/dev/shm"):
        place = f"{folder}/program"
        try:
            with open(place, "w") as file:
                file.write("#!/usr/bin/true\n")
            os.chmod(place, 0o700)
            subprocess.run([place], check=True)
            found.append(folder)
        except OSError:
            continue
    return found


def opened():
    """Files that tell about the first process or the host and have something in them, and files that rule it and can be written."""

    def read(path):
        if os.path.isdir(path):
            content = os.listdir(path)
        else:
            with open(path, "rb") as file:
                content = file.read(1)
        if not content:
            raise OSError(errno.ENODATA, "nothing is in it")

    def write(path):
        os.close(os.open(path, os.O_WRONLY))

    told = [path for path in _TELLING if _failure(lambda: read(path)) is None]
    return told + [path for path in _RULING if _failure(lambda: write(path)) is None]


def lending():
    """Programs that would lend the rights of another user or group."""
    found = []
    for place, folders, names in os.walk("/usr"):
        for name in names:
            try:
                if os.lstat(f"{place}/{name}").st_mode & 0o6000:
                    found.append(f"{place}/{name}")
            except OSError:
                continue
    return found


PARTS, PART = 4, 3000
TOPICS = (
    status, first_status, mounts, capacity, limits, own_limits, interfaces, network, sockets, devices, calls, environment, hostname,
    processes, control_group, written, run, opened, lending,
)


@functools.cache
def _answer(topic):
    """Asked once, so that its parts fit together and nobody walks through a disk for each of them."""
    return json.dumps({one.__name__: one for one in TOPICS}[topic]())


def told(topic, part):
    """A part of the answer, for it may be longer than a message of a test."""
    return json.dumps(_answer(topic)[part * PART : (part + 1) * PART])


def everything():
    return {one.__name__: one() for one in TOPICS}
