import pytest
from assay.services import Answer
from contract import InvalidOutput, OverBudget, Unavailable
from shapes import completion, message, stream, triage, words

SOON = {"Retry-After": "0"}


# R6: the time of a call


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("wait", ["60", "10"])
def test_a_wait_that_takes_too_long_is_not_begun(play, new_client, time, wait):
    providers = play(openai=[Answer(429, headers={"Retry-After": wait})], anthropic=[message(text := words())])
    begin = time.now
    assert new_client(call_budget=10.0).complete("?") == text
    assert (len(providers.openai.requests), providers.anthropic.arrivals) == (1, [begin])


@pytest.mark.requirement("R6")
def test_one_that_ends_in_time_is(play, new_client, time):
    providers = play(openai=[Answer(429, headers={"Retry-After": "15.5"}), completion(text := words())])
    assert new_client(call_budget=20.0).complete("?") == text
    assert (len(providers.openai.requests), time.waits) == (2, [15.5])


@pytest.mark.requirement("R6")
def test_waits_that_are_drawn_end_in_time_as_well(play, new_client, after, time):
    providers = play(openai=[after(4.0, Answer(500))], anthropic=[message(text := words())])
    assert new_client(call_budget=10.0, first_wait=70.0, longest_wait=70.0).complete("?") == text
    assert (len(providers.openai.requests), time.waits) == (1, [])


@pytest.mark.requirement("R6")
def test_no_request_is_made_when_the_time_is_over(play, new_client, after):
    failures = [after(seconds, Answer(500, headers=SOON)) for seconds in (10.0, 12.0)]
    providers = play(openai=[*failures, completion("late")], anthropic=[message("late")])
    client = new_client(call_budget=10.0)
    for count in (1, 2):
        with pytest.raises(Unavailable):
            client.complete("?")
        assert (len(providers.openai.requests), providers.anthropic.requests) == (count, [])


@pytest.mark.requirement("R6")
def test_an_answer_that_took_long_is_an_answer(play, new_client, after):
    play(openai=[after(12.0, completion(text := words()))])
    assert new_client(call_budget=10.0).complete("?") == text


@pytest.mark.requirement("R6")
def test_a_request_waits_no_longer_than_what_is_left(play, new_client, after):
    silence = Answer(delay=3.0, json={})
    late_openai, late_anthropic = (Answer(delay=3.0, json=answer.json) for answer in (completion("late"), message("late")))
    providers = play(openai=[after(9.7, Answer(500, headers=SOON)), late_openai, silence], anthropic=[late_anthropic, silence])
    with pytest.raises(Unavailable):
        new_client(call_budget=10.0, attempts=2, first_wait=0.01).complete("?")
    assert len(providers.openai.requests) == 2


@pytest.mark.requirement("R6")
def test_each_call_has_its_own_time(play, new_client, after):
    play(openai=[after(8.0, completion("one")), after(5.0, Answer(500, headers=SOON)), completion("two")])
    client = new_client(call_budget=10.0)
    assert [client.complete("?"), client.complete("?")] == ["one", "two"]


@pytest.mark.requirement("R6", "R9")
def test_both_questions_of_extract_share_the_time(play, new_client, after):
    providers = play(openai=[after(6.0, completion("no JSON")), after(6.0, Answer(500, headers=SOON))], anthropic=[triage()])
    with pytest.raises(Unavailable):
        new_client(call_budget=10.0).extract("?")
    assert (len(providers.openai.requests), providers.anthropic.requests) == (2, [])


# R7: the token bucket. Its rates are powers of two, so that no client has to care about the last bit of a number.


@pytest.mark.requirement("R7")
def test_a_burst_is_followed_by_the_rate(play, new_client, time):
    providers = play(openai=[completion("yes")])
    client, begin = new_client(rate=0.5, burst=3), time.now
    for _ in range(5):
        client.complete("?")
    assert [at - begin for at in providers.openai.arrivals] == pytest.approx([0, 0, 0, 2, 4])


@pytest.mark.requirement("R7")
def test_a_rest_fills_the_bucket_and_no_more(play, new_client, time):
    providers = play(openai=[completion("yes")])
    client = new_client(rate=0.5, burst=2)
    client.complete("?")
    client.complete("?")
    time.now += 100.0
    begin = time.now
    for _ in range(4):
        client.complete("?")
    assert [at - begin for at in providers.openai.arrivals[2:]] == pytest.approx([0, 0, 2, 4])


