"""Calls what it is given."""

import threading
from concurrent.futures import ThreadPoolExecutor


def apply(function, *args, **kwargs):
    return function(*args, **kwargs)


def each(items, action):
    for item in items:
        action(item)


def retry(action, times):
    for attempt in range(times):
        try:
            return action()
        except ConnectionError:
            if attempt == times - 1:
                raise


def guarded(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def use(resource):
    with resource as opened:
        return [opened.read(3), opened.size, len(opened), opened[0]]


def in_threads(action):
    with ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(action, range(8)))


def identical(first, second):
    return first is second or first == second


def snoop(target, name):
    return getattr(target, name)


def reachable_from(function):
    return sorted(function.__globals__)


def overwrite(target, name):
    setattr(target, name, 99)


class Emitter:
    def __init__(self):
        self.listeners = []

    def on(self, listener):
        self.listeners.append(listener)

    def emit(self, value):
        for listener in self.listeners:
            listener(value)


def from_a_thread(action):
    result = []
    thread = threading.Thread(target=lambda: result.append(action()))
    thread.start()
    thread.join()
    return result
