import threading

import pytest
from assay.services import Answer, Drop, Stream
from contract import Rejected, StreamCut, Unavailable
from shapes import chunk, completion, event, message, stream, words

pytestmark = pytest.mark.requirement("R8")


def test_pieces_come_in_order(play, new_client):
    texts = [words() for _ in range(5)]
    usage = {"prompt_tokens": 1, "completion_tokens": 1}
    without_choices = {"id": "c-1", "object": "chat.completion.chunk", "choices": [], "usage": usage}
    providers = play(openai=[stream(texts[0], "", *texts[1:], tail=[without_choices])])
    prompt = words()
    assert list(new_client(max_tokens=55).stream(prompt)) == texts
    [body] = providers.openai.bodies
    assert body.pop("stream_options", None) in (None, {"include_usage": True})
    assert body == {
        "model": "gpt-desk",
        "messages": [{"role": "user", "content": prompt}],
        "max_completion_tokens": 55,
        "stream": True,
    }


def test_a_piece_is_there_before_the_next_one(play, new_client):
    seen, was_seen = threading.Event(), []

    def pieces():
        yield event(chunk(content="first"))
        was_seen.append(seen.wait(10))
        yield event(chunk(content="second"))
        yield event(chunk(finish="stop"))
        yield event("[DONE]")

    play(openai=[Stream(pieces())])
    texts = []
    for text in new_client().stream("?"):
        texts.append(text)
        seen.set()
    assert (texts, was_seen) == (["first", "second"], [True])


def test_a_stream_without_text_is_whole(play, new_client, time):
    providers = play(openai=[stream(), stream("a")])
    assert list(new_client().stream("?")) == []
    assert (len(providers.openai.requests), time.waits) == (1, [])


BEFORE_THE_FIRST_PIECE = {
    "status": [Answer(500), Answer(429)],
    "breaks": [
        Drop(),
        stream(finish=None, cut=True),
        stream(finish=None, tail=[{"error": {"message": "overloaded"}}]),
        Answer(body=b"<html></html>", headers={"Content-Type": "text/html"}),
    ],
    "ends without a reason": [stream(finish=None), stream(finish=None, tail=["[DONE]"])],
}


@pytest.mark.parametrize("failures", BEFORE_THE_FIRST_PIECE.values(), ids=BEFORE_THE_FIRST_PIECE)
def test_until_the_first_piece_it_is_asked_again(play, new_client, time, failures):
    script = [answer for failure in failures for answer in (failure, failure, stream("a", "b"))]
    providers = play(openai=script, anthropic=[message("Anthropic")])
    client = new_client()
    for count, failure in enumerate(failures, 1):
        assert list(client.stream("?")) == ["a", "b"], failure
        assert (len(providers.openai.requests), providers.anthropic.requests) == (3 * count, []), failure
    assert [high for _, high, _ in time.drawn] == [0.5, 1.0] * len(failures)
    assert time.waits == pytest.approx([value for _, _, value in time.drawn])


def test_silence_before_the_first_piece(play, new_client):
    providers = play(openai=[stream("late", delay=4.0), stream("a")])
    assert list(new_client(request_timeout=0.8, attempts=4).stream("?")) == ["a"]
    assert len(providers.openai.requests) >= 2


def test_the_attempts_are_used_up(play, new_client):
    providers = play(openai=[Answer(500)], anthropic=[message("Anthropic")])
    with pytest.raises(Unavailable):
        list(new_client(attempts=4).stream("?"))
    assert (len(providers.openai.requests), providers.anthropic.requests) == (4, [])


def test_a_stream_is_refused(play, new_client):
    providers = play(openai=[*(Answer(status, json={"error": {"message": "no"}}) for status in (400, 409)), stream("a")])
    client = new_client()
    for count in (1, 2):
        with pytest.raises(Rejected):
            list(client.stream("?"))
        assert len(providers.openai.requests) == count


def test_the_provider_says_how_long_to_wait(play, new_client, time):
    play(openai=[Answer(429, headers={"Retry-After": "2.5"}), stream("a")])
    assert list(new_client().stream("?")) == ["a"]
    assert (time.drawn, time.waits) == ([], [2.5])


def test_no_time_is_left_for_another_attempt(play, new_client, time):
    providers = play(openai=[Answer(429, headers={"Retry-After": "60"}), stream("a")])
    with pytest.raises(Unavailable):
        list(new_client(call_budget=10.0).stream("?"))
    assert (len(providers.openai.requests), time.waits) == (1, [])


def test_no_time_is_left_at_all(play, new_client, after):
    providers = play(openai=[after(12.0, Answer(500, headers={"Retry-After": "0"})), stream("a")])
    with pytest.raises(Unavailable):
        list(new_client(call_budget=10.0).stream("?"))
    assert len(providers.openai.requests) == 1


AFTER_THE_FIRST_PIECE = {
    "cut": stream("a", "b", finish=None, cut=True),
    "ends without a reason": stream("a", "b", finish=None),
    "is done without a reason": stream("a", "b", finish=None, tail=["[DONE]"]),
    "tells an error": stream("a", "b", finish=None, tail=[{"error": {"message": "overloaded"}}]),
    "sends what is no JSON": stream("a", "b", finish=None, tail=["{"]),
}


@pytest.mark.parametrize("broken", AFTER_THE_FIRST_PIECE.values(), ids=AFTER_THE_FIRST_PIECE)
def test_after_the_first_piece_it_is_not(play, new_client, time, broken):
    providers = play(openai=[broken, stream("a", "b", "c")], anthropic=[message("Anthropic")])
    texts = []
    with pytest.raises(StreamCut):
        for text in new_client().stream("?"):
            texts.append(text)
    assert texts == ["a", "b"]
    assert (len(providers.openai.requests), providers.anthropic.requests, time.waits) == (1, [], [])


def test_silence_after_the_first_piece(play, new_client):
    def pieces():
        yield event(chunk(content="a"))
        threading.Event().wait(4.0)
        yield event(chunk(content="late"))

    providers = play(openai=[Stream(pieces()), stream("a", "b")])
    texts = []
    with pytest.raises(StreamCut):
        for text in new_client(request_timeout=0.8).stream("?"):
            texts.append(text)
    assert (texts, len(providers.openai.requests)) == (["a"], 1)


def test_a_stream_may_be_read_slowly(play, new_client, time):
    """Its time is over when it begins, and other calls are made while it is read."""
    play(openai=[stream("a", "b", "c"), completion("answer")])
    client = new_client(call_budget=10.0)
    texts = []
    for text in client.stream("?"):
        texts.append(text)
        time.now += 100.0
        if text == "a":
            assert client.complete("?") == "answer"
    assert texts == ["a", "b", "c"]
