import json

import pytest
from assay import draw
from assay.services import Answer
from contract import InvalidOutput, Rejected
from shapes import completion, message, triage, words

pytestmark = pytest.mark.requirement("R9")


def test_a_usable_answer(play, new_client):
    triages = [{"category": category, "urgency": urgency} for category in ("billing", "bug", "other") for urgency in (1, 5)]
    texts = [f'\n {{"urgency":{found["urgency"]} , "category": "{found["category"]}"}} ' for found in triages]
    providers = play(openai=[completion(text) for text in texts])
    client, prompt = new_client(max_tokens=66), words()
    assert [client.extract(prompt) for _ in triages] == triages
    asked = {"model": "gpt-desk", "messages": [{"role": "user", "content": prompt}], "max_completion_tokens": 66}
    assert providers.openai.bodies == [asked] * len(triages)


UNUSABLE = {
    "no object": [
        "This is a bug.",
        '```json\n{"category": "bug", "urgency": 3}\n```',
        '{"category": "bug", "urgency": 3} {}',
        '["bug", 3]',
        '["category", "urgency"]',
        "3",
        "null",
    ],
    "other keys": ['{"urgency": 3}', '{"category": "bug"}', '{"category": "bug", "urgency": 3, "why": "it crashed"}'],
    "unknown category": [
        '{"category": "praise", "urgency": 3}',
        '{"category": "Bug", "urgency": 3}',
        '{"category": ["bug"], "urgency": 3}',
    ],
    "urgency out of range": ['{"category": "bug", "urgency": 0}', '{"category": "bug", "urgency": 6}'],
    "urgency of another kind": [
        '{"category": "bug", "urgency": 2.5}',
        '{"category": "bug", "urgency": "3"}',
        '{"category": "bug", "urgency": true}',
        '{"category": "bug", "urgency": null}',
    ],
}


@pytest.mark.parametrize("texts", UNUSABLE.values(), ids=UNUSABLE)
def test_the_model_is_told_once(play, new_client, time, texts):
    urgency = draw.randint(1, 5)
    providers = play(openai=[answer for text in texts for answer in (completion(text), triage("other", urgency))])
    client, prompt = new_client(), words()
    for count, text in enumerate(texts, 1):
        assert client.extract(prompt) == {"category": "other", "urgency": urgency}, text
        assert len(providers.openai.requests) == 2 * count, text
        first, second = (body["messages"] for body in providers.openai.bodies[-2:])
        assert first == [{"role": "user", "content": prompt}]
        assert second[:2] == [{"role": "user", "content": prompt}, {"role": "assistant", "content": text}]
        [told] = second[2:]
        assert told["role"] == "user" and told["content"].strip() not in ("", prompt, text)
    assert (providers.anthropic.requests, time.waits) == ([], [])


def test_and_not_twice(play, new_client):
    texts = ["no JSON", "still no JSON", "no JSON", json.dumps({"category": "bug", "urgency": 9})]
    providers = play(openai=[*(completion(text) for text in texts), triage()], anthropic=[message("{}")])
    client = new_client()
    for count in (1, 2):
        with pytest.raises(InvalidOutput):
            client.extract("?")
        assert (len(providers.openai.requests), providers.anthropic.requests) == (2 * count, [])


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
