"""The providers' asynchronous clients on a loop of our own; whoever calls does not notice."""

import asyncio
import json
import math
import random
import time
from dataclasses import dataclass, field

from anthropic import APIStatusError as AnthropicStatus
from anthropic import AsyncAnthropic
from openai import APIStatusError as OpenAIStatus
from openai import AsyncOpenAI

from contract import (
    ANTHROPIC_URL,
    OPENAI_URL,
    ClientError,
    InvalidOutput,
    OverBudget,
    Rejected,
    StreamCut,
    Unavailable,
)

END = object()


class Exhausted(Exception):
    """This provider is not asked any more."""


@dataclass
class Pace:
    """Waiting: for the bucket, after failures, and never beyond the end of a call."""

    policy: object
    sleep: object
    clock: object
    uniform: object
    bucket: float = field(init=False)
    seen: float = field(init=False)

    def __post_init__(self):
        self.bucket, self.seen = self.policy.burst, self.clock()

    def wait(self, seconds, end):
        now = self.clock()
        if now >= end or now + seconds >= end:
            raise Exhausted
        if seconds > 0:
            self.sleep(seconds)

    def admit(self, end):
        now = self.clock()
        filled = min(self.policy.burst, self.bucket + (now - self.seen) * self.policy.rate)
        self.wait(max(0, 1 - filled) / self.policy.rate, end)
        self.bucket, self.seen = max(filled, 1) - 1, self.clock()
        return min(self.policy.request_timeout, end - self.clock())

    def after(self, number, answer, end):
        header = answer.headers.get("retry-after", "") if answer is not None else ""
        try:
            seconds = float(header)
        except ValueError:
            seconds = math.nan
        if not seconds >= 0:
            seconds = self.uniform(0, min(self.policy.longest_wait, self.policy.first_wait * (1 << number)))
        self.wait(seconds, end)


class Client:
    def __init__(self, policy, sleep=time.sleep, clock=time.monotonic, uniform=random.uniform):
        self._policy = policy
        self._pace = Pace(policy, sleep, clock, uniform)
        self._loop = asyncio.new_event_loop()
        self._openai = AsyncOpenAI(base_url=OPENAI_URL, api_key="any", max_retries=0)
        self._anthropic = AsyncAnthropic(base_url=ANTHROPIC_URL, api_key="any", max_retries=0)
        self._tokens = []

    @property
    def used_tokens(self):
        return sum(self._tokens)

    def __del__(self):
        self._loop.close()

    def _end(self):
        return self._pace.clock() + self._policy.call_budget

    def _run(self, coroutine):
        return self._loop.run_until_complete(coroutine)

    def complete(self, prompt):
        return self._text([user(prompt)], self._end())

    def extract(self, prompt):
        end, messages = self._end(), [user(prompt)]
        text = self._text(messages, end)
        wrong = complaint(text)
        if wrong:
            text = self._text([*messages, {"role": "assistant", "content": text}, user(wrong)], end)
            if complaint(text):
                raise InvalidOutput(complaint(text))
        return json.loads(text)

    def stream(self, prompt):
        try:
            first, rest = self._try(lambda timeout: self._open(prompt, timeout), self._end())
        except Exhausted as error:
            raise Unavailable("no stream") from error
        while first is not END:
            yield first
            try:
                first = self._run(anext(rest, END))
            except Exception as error:
                raise StreamCut("the rest is missing") from error

    async def _open(self, prompt, timeout):
        pieces = self._pieces(prompt, timeout)
        return await anext(pieces, END), pieces

    async def _pieces(self, prompt, timeout):
        reasons = set()
        chunks = await self._openai.chat.completions.create(
            model=self._policy.openai_model,
            messages=[user(prompt)],
            max_completion_tokens=self._policy.max_tokens,
            stream=True,
            stream_options={"include_usage": True},
            timeout=timeout,
        )
        async for chunk in chunks:
            for choice in chunk.choices[:1]:
                reasons.add(choice.finish_reason)
                if choice.delta.content:
                    yield choice.delta.content
        if reasons <= {None}:
            raise ConnectionError("no finish_reason")

    def _text(self, messages, end):
        if self.used_tokens + self._policy.max_tokens > self._policy.token_cap:
            raise OverBudget(self.used_tokens)
        for ask in (self._ask_openai, self._ask_anthropic):
            try:
                text, usage = self._try(lambda timeout, ask=ask: ask(messages, timeout), end)
            except Exhausted as error:
                last = error
                continue
            self._tokens.append(usage)
            return text
        raise Unavailable("nobody answers") from last

    async def _ask_openai(self, messages, timeout):
        limits = {"max_completion_tokens": self._policy.max_tokens, "timeout": timeout}
        got = await self._openai.chat.completions.create(model=self._policy.openai_model, messages=messages, **limits)
        usage = got.usage
        return some(got.choices[0].message.content), usage.prompt_tokens + usage.completion_tokens

    async def _ask_anthropic(self, messages, timeout):
        limits = {"max_tokens": self._policy.max_tokens, "timeout": timeout}
        got = await self._anthropic.messages.create(model=self._policy.anthropic_model, messages=messages, **limits)
        texts = [block.text for block in got.content if block.type == "text"]
        return some("".join(texts)), got.usage.input_tokens + got.usage.output_tokens

    def _try(self, request, end):
        for number in range(self._policy.attempts):
            timeout = self._pace.admit(end)
            answer = None
            try:
                return self._run(request(timeout))
            except (OpenAIStatus, AnthropicStatus) as error:
                answer = error.response
                if answer.status_code not in (429, *range(500, 600)):
                    raise Rejected(answer.status_code) from error
            except ClientError:
                raise
            except Exception as error:
                reason = error
            if number + 1 < self._policy.attempts:
                self._pace.after(number, answer, end)
        raise Exhausted(answer or reason)


def user(text):
    return {"role": "user", "content": text}


def some(text):
    if not text or not isinstance(text, str):
        raise ValueError("no text")
    return text


def complaint(text):
    """What is wrong with a triage, or nothing."""
    try:
        match json.loads(text):
            case {"category": "billing" | "bug" | "other", "urgency": bool(), **rest}:
                return "urgency is true or false"
            case {"category": "billing" | "bug" | "other", "urgency": 1 | 2 | 3 | 4 | 5, **rest} if not rest:
                return None
            case other:
                return f"This is not what was asked for: {other}"
    except ValueError as error:
        return f"This is no JSON: {error}"
