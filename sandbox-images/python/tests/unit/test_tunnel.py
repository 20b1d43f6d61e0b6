"""Two ends of a tunnel in one process: what they carry, how little they hold, and what they refuse. Run with `python3 -m unittest`."""

import pathlib
import socket
import struct
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "runner"))

from assay_runner import tunnel  # noqa: E402
from assay_runner.watcher import Watcher  # noqa: E402
from assay_runner.wire import Malformed  # noqa: E402


def free_port():
    with socket.socket() as probe:
        probe.bind((tunnel.LOOPBACK, 0))
        return probe.getsockname()[1]


class TwoEnds:
    """The grader's end listens on `port`, which at the sandbox's end leads to `place`. Frames are handed over when asked."""

    def __init__(self, place, **options):
        self.watcher = Watcher()
        self.to_sandbox, self.to_grader, self.held = [], [], 0
        self.port = free_port()
        self.grader = tunnel.Tunnel(self.watcher, self.to_sandbox.append, tunnel.GRADER)
        self.sandbox = tunnel.Tunnel(self.watcher, self.to_grader.append, tunnel.SANDBOX, {self.port: place}, **options)
        self.grader.listen(self.port)

    def step(self):
        self.watcher.wait(5)
        for frames, end in ((self.to_sandbox, self.sandbox), (self.to_grader, self.grader)):
            self.held = max(self.held, sum(map(len, frames)))
            while frames:
                end.take(frames.pop(0))

    def until(self, done):
        for _ in range(20_000):
            if done():
                return
            self.step()
        raise AssertionError("it never came to that")


class Serving:
    """A server on loopback that gives each connection to a function, in a thread."""

    def __init__(self, serve):
        self._listener = socket.create_server((tunnel.LOOPBACK, 0))
        self.place = self._listener.getsockname()
        threading.Thread(target=self._run, args=[serve], daemon=True).start()

    def _run(self, serve):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=[connection], daemon=True).start()

    def close(self):
        self._listener.close()


def echo(connection):
    with connection:
        while data := connection.recv(70_000):
            connection.sendall(data)


def in_thread(work):
    found = []
    thread = threading.Thread(target=lambda: found.append(work()), daemon=True)
    thread.start()
    return thread, found


