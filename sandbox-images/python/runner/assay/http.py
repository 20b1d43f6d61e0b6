"""For tests of the harness `http`: the app that the solution serves, reached over the tunnel.

`base_url` and `address` are for any client; `client()` gives an httpx client where the image profile has httpx. A request that the
solution leaves unanswered ends the test by itself. `noop_url` is a server that answers 204 to each request without a body and does
nothing else, over the same tunnel: what the solution's latency is measured against.
"""

import http.client
import statistics
import time

address = ("127.0.0.1", 8000)
base_url = "http://127.0.0.1:8000"
noop_url = "http://127.0.0.1:8001"
_NOOP_PORT = 8001
#: No TLS is spoken, so no client has to load certificates: that takes as long as several requests.
_FIXED = {"base_url": base_url, "timeout": None, "verify": False}


def client(**options):
    """An `httpx.Client` for the solution's app, without time limits of its own. Needs an image profile with httpx."""
    import httpx

    return httpx.Client(**_FIXED, **options)


def async_client(**options):
    """The same for tests that await: an `httpx.AsyncClient`."""
    import httpx

    return httpx.AsyncClient(**_FIXED, **options)


def relative_latency(path, rounds=15, method="GET", body=None, headers=None):
    """How many times longer the solution takes to answer than a server that does nothing: the median ratio of `rounds` pairs.

    Both are asked in turn over connections that stay open, so that both meet the same load of the machine.
    """
    if rounds < 5:
        raise ValueError("fewer than 5 pairs say nothing about a latency")
    solution, noop = (http.client.HTTPConnection(address[0], port) for port in (address[1], _NOOP_PORT))
    try:
        _seconds_of(solution, method, path, body, headers or {}), _seconds_of(noop, "GET", "/", None, {})
        return statistics.median(
            _seconds_of(solution, method, path, body, headers or {}) / _seconds_of(noop, "GET", "/", None, {})
            for _ in range(rounds)
        )
    finally:
        solution.close()
        noop.close()


def _seconds_of(connection, method, path, body, headers):
    begun = time.perf_counter()
    connection.request(method, path, body, headers)
    connection.getresponse().read()
    return time.perf_counter() - begun
