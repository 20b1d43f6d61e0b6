"""Files in the candidate's work folder, touched by PID 1: no link is followed, nothing but a regular file is opened."""

import os
import shutil
import stat

WORK = "/work"
#: Where alone a process of the sandbox may have left files.
WRITABLE = (WORK, "/tmp", "/dev/shm")
READ_CAP = 512 << 10


def _parent(path, create):
    """A descriptor of the folder that holds `path`, and the last name."""
    *folders, name = path.split("/")
    if not name or any(part in ("", ".", "..") for part in (*folders, name)):
        raise OSError(22, "not a relative path")
    here = os.open(WORK, os.O_RDONLY | os.O_DIRECTORY)
    for folder in folders:
        try:
            if create:
                try:
                    os.mkdir(folder, 0o700, dir_fd=here)
                except FileExistsError:
                    pass
            inner = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=here)
        finally:
            os.close(here)
        here = inner
    return here, name


def write(path, data, at=None):
    """Write a fresh file, of the time `at` if there is one. None, or what went wrong in words."""
    try:
        folder, name = _parent(path, True)
        try:
            try:
                os.unlink(name, dir_fd=folder)
            except FileNotFoundError:
                pass
            fd = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=folder)
            with open(fd, "wb") as file:
                file.write(data)
                if at is not None:
                    file.flush()
                    os.utime(file.fileno(), (at, at))
        finally:
            os.close(folder)
    except OSError as error:
        return os.strerror(error.errno or 5)
    return None


def empty(folder):
    """Remove what lies in a folder."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def clear():
    """Remove every file that was left. False where one stays: somebody took care that it does."""
    try:
        for folder in WRITABLE:
            empty(folder)
        for folder in (WORK, "/tmp"):
            os.chmod(folder, 0o700)
    except (OSError, RecursionError):
        return False
    return True


def read(path):
    """The content of a regular file, at most 512 kB of it, or None."""
    try:
        folder, name = _parent(path, False)
        try:
            fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        finally:
            os.close(folder)
        with open(fd, "rb") as file:
            return file.read(READ_CAP) if stat.S_ISREG(os.fstat(fd).st_mode) else None
    except OSError:
        return None


def exists(path):
    try:
        folder, name = _parent(path, False)
        try:
            return stat.S_ISREG(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
        finally:
            os.close(folder)
    except OSError:
        return False