@pytest.mark.requirement("R7")
def test_a_short_rest_fills_a_part(play, new_client, time):
    providers = play(openai=[completion("yes")])
    client, begin = new_client(rate=0.25, burst=1), time.now
    client.complete("?")
    time.now += 3.0
    client.complete("?")
    time.now += 1.0
    client.complete("?")
    assert [at - begin for at in providers.openai.arrivals] == pytest.approx([0, 4, 8])


@pytest.mark.requirement("R7")
def test_other_waits_fill_the_bucket_too(play, new_client, time):
    providers = play(openai=[Answer(429, headers={"Retry-After": "4"}), completion("yes")])
    begin = time.now
    new_client(rate=0.125, burst=1).complete("?")
    assert [at - begin for at in providers.openai.arrivals] == pytest.approx([0, 8])


@pytest.mark.requirement("R7")
def test_all_requests_share_the_bucket(play, new_client, time):
    providers = play(
        openai=[Answer(500), completion("no JSON"), triage(), stream("a"), completion("yes")],
        anthropic=[message("yes")],
    )
    client, begin = new_client(rate=0.5, burst=1, attempts=1), time.now
    client.complete("?")
    client.extract("?")
    assert list(client.stream("?")) == ["a"]
    client.complete("?")
    assert [at - begin for at in providers.anthropic.arrivals] == pytest.approx([2])
    assert [at - begin for at in providers.openai.arrivals] == pytest.approx([0, 4, 6, 8, 10])


@pytest.mark.requirement("R6", "R7")
def test_waits_for_the_bucket_end_in_time_as_well(play, new_client, time):
    providers = play(openai=[completion("yes")], anthropic=[message("yes")])
    client = new_client(rate=0.0625, burst=1, call_budget=10.0)
    client.complete("?")
    with pytest.raises(Unavailable):
        client.complete("?")
    assert (len(providers.openai.requests), providers.anthropic.requests, time.waits) == (1, [], [])
    time.now += 12.0
    begin = time.now
    assert client.complete("?") == "yes"
    assert providers.openai.arrivals[-1] - begin == pytest.approx(4.0)


# R10: tokens


@pytest.mark.requirement("R10")
def test_tokens_are_counted(play, new_client):
    play(
        openai=[completion("one", used=(10, 20)), Answer(500), completion("no JSON", used=(1, 2)), triage(used=(3, 4))],
        anthropic=[message("two", used=(100, 200))],
    )
    client = new_client(attempts=1)
    assert client.used_tokens == 0
    client.complete("?")
    assert client.used_tokens == 30
    client.complete("?")
    assert client.used_tokens == 330
    client.extract("?")
    assert client.used_tokens == 340


@pytest.mark.requirement("R10")
def test_unusable_answers_count(play, new_client):
    play(openai=[completion("no JSON", used=(11, 2))])
    client = new_client()
    with pytest.raises(InvalidOutput):
        client.extract("?")
    assert client.used_tokens == 26


@pytest.mark.requirement("R10")
@pytest.mark.parametrize("method", ["complete", "extract"])
def test_nothing_is_asked_for_that_might_be_too_much(play, new_client, method):
    providers = play(openai=[triage(used=(30, 20))])
    client = new_client(max_tokens=100, token_cap=200)
    for _ in range(3):
        getattr(client, method)("?")
    with pytest.raises(OverBudget):
        getattr(client, method)("?")
    assert (len(providers.openai.requests), client.used_tokens) == (3, 150)


@pytest.mark.requirement("R9", "R10")
def test_the_second_question_is_stopped_as_well(play, new_client):
    providers = play(openai=[completion("no JSON", used=(30, 21)), triage()])
    with pytest.raises(OverBudget):
        new_client(max_tokens=100, token_cap=150).extract("?")
    assert len(providers.openai.requests) == 1


@pytest.mark.requirement("R10")
def test_streams_are_paid_for_elsewhere(play, new_client):
    usage = {"id": "c-1", "object": "chat.completion.chunk", "choices": [], "usage": {"prompt_tokens": 5, "completion_tokens": 6}}
    play(openai=[stream("a", tail=[usage])])
    client = new_client(max_tokens=100, token_cap=50)
    assert (list(client.stream("?")), client.used_tokens) == (["a"], 0)
