import pytest
from assay.services import Answer, Drop, Raw
from client import Client
from contract import Policy, Rejected, Unavailable
from shapes import DEFAULTS, completion, message, words

JSON = {"Content-Type": "application/json"}
HTML = Answer(body=b"<html>Good morning!</html>", headers={"Content-Type": "text/html"})
FAILURES = {
    "429": Answer(429, json={"error": {"message": "slow down", "type": "rate_limit_error"}}),
    "500": Answer(500, json={"error": {"message": "sorry"}}),
    "503": Answer(503, body=b"upstream is away"),
    "529": Answer(529, json={"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}),
    "reset": Drop(),
    "no HTTP": Raw(b"SSH-2.0-OpenSSH\r\n"),
    "a page of a proxy": HTML,
    "broken JSON": Answer(body=b'{"id": "c-1", "choi', headers=JSON),
    "another object": Answer(json={"hello": "world"}),
    "a list": Answer(json=[1, 2]),
}
OPENAI_ONLY = {"no text": completion(None), "an empty text": completion(""), "no choices": Answer(json={"id": "c-1", "choices": []})}
ANTHROPIC_ONLY = {"no blocks": message(), "an empty text": message("")}


@pytest.mark.requirement("R2")
@pytest.mark.parametrize("failure", (FAILURES | OPENAI_ONLY).values(), ids=FAILURES | OPENAI_ONLY)
def test_openai_is_asked_again(play, new_client, failure):
    providers = play(openai=[failure, completion(text := words())], anthropic=[message("Anthropic")])
    assert new_client().complete("?") == text
    assert (len(providers.openai.requests), len(providers.anthropic.requests)) == (2, 0)


@pytest.mark.requirement("R2", "R5")
@pytest.mark.parametrize("failure", (FAILURES | ANTHROPIC_ONLY).values(), ids=FAILURES | ANTHROPIC_ONLY)
def test_anthropic_is_asked_again(play, new_client, failure):
    providers = play(anthropic=[failure, message(text := words())])
    assert new_client(attempts=2).complete("?") == text
    assert (len(providers.openai.requests), len(providers.anthropic.requests)) == (2, 2)


@pytest.mark.requirement("R2")
def test_silence_is_a_failure(play, new_client):
    silence = Answer(delay=4.0, json=completion("late").json)
    providers = play(openai=[silence, completion(text := words())])
    assert new_client(request_timeout=0.8, attempts=4).complete("?") == text
    assert len(providers.openai.requests) >= 2


@pytest.mark.requirement("R2")
@pytest.mark.parametrize("status", [400, 401, 404, 408, 409, 422])
def test_what_is_refused_is_not_asked_again(play, new_client, time, status):
    providers = play(openai=[Answer(status, json={"error": {"message": "no"}}), completion("yes")], anthropic=[message("yes")])
    with pytest.raises(Rejected):
        new_client().complete("?")
    assert (len(providers.openai.requests), providers.anthropic.requests, time.waits) == (1, [], [])


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
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("header", ["2", "0.75", "0", "30"])
def test_the_provider_says_how_long_to_wait(play, new_client, time, status, header):
    providers = play(openai=[Answer(status, headers={"Retry-After": header}), Answer(500), completion("yes")])
    assert new_client(longest_wait=8.0).complete("?") == "yes"
    [(_, bound, value)] = time.drawn
    assert bound == 1.0
    assert gaps(*providers.openai.arrivals) == pytest.approx([float(header), value])


@pytest.mark.requirement("R4")
def test_so_does_anthropic(play, new_client):
    providers = play(anthropic=[Answer(529, headers={"Retry-After": "3.5"}), message("yes")])
    assert new_client(attempts=2).complete("?") == "yes"
    assert gaps(*providers.anthropic.arrivals) == pytest.approx([3.5])


@pytest.mark.requirement("R4")
@pytest.mark.parametrize("header", ["Wed, 21 Oct 2015 07:28:00 GMT", "-1", "soon"])
def test_other_headers_say_nothing(play, new_client, time, header):
    providers = play(openai=[Answer(429, headers={"Retry-After": header}), completion("yes")])
    assert new_client().complete("?") == "yes"
    assert gaps(*providers.openai.arrivals) == pytest.approx([value for _, _, value in time.drawn])


@pytest.mark.requirement("R3", "R4")
def test_the_machine_has_a_clock_and_chance_of_its_own(play):
    policy = Policy(**DEFAULTS | {"attempts": 4, "first_wait": 0.001, "longest_wait": 0.001, "rate": 10.0, "burst": 3})
    told = Answer(429, headers={"Retry-After": "0.2"})
    providers = play(openai=[told, Answer(500), told, completion("yes")])
    assert Client(policy).complete("?") == "yes"
    at = [request.at for request in providers.openai.requests]
    assert at[1] - at[0] >= 0.19 and at[3] - at[2] >= 0.19
