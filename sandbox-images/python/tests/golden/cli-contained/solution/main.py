"""Programs that do not end as a program should, by the name of what they do."""

import os
import signal
import subprocess
import sys
import time


def ignores_the_end_of_input():
    sys.stdin.read()
    while True:
        time.sleep(60)


def spins():
    while True:
        pass


def closes_its_output():
    print("said", flush=True)
    os.close(1)
    os.close(2)
    time.sleep(0.2)
    os._exit(3)


def becomes_a_daemon():
    """Leaves the session, holds the pipes open, and would write a file later."""
    if os.fork():
        os._exit(0)
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    for number in range(1000):
        time.sleep(0.01)
        open(f"alive-{number}", "w").close()


def leaves_children():
    for _ in range(5):
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    print("started")


def counts_processes():
    print(sum(name.isdigit() for name in os.listdir("/proc")))


def multiplies():
    while True:
        try:
            os.fork()
        except OSError:
            time.sleep(0.01)


def kills_everybody():
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        print("nobody")


def kills_the_first_process():
    try:
        os.kill(1, signal.SIGKILL)
    except PermissionError:
        pass
    print("still here")


def reads_the_first_process():
    for name in ("/proc/1/mem", "/proc/1/environ", "/proc/1/fd/100"):
        try:
            open(name, "rb").read(1)
            print("read", name)
        except OSError:
            continue


def fills_the_disk():
    try:
        with open("large", "wb") as file:
            while True:
                file.write(b"x" * (1 << 20))
    except OSError:
        print("full")


def plants_modules():
    for name in ("sitecustomize.py", "sys.py", "site.py", "encodings.py", "usercustomize.py"):
        open(name, "w").write("print('planted', file=__import__('sys').stderr)\n")


globals()[sys.argv[1]]()
