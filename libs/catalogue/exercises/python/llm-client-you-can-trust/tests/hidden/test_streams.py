import threading

import pytest
from assay.services import Answer, Drop, Stream
from contract import Rejected, StreamCut, Unavailable
from shapes import chunk, completion, event, message, stream, words

pytestmark = pytest.mark.requirement("R8")


def test_pieces_come_in_order(play, new_client):
    texts = [words() for _ in range(5)]
    providers = play(openai=[stream(texts[0], "", *texts[1:])])
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


def test_chunks_without_choices_mean_nothing(play, new_client):
    usage = {"id": "c-1", "object": "chat.completion.chunk", "choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 1}}
    play(openai=[stream("a", "b", tail=[usage])])
    assert list(new_client().stream("?")) == ["a", "b"]


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


BEFORE_THE_FIRST_PIECE = {
    "500": Answer(500),
    "429": Answer(429),
    "reset": Drop(),
    "cut": stream(finish=None, cut=True),
    "ends without a reason": stream(finish=None),
    "tells an error": stream(finish=None, tail=[{"error": {"message": "overloaded"}}]),
    "is no stream": Answer(body=b"<html></html>", headers={"Content-Type": "text/html"}),
}


@pytest.mark.parametrize("failure", BEFORE_THE_FIRST_PIECE.values(), ids=BEFORE_THE_FIRST_PIECE)
def test_until_the_first_piece_it_is_asked_again(play, new_client, time, failure):
    providers = play(openai=[failure, failure, stream("a", "b")], anthropic=[message("Anthropic")])
    assert list(new_client().stream("?")) == ["a", "b"]
    assert (len(providers.openai.requests), providers.anthropic.requests) == (3, [])
    assert [high for _, high, _ in time.drawn] == [0.5, 1.0]
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


@pytest.mark.parametrize("status", [400, 409])
def test_a_stream_is_refused(play, new_client, status):
    providers = play(openai=[Answer(status, json={"error": {"message": "no"}}), stream("a")])
    with pytest.raises(Rejected):
        list(new_client().stream("?"))
    assert len(providers.openai.requests) == 1


def test_the_provider_says_how_long_to_wait(play, new_client, time):
    play(openai=[Answer(429, headers={"Retry-After": "2.5"}), stream("a")])
    assert list(new_client().stream("?")) == ["a"]
    assert (time.drawn, time.waits) == ([], [2.5])


def test_no_time_is_left_for_another_attempt(play, new_client, time):
    providers = play(openai=[Answer(429, headers={"Retry-After": "60"}), stream("a")])
    with pytest.raises(Unavailable):
        list(new_client(call_budget=10.0).stream("?"))
    assert (len(providers.openai.requests), time.waits) == (1, [])


AFTER_THE_FIRST_PIECE = {
    "cut": stream("a", "b", finish=None, cut=True),
    "ends without a reason": stream("a", "b", finish=None),
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
    play(openai=[stream("a", "b", "c")])
    texts = []
    for text in new_client(call_budget=10.0).stream("?"):
        texts.append(text)
        time.now += 100.0
    assert texts == ["a", "b", "c"]


def test_a_stream_and_an_answer_side_by_side(play, new_client):
    play(openai=[stream("a", "b"), completion("answer")])
    client = new_client()
    pieces = iter(client.stream("?"))
    first = next(pieces)
    assert (first, client.complete("?"), list(pieces)) == ("a", "answer", ["b"])
