"""The candidate's app as a server on loopback, in the candidate's process. Everything here is a claim, as all that this process does."""

import asyncio
import inspect
import os
import socketserver
import sys
import traceback
from wsgiref import simple_server

HOST = "127.0.0.1"


class Unsuitable(Exception):
    """What the exercise names is not there, or is no app."""


def server_of(app, port):
    """The server for `module:name`: ASGI where calling the app gives a coroutine, else WSGI."""
    found = _find(app)
    if not callable(found):
        raise Unsuitable(f"{app} is no ASGI or WSGI app: it cannot be called.")
    # What it prints belongs to the test that is running, not to whichever comes when a buffer is full.
    sys.stdout.reconfigure(line_buffering=True)
    kind = AsgiServer if _is_asynchronous(found) else WsgiServer
    return kind(found, port)


def _find(path):
    module, _, name = path.partition(":")
    found = sys.modules[module]
    for part in name.split("."):
        if not hasattr(found, part):
            raise Unsuitable(f"There is no {part} in {module}; the tests need {path}.")
        found = getattr(found, part)
    return found


def _is_asynchronous(app):
    return inspect.iscoroutinefunction(app) or inspect.iscoroutinefunction(getattr(app, "__call__", None))


class _Server:
    """Has the main thread: apps may install signal handlers. When it ends, so does the process."""

    def run(self):
        try:
            self.serve()
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        os._exit(1)

    def serve(self):
        raise NotImplementedError

    def reset(self, hook):
        """Call `module:name`, which may be a coroutine function."""
        outcome = _find(hook)()
        if inspect.isawaitable(outcome):
            self.complete(_awaited(outcome))

    def complete(self, coroutine):
        asyncio.run(coroutine)


async def _awaited(outcome):
    return await outcome


class AsgiServer(_Server):
    def __init__(self, app, port):
        try:
            import uvicorn
        except ModuleNotFoundError as error:
            raise Unsuitable("An ASGI app needs an image profile with uvicorn.") from error
        config = uvicorn.Config(app, host=HOST, port=port, log_level="warning", access_log=False)
        self._server, self._loop = uvicorn.Server(config), None

    def serve(self):
        asyncio.run(self._serve())

    async def _serve(self):
        self._loop = asyncio.get_running_loop()
        await self._server.serve()

    def complete(self, coroutine):
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()


class _Threads(socketserver.ThreadingMixIn, simple_server.WSGIServer):
    daemon_threads = True
    request_queue_size = 64

    def server_bind(self):
        """As the base does it, without asking for the name of the address."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]
        self.setup_environ()

    def handle_error(self, request, client_address):
        """A client that went away is nothing to tell about."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            traceback.print_exc()


class _Quietly(simple_server.WSGIRequestHandler):
    disable_nagle_algorithm = True

    def log_message(self, *args):
        """What the app prints is shown to its author, not what the server has to say."""


class WsgiServer(_Server):
    def __init__(self, app, port):
        self._server = simple_server.make_server(HOST, port, app, _Threads, _Quietly)

    def serve(self):
        self._server.serve_forever(poll_interval=3_600)
