import assay
import pytest
from assay.services import Answer, Stream, events
from contract import Rejected


def completion(text):
    message = {"role": "assistant", "content": text}
    usage = {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12}
    choices = [{"index": 0, "finish_reason": "stop", "message": message}]
    return Answer(json={"id": "c-1", "object": "chat.completion", "created": 1, "model": "m", "choices": choices, "usage": usage})


def message(text):
    usage = {"input_tokens": 9, "output_tokens": 3}
    content = [{"type": "text", "text": text}]
    body = {"id": "m-1", "type": "message", "role": "assistant", "model": "m", "content": content, "usage": usage}
    return Answer(json=body | {"stop_reason": "end_turn", "stop_sequence": None})


def chunk(content, finish=None):
    choices = [{"index": 0, "delta": {"content": content}, "finish_reason": finish}]
    return {"id": "c-1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices}


@pytest.mark.requirement("R1", "R10")
def test_openai_answers(client):
    with assay.services.http("openai", [completion("Hello!")]) as openai:
        assert client.complete("Say hello.") == "Hello!"
    assert openai.requests[0].json()["messages"] == [{"role": "user", "content": "Say hello."}]
    assert client.used_tokens == 12


@pytest.mark.requirement("R3", "R5")
def test_anthropic_answers_when_openai_does_not(client, time):
    with assay.services.http("openai", [Answer(503)]) as openai, assay.services.http("anthropic", [message("Hello!")]):
        assert client.complete("Say hello.") == "Hello!"
    assert (len(openai.requests), time.waits) == (3, [0.25, 0.5])


@pytest.mark.requirement("R2")
def test_a_refusal_is_final(client):
    with assay.services.http("openai", [Answer(401, json={"error": {"message": "unknown key"}})]) as openai:
        with pytest.raises(Rejected):
            client.complete("Say hello.")
    assert len(openai.requests) == 1


@pytest.mark.requirement("R8")
def test_a_stream(client):
    pieces = events(chunk("Hel"), chunk("lo!"), chunk(None, finish="stop"), done="[DONE]")
    with assay.services.http("openai", [Stream(pieces)]):
        assert list(client.stream("Say hello.")) == ["Hel", "lo!"]


@pytest.mark.requirement("R9")
def test_a_triage(client):
    with assay.services.http("openai", [completion('{"category": "bug", "urgency": 4}')]):
        assert client.extract("It crashes.") == {"category": "bug", "urgency": 4}
