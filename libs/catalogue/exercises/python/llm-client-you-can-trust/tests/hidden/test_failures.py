import pytest
from assay.services import Answer, Drop, Raw
from client import Client
from contract import Policy, Rejected, Unavailable
from shapes import DEFAULTS, completion, message, words

JSON = {"Content-Type": "application/json"}
STATUSES = {
    "429": Answer(429, json={"error": {"message": "slow down", "type": "rate_limit_error"}}),
    "500": Answer(500, json={"error": {"message": "sorry"}}),
    "503": Answer(503, body=b"upstream is away"),
    "529": Answer(529, json={"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}),
}
NO_ANSWERS = {
    "reset": Drop(),
    "no HTTP": Raw(b"SSH-2.0-OpenSSH\r\n"),
    "a page of a proxy": Answer(body=b"<html>Good morning!</html>", headers={"Content-Type": "text/html"}),
    "broken JSON": Answer(body=b'{"id": "c-1", "choi', headers=JSON),
    "another object": Answer(json={"hello": "world"}),
    "a list": Answer(json=[1, 2]),
}
OPENAI = [
    STATUSES,
    NO_ANSWERS | {"no text": completion(None), "an empty text": completion(""), "no choices": Answer(json={"choices": []})},
]
ANTHROPIC = [STATUSES, NO_ANSWERS | {"no blocks": message(), "an empty text": message("")}]
KINDS = ["status", "no answer"]


def each_before(answer, failures):
    """A script that fails once in each way, each time before a text of its own; and those texts, by the name of the failure."""
    texts = {name: words() for name in failures}
    return [step for name, failure in failures.items() for step in (failure, answer(texts[name]))], texts


@pytest.mark.requirement("R2")
@pytest.mark.parametrize("failures", OPENAI, ids=KINDS)
def test_openai_is_asked_again(play, new_client, failures):
    script, texts = each_before(completion, failures)
    providers = play(openai=script, anthropic=[message("Anthropic")])
    client = new_client()
    for count, (failure, text) in enumerate(texts.items(), 1):
        assert client.complete("?") == text, failure
        assert len(providers.openai.requests) == 2 * count, failure
    assert providers.anthropic.requests == []


@pytest.mark.requirement("R2", "R5")
@pytest.mark.parametrize("failures", ANTHROPIC, ids=KINDS)
def test_anthropic_is_asked_again(play, new_client, failures):
    script, texts = each_before(message, failures)
    providers = play(anthropic=script)
    client = new_client(attempts=2)
    for count, (failure, text) in enumerate(texts.items(), 1):
        assert client.complete("?") == text, failure
        assert (len(providers.openai.requests), len(providers.anthropic.requests)) == (2 * count, 2 * count), failure


@pytest.mark.requirement("R2")
def test_silence_is_a_failure(play, new_client):
    silence = Answer(delay=4.0, json=completion("late").json)
    providers = play(openai=[silence, completion(text := words())])
    assert new_client(request_timeout=0.8, attempts=4).complete("?") == text
    assert len(providers.openai.requests) >= 2


@pytest.mark.requirement("R2")
@pytest.mark.parametrize("statuses", [[400, 401, 404, 422, 499], [408, 409]], ids=["refused", "retried by packages"])
def test_what_is_refused_is_not_asked_again(play, new_client, time, statuses):
    refusals = [Answer(status, json={"error": {"message": "no"}}) for status in statuses]
    providers = play(openai=[*refusals, completion("yes")], anthropic=[message("yes")])
    client = new_client()
    for count in range(len(statuses)):
        with pytest.raises(Rejected):
            client.complete("?")
        assert len(providers.openai.requests) == count + 1, statuses[count]
    assert (providers.anthropic.requests, time.waits) == ([], [])


@pytest.mark.requirement("R2", "R5")
@pytest.mark.parametrize("status", [400, 409])
def test_nor_when_anthropic_refuses_it(play, new_client, status):
    providers = play(anthropic=[Answer(status, json={"type": "error", "error": {"message": "no"}}), message("yes")])
    with pytest.raises(Rejected):
        new_client(attempts=1).complete("?")
    assert len(providers.anthropic.requests) == 1


def gaps(*arrivals):
    return [later - earlier for earlier, later in zip(arrivals, arrivals[1:])]


@pytest.mark.requirement("R3", "R5")
@pytest.mark.parametrize("attempts", [1, 2, 4])
def test_attempts_are_counted(play, new_client, attempts):
    providers = play(openai=[Answer(500)], anthropic=[Answer(503)])
    with pytest.raises(Unavailable):
        new_client(attempts=attempts).complete("?")
    assert (len(providers.openai.requests), len(providers.anthropic.requests)) == (attempts, attempts)


@pytest.mark.requirement("R3", "R5")
def test_waits_are_drawn_between_bounds_that_double(play, new_client, time):
    providers = play(openai=[Answer(500)], anthropic=[Answer(500)])
    with pytest.raises(Unavailable):
        new_client(attempts=5, first_wait=0.75, longest_wait=4.0).complete("?")
    bounds = [(0, 0.75), (0, 1.5), (0, 3.0), (0, 4.0)]
    assert [(low, high) for low, high, _ in time.drawn] == bounds + bounds
    values = [value for _, _, value in time.drawn]
    assert gaps(*providers.openai.arrivals) == pytest.approx(values[:4])
    assert gaps(*providers.anthropic.arrivals) == pytest.approx(values[4:])
    assert providers.anthropic.arrivals[0] == providers.openai.arrivals[-1]


@pytest.mark.requirement("R3")
def test_an_answer_begins_anew(play, new_client, time):
    providers = play(openai=[Answer(500), completion("one"), Answer(500), completion("two")])
    client = new_client(attempts=2)
    assert [client.complete("?"), client.complete("?")] == ["one", "two"]
    assert [high for _, high, _ in time.drawn] == [0.5, 0.5]
    assert len(providers.openai.requests) == 4


@pytest.mark.requirement("R4")
def test_the_provider_says_how_long_to_wait(play, new_client, time):
    headers = ["2", "0.75", "0", "30"]
    told = [Answer(status, headers={"Retry-After": header}) for header in headers for status in (429, 503)]
    providers = play(openai=[answer for first in told for answer in (first, Answer(500), completion("yes"))])
    client = new_client(longest_wait=8.0)
    for count, first in enumerate(told, 1):
        header = first.headers["Retry-After"]
        assert client.complete("?") == "yes"
        assert [bound for _, bound, _ in time.drawn] == [1.0] * count, header
        assert gaps(*providers.openai.arrivals[-3:]) == pytest.approx([float(header), time.drawn[-1][2]]), header


@pytest.mark.requirement("R4")
def test_so_does_anthropic(play, new_client):
    providers = play(anthropic=[Answer(529, headers={"Retry-After": "3.5"}), message("yes")])
    assert new_client(attempts=2).complete("?") == "yes"
    assert gaps(*providers.anthropic.arrivals) == pytest.approx([3.5])


@pytest.mark.requirement("R4")
def test_other_headers_say_nothing(play, new_client, time):
    headers = ["Wed, 21 Oct 2015 07:28:00 GMT", "-1", "soon", ""]
    providers = play(
        openai=[answer for header in headers for answer in (Answer(429, headers={"Retry-After": header}), completion("yes"))]
    )
    client = new_client()
    for count, header in enumerate(headers, 1):
        assert client.complete("?") == "yes"
        assert [bound for _, bound, _ in time.drawn] == [0.5] * count, header
        assert gaps(*providers.openai.arrivals[-2:]) == pytest.approx([time.drawn[-1][2]]), header


@pytest.mark.requirement("R3", "R4")
def test_the_machine_has_a_clock_and_chance_of_its_own(play):
    policy = Policy(**DEFAULTS | {"attempts": 4, "first_wait": 0.001, "longest_wait": 0.001, "rate": 10.0, "burst": 3})
    told = Answer(429, headers={"Retry-After": "0.2"})
    providers = play(openai=[told, Answer(500), told, completion("yes")])
    assert Client(policy).complete("?") == "yes"
    at = [request.at for request in providers.openai.requests]
    assert at[1] - at[0] >= 0.19 and at[3] - at[2] >= 0.19
