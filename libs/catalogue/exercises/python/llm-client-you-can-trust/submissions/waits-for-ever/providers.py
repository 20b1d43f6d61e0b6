"""One request to one provider: an answer, `Failed` where another attempt may help, `Rejected` where none does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import anthropic
import openai

from contract import ANTHROPIC_URL, OPENAI_URL, Policy, Rejected

Messages = list[dict[str, str]]


@dataclass(frozen=True)
class Answer:
    text: str
    tokens: int


class Failed(Exception):
    """Another attempt may help, after `retry_after` seconds if the provider said so."""

    def __init__(self, reason: object, retry_after: float | None = None) -> None:
        super().__init__(str(reason))
        self.retry_after = retry_after


class OpenAI:
    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._sdk = openai.OpenAI(base_url=OPENAI_URL, api_key="local", max_retries=0)

    def ask(self, messages: Messages, timeout: float) -> Answer:
        with failures_of(openai.APIStatusError):
            completion = self._create(messages, timeout=timeout)
            text, usage = completion.choices[0].message.content, completion.usage
            return Answer(the_text(text), usage.prompt_tokens + usage.completion_tokens)

    def stream(self, messages: Messages, timeout: float) -> Iterator[str]:
        finished = False
        with failures_of(openai.APIStatusError), self._create(messages, timeout=timeout, stream=True) as chunks:
            for chunk in chunks:
                for choice in chunk.choices:
                    finished = finished or choice.finish_reason is not None
                    if choice.delta.content:
                        yield choice.delta.content
        if not finished:
            raise Failed("the stream ended before the answer did")

    def _create(self, messages: Messages, **options: Any) -> Any:
        limits = {"model": self._policy.openai_model, "max_completion_tokens": self._policy.max_tokens}
        return self._sdk.chat.completions.create(messages=messages, **limits, **options)


class Anthropic:
    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._sdk = anthropic.Anthropic(base_url=ANTHROPIC_URL, api_key="local", max_retries=0)

    def ask(self, messages: Messages, timeout: float) -> Answer:
        limits = {"model": self._policy.anthropic_model, "max_tokens": self._policy.max_tokens}
        create: Callable[..., Any] = self._sdk.messages.create
        with failures_of(anthropic.APIStatusError):
            message = create(messages=messages, **limits, timeout=timeout)
            text = "".join(block.text for block in message.content if block.type == "text")
            return Answer(the_text(text), message.usage.input_tokens + message.usage.output_tokens)


@contextmanager
def failures_of(status_error: type[Exception]) -> Iterator[None]:
    """Turns what can go wrong in one request into `Rejected` or `Failed`."""
    try:
        yield
    except status_error as error:
        response = error.response
        if response.status_code < 500 and response.status_code != 429:
            raise Rejected(str(error)) from error
        raise Failed(error, seconds_in(response.headers.get("retry-after"))) from error
    except Exception as error:  # Whatever else: no connection, silence, or an answer that is none of this provider's.
        raise Failed(error) from error


def the_text(text: object) -> str:
    if not isinstance(text, str) or not text:
        raise Failed("the answer has no text")
    return text


def seconds_in(header: str | None) -> float | None:
    """The number of seconds that a Retry-After header names; None for a date or anything else."""
    try:
        seconds = float(header or "none")
    except ValueError:
        return None
    return seconds if seconds >= 0 else None
