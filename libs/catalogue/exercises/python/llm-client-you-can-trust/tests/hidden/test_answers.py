import pytest
from assay.services import Answer
from shapes import completion, message, words

pytestmark = pytest.mark.requirement("R1")


def test_openai_is_asked(play, new_client, time):
    providers = play(openai=[completion(text := words(), others=["another choice"])])
    prompt = words()
    assert new_client(max_tokens=77).complete(prompt) == text
    assert providers.openai.bodies == [
        {"model": "gpt-desk", "messages": [{"role": "user", "content": prompt}], "max_completion_tokens": 77}
    ]
    assert [(request.method, request.path) for request in providers.openai.requests] == [("POST", "/v1/chat/completions")]
    assert (providers.anthropic.requests, time.waits) == ([], [])


def test_anthropic_is_asked_in_its_own_way(play, new_client):
    first, second = words(), words()
    thinking = {"type": "thinking", "thinking": "Let me see.", "signature": "x"}
    providers = play(openai=[Answer(500)], anthropic=[message(thinking, first, second)])
    prompt = words()
    assert new_client(attempts=1, max_tokens=78).complete(prompt) == first + second
    assert providers.anthropic.bodies == [
        {"model": "claude-desk", "messages": [{"role": "user", "content": prompt}], "max_tokens": 78}
    ]
    assert [(request.method, request.path) for request in providers.anthropic.requests] == [("POST", "/v1/messages")]


def test_calls_do_not_know_of_each_other(play, new_client):
    texts, prompts = [words() for _ in range(3)], [words() for _ in range(3)]
    providers = play(openai=[completion(text) for text in texts])
    client = new_client()
    assert [client.complete(prompt) for prompt in prompts] == texts
    assert [body["messages"] for body in providers.openai.bodies] == [[{"role": "user", "content": prompt}] for prompt in prompts]
