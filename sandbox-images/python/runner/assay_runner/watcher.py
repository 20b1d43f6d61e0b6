"""Descriptors, and whom to call when something happens on them."""

import select

IN, OUT = select.POLLIN, select.POLLOUT


class Watcher:
    def __init__(self):
        self._poll = select.poll()
        self._known = {}
        self._round = 0

    def watch(self, fd, call, events=IN):
        """Call `call()` whenever `fd` is ready, has hung up or has failed."""
        self._known[fd] = (call, self._round)
        self.want(fd, events)

    def want(self, fd, events):
        """Wait for other events. For none at all the descriptor is left alone: a hang-up would be told again and again."""
        if events:
            self._poll.register(fd, events)
        else:
            self._leave(fd)

    def forget(self, fd):
        self._known.pop(fd, None)
        self._leave(fd)

    def _leave(self, fd):
        try:
            self._poll.unregister(fd)
        except KeyError:
            return

    def wait(self, milliseconds):
        """Wait and call. What happened on a descriptor whose number was given to another one meanwhile is not told to that one."""
        self._round += 1
        for fd, _ in self._poll.poll(milliseconds):
            call, since = self._known.get(fd, (None, self._round))
            if since < self._round:
                call()
