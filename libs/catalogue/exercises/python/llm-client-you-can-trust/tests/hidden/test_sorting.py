import json

import pytest
from assay import draw
from assay.services import Answer
from contract import InvalidOutput, Rejected
from shapes import completion, message, triage, words

pytestmark = pytest.mark.requirement("R9")


@pytest.mark.parametrize("category", ["billing", "bug", "other"])
@pytest.mark.parametrize("urgency", [1, 5])
def test_a_usable_answer(play, new_client, category, urgency):
    text = f'\n {{"urgency":{urgency} , "category": "{category}"}} '
    providers = play(openai=[completion(text)])
    prompt = words()
    assert new_client(max_tokens=66).extract(prompt) == {"category": category, "urgency": urgency}
    assert providers.openai.bodies == [
        {"model": "gpt-desk", "messages": [{"role": "user", "content": prompt}], "max_completion_tokens": 66}
    ]


UNUSABLE = {
    "prose": "This is a bug.",
    "fenced": '```json\n{"category": "bug", "urgency": 3}\n```',
    "two objects": '{"category": "bug", "urgency": 3} {}',
    "list": '["bug", 3]',
    "number": "3",
    "null": "null",
    "no category": '{"urgency": 3}',
    "no urgency": '{"category": "bug"}',
    "another key": '{"category": "bug", "urgency": 3, "why": "it crashed"}',
    "unknown category": '{"category": "praise", "urgency": 3}',
    "upper case": '{"category": "Bug", "urgency": 3}',
    "category of a list": '{"category": ["bug"], "urgency": 3}',
    "urgency 0": '{"category": "bug", "urgency": 0}',
    "urgency 6": '{"category": "bug", "urgency": 6}',
    "urgency 2.5": '{"category": "bug", "urgency": 2.5}',
    "urgency as text": '{"category": "bug", "urgency": "3"}',
    "urgency true": '{"category": "bug", "urgency": true}',
    "urgency null": '{"category": "bug", "urgency": null}',
}


@pytest.mark.parametrize("text", UNUSABLE.values(), ids=UNUSABLE)
def test_the_model_is_told_once(play, new_client, time, text):
    urgency = draw.randint(1, 5)
    providers = play(openai=[completion(text), triage("other", urgency)])
    prompt = words()
    assert new_client().extract(prompt) == {"category": "other", "urgency": urgency}
    first, second = (body["messages"] for body in providers.openai.bodies)
    assert first == [{"role": "user", "content": prompt}]
    assert second[:2] == [{"role": "user", "content": prompt}, {"role": "assistant", "content": text}]
    [told] = second[2:]
    assert told["role"] == "user" and told["content"].strip() not in ("", prompt, text)
    assert (providers.anthropic.requests, time.waits) == ([], [])


@pytest.mark.parametrize("text", ["still no JSON", json.dumps({"category": "bug", "urgency": 9})])
def test_and_not_twice(play, new_client, text):
    providers = play(openai=[completion("no JSON"), completion(text), triage()], anthropic=[message("{}")])
    with pytest.raises(InvalidOutput):
        new_client().extract("?")
    assert (len(providers.openai.requests), providers.anthropic.requests) == (2, [])


def test_the_second_question_has_all_its_attempts(play, new_client):
    providers = play(openai=[Answer(500), Answer(500), completion("no JSON"), Answer(500), Answer(500), triage("billing", 4)])
    assert new_client().extract("?") == {"category": "billing", "urgency": 4}
    assert (len(providers.openai.requests), providers.anthropic.requests) == (6, [])


def test_each_question_may_be_answered_by_anthropic(play, new_client):
    usable = triage("bug", 2).json["choices"][0]["message"]["content"]
    providers = play(anthropic=[message("no JSON"), message(usable)])
    prompt = words()
    assert new_client(attempts=1).extract(prompt) == {"category": "bug", "urgency": 2}
    assert len(providers.openai.requests) == 2
    assert providers.anthropic.bodies[1]["messages"][:2] == [
        {"role": "user", "content": prompt},
        {"role": "assistant", "content": "no JSON"},
    ]


def test_what_is_refused_is_not_repaired(play, new_client):
    providers = play(openai=[Answer(400, json={"error": {"message": "no"}}), triage()])
    with pytest.raises(Rejected):
        new_client().extract("?")
    assert len(providers.openai.requests) == 1
