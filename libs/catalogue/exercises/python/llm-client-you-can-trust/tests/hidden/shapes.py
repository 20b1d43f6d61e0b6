"""A policy to change, and what the two providers send, in the form in which they send it."""

import json

from assay import draw
from assay.services import Answer, Stream

DEFAULTS = {
    "openai_model": "gpt-desk",
    "anthropic_model": "claude-desk",
    "max_tokens": 100,
    "token_cap": 1_000_000,
    "attempts": 3,
    "first_wait": 0.5,
    "longest_wait": 8.0,
    "request_timeout": 20.0,
    "call_budget": 1000.0,
    "rate": 100.0,
    "burst": 100,
}
WORDS = "invoice refund login export printer password renewal crash address seat café naïve".split()


def words(count=4):
    return " ".join(draw.choice(WORDS) for _ in range(count)) + f" {draw.randrange(10**6)}"


def completion(text, used=(0, 0), others=()):
    """OpenAI's whole answer; `others` are texts of further choices."""
    choices = [
        {"index": index, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
        for index, content in enumerate((text, *others))
    ]
    usage = {"prompt_tokens": used[0], "completion_tokens": used[1], "total_tokens": sum(used)}
    return Answer(json={"id": "c-1", "object": "chat.completion", "created": 1, "model": "m", "choices": choices, "usage": usage})


def message(*blocks, used=(0, 0)):
    """Anthropic's whole answer; a block is a text, or a dict as it is."""
    content = [{"type": "text", "text": block} if isinstance(block, str) else block for block in blocks]
    usage = {"input_tokens": used[0], "output_tokens": used[1]}
    body = {"id": "m-1", "type": "message", "role": "assistant", "model": "m", "content": content, "stop_reason": "end_turn"}
    return Answer(json=body | {"stop_sequence": None, "usage": usage})


def chunk(finish=None, **delta):
    body = {"id": "c-1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return body | {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}


def event(payload):
    return f"data: {payload if isinstance(payload, str) else json.dumps(payload)}\n\n".encode()


def stream(*texts, finish="stop", tail=(), **options):
    """OpenAI's stream of these pieces of text, and `tail` after them; without a `finish` it ends too early."""
    chunks = [chunk(role="assistant", content=""), *(chunk(content=text) for text in texts), *tail]
    ending = [] if finish is None else [chunk(finish=finish), "[DONE]"]
    return Stream(tuple(event(payload) for payload in [*chunks, *ending]), **options)


def triage(category="bug", urgency=3, used=(0, 0)):
    return completion(json.dumps({"category": category, "urgency": urgency}), used)
