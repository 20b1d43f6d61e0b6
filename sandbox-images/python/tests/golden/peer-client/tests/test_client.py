import socketserver
import threading

import assay
import pytest
from assay.services import Answer, Drop, Raw, Stream, events
from solution import complete, shout, stream


def test_asks_and_reads():
    with assay.services.http("llm", lambda request: {"text": request.json()["prompt"].upper()}) as llm:
        assert complete("hé") == "HÉ"
    assert [(request.method, request.path) for request in llm.requests] == [("POST", "/v1/complete")]
    assert llm.requests[0].headers["content-type"] == "application/json"


def test_tries_again():
    with assay.services.http("llm", [Answer(429, headers={"Retry-After": "0.05"}), Answer(json={"text": "yes"})]) as llm:
        assert complete("?") == "yes"
    first, second = llm.requests
    assert second.at - first.at >= 0.05


def test_a_dropped_connection():
    with assay.services.http("llm", [Drop()]):
        with pytest.raises(OSError):
            complete("?")


def test_an_answer_that_is_none():
    with assay.services.http("llm", [Raw(b"SSH-2.0-OpenSSH\r\n")]):
        with pytest.raises(Exception, match="SSH"):
            complete("?")


def test_a_stream_to_its_end():
    pieces = events({"word": "a"}, {"word": "b"}, done="[DONE]")
    with assay.services.http("llm", [Stream(pieces, delay=0.01)]):
        assert stream() == ["a", "b"]


def test_a_stream_that_is_cut():
    with assay.services.http("llm", [Stream(events({"word": "a"}), cut=True)]):
        with pytest.raises(Exception):
            stream()


def test_a_service_that_is_down():
    with pytest.raises(OSError):
        complete("?")


def test_what_a_script_asserts_fails_the_test():
    def script(request):
        assert request.path == "/v2/complete"

    with assay.services.http("llm", script):
        with pytest.raises(OSError):
            complete("?", tries=1)


class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.read().upper())


def test_another_protocol():
    with socketserver.ThreadingTCPServer(assay.services.address("raw"), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert shout("ab" * 500_000) == "AB" * 500_000
        server.shutdown()