class Carrying(unittest.TestCase):
    def serve(self, serve):
        server = Serving(serve)
        self.addCleanup(server.close)
        return server.place

    def test_bytes_arrive_whole_and_both_ends_close(self):
        ends = TwoEnds(self.serve(echo))
        sent = bytes(range(256)) * 8_000

        def ask():
            with socket.create_connection((tunnel.LOOPBACK, ends.port)) as connection:
                writer = threading.Thread(target=lambda: (connection.sendall(sent), connection.shutdown(socket.SHUT_WR)))
                writer.start()
                got = bytearray()
                while data := connection.recv(65_536):
                    got += data
                writer.join()
                return bytes(got)

        thread, found = in_thread(ask)
        ends.until(lambda: not thread.is_alive() and not ends.grader.streams and not ends.sandbox.streams)
        self.assertEqual(found, [sent])

    def test_nobody_holds_more_than_a_window_for_a_reader_that_waits(self):
        ends = TwoEnds(self.serve(lambda connection: (connection.recv(1), connection.sendall(b"x" * 20_000_000))))
        with socket.create_connection((tunnel.LOOPBACK, ends.port)) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            connection.sendall(b"?")
            ends.until(lambda: any(len(stream.waiting) > tunnel.WINDOW_BYTES // 2 for stream in ends.grader.streams.values()))
            for _ in range(200):
                ends.step()
            (stream,) = ends.grader.streams.values()
            self.assertLessEqual(len(stream.waiting), tunnel.WINDOW_BYTES)
            self.assertLessEqual(ends.held, 2 * tunnel.WINDOW_BYTES)

    def test_a_port_where_nobody_listens_is_a_reset(self):
        ends = TwoEnds((tunnel.LOOPBACK, free_port()))
        with socket.create_connection((tunnel.LOOPBACK, ends.port)) as connection:
            ends.until(lambda: ends.grader.streams)
            ends.until(lambda: not ends.grader.streams)
            with self.assertRaises(ConnectionResetError):
                connection.recv(1)

    def test_more_than_the_allowance_is_told(self):
        told = []
        place = self.serve(lambda connection: (connection.recv(1), connection.sendall(b"x" * 1_000_000)))
        ends = TwoEnds(place, allowance=100_000, flooded=lambda: told.append(True))

        def ask():
            with socket.create_connection((tunnel.LOOPBACK, ends.port)) as connection:
                connection.sendall(b"?")
                while connection.recv(65_536):
                    continue

        in_thread(ask)
        ends.until(lambda: told)
        self.assertEqual(told, [True])

    def test_further_connections_wait_for_a_place(self):
        ends = TwoEnds(self.serve(echo))
        clients = []
        for _ in range(tunnel.STREAMS + 3):
            clients.append(socket.create_connection((tunnel.LOOPBACK, ends.port)))
            ends.step()
        ends.until(lambda: len(ends.sandbox.streams) == tunnel.STREAMS)
        last = clients.pop()
        last.sendall(b"here")
        for client in clients:
            client.close()
        thread, found = in_thread(lambda: last.recv(4))
        ends.until(lambda: not thread.is_alive())
        self.assertEqual(found, [b"here"])
        last.close()

    def test_the_server_that_does_nothing_answers_each_request(self):
        answer = tunnel.no_operation()
        request = b"GET / HTTP/1.1\r\nHost: noop\r\n\r\n"
        parts = [answer(part) for part in (request[:-2], request[-2:] + request, request[:3])]
        self.assertEqual([part.count(b"204 No Content") for part in parts], [0, 2, 0])


class Refusing(unittest.TestCase):
    def setUp(self):
        self.sent = []
        self.end = tunnel.Tunnel(Watcher(), self.sent.append, tunnel.GRADER, {9_001: (tunnel.LOOPBACK, free_port())}, {1: tunnel.no_operation})

    def frame(self, ident, op, data=b""):
        return tunnel.HEAD.pack(ident, op) + data

    def opened(self, ident, port):
        self.end.take(self.frame(ident, tunnel.OPEN, struct.pack(">H", port)))

    def test_a_foreign_port_is_a_reset(self):
        self.opened(2, 22)
        self.assertEqual((self.sent, self.end.streams), ([self.frame(2, tunnel.RESET)], {}))

    def test_what_no_tunnel_sends_is_malformed(self):
        self.opened(2, 1)
        credit = struct.pack(">I", 1)
        for forged in (
            b"\x00\x00",
            self.frame(2, 9),
            self.frame(3, tunnel.OPEN, struct.pack(">H", 1)),
            self.frame(2, tunnel.OPEN, struct.pack(">H", 1)),
            self.frame(4, tunnel.OPEN, b"\x00"),
            self.frame(2, tunnel.DATA, b"x" * (tunnel.WINDOW_BYTES + 1)),
            self.frame(2, tunnel.WINDOW, credit),
            self.frame(2, tunnel.WINDOW, credit[1:]),
        ):
            with self.subTest(forged[:12]), self.assertRaises(Malformed):
                self.end.take(forged)

    def test_what_belongs_to_a_stream_that_has_ended_is_dropped(self):
        self.opened(2, 1)
        self.end.take(self.frame(2, tunnel.RESET))
        for op in (tunnel.DATA, tunnel.EOF, tunnel.WINDOW, tunnel.RESET):
            self.end.take(self.frame(2, op, struct.pack(">I", 1)))
        self.assertEqual((self.sent, self.end.streams), ([], {}))


if __name__ == "__main__":
    unittest.main()
