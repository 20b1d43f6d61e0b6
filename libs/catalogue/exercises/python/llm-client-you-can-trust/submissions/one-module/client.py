"""Everything about asking models, in one module: a plan of attempts that is walked through, whoever is asked."""

import itertools
import random
import time
from typing import Literal

import anthropic
import openai
import pydantic

import contract


class Triage(pydantic.BaseModel, strict=True, extra="forbid"):
    category: Literal["billing", "bug", "other"]
    urgency: int = pydantic.Field(ge=1, le=5)


class NoTime(Exception):
    pass


class Client:
    def __init__(self, policy, sleep=time.sleep, clock=time.monotonic, uniform=random.uniform):
        self.policy, self.sleep, self.clock, self.uniform = policy, sleep, clock, uniform
        self.used_tokens = 0
        self.full_at = clock()
        self.gpt = openai.OpenAI(base_url=contract.OPENAI_URL, api_key="-", max_retries=0)
        self.claude = anthropic.Anthropic(base_url=contract.ANTHROPIC_URL, api_key="-", max_retries=0)

    def complete(self, prompt):
        return self.ask(self.clock() + self.policy.call_budget, ("user", prompt))

    def extract(self, prompt):
        end, said = self.clock() + self.policy.call_budget, [("user", prompt)]
        for _ in range(2):
            text = self.ask(end, *said)
            try:
                return Triage.model_validate_json(text).model_dump()
            except pydantic.ValidationError as wrong:
                said += [("assistant", text), ("user", f"Please answer again, as plain JSON. {wrong}")]
        raise contract.InvalidOutput(text)

    def stream(self, prompt):
        end = self.clock() + self.policy.call_budget
        pieces = None
        for timeout in self.plan(end):
            pieces = self.pieces(prompt, timeout)
            if self.attempt(lambda: self.to_first(pieces)):
                break
        else:
            raise contract.Unavailable from self.trouble
        yield from self.begun
        try:
            yield from pieces
        except Exception as trouble:
            raise contract.StreamCut from trouble

    def to_first(self, pieces):
        self.begun = list(itertools.islice(pieces, 1))
        return True

    def pieces(self, prompt, timeout):
        reason = None
        with self.gpt.chat.completions.create(**self.gpt_request([("user", prompt)]), stream=True, timeout=timeout) as chunks:
            for chunk in chunks:
                if not chunk.choices:
                    continue
                [choice, *_] = chunk.choices
                reason = choice.finish_reason or reason
                if text := choice.delta.content:
                    yield text
        if reason is None:
            raise EOFError

    def gpt_request(self, said):
        messages = [{"role": role, "content": text} for role, text in said]
        return {"model": self.policy.openai_model, "max_completion_tokens": self.policy.max_tokens, "messages": messages}

    def ask(self, end, *said):
        if self.used_tokens > self.policy.token_cap - self.policy.max_tokens:
            raise contract.OverBudget
        for provider in (self.ask_gpt, self.ask_claude):
            for timeout in self.plan(end):
                found = self.attempt(lambda: provider(said, timeout))
                if found:
                    text, tokens = found
                    self.used_tokens += tokens
                    return text
        raise contract.Unavailable from self.trouble

    def ask_gpt(self, said, timeout):
        got = self.gpt.chat.completions.create(**self.gpt_request(said), timeout=timeout)
        text = got.choices[0].message.content
        return text and (text, got.usage.prompt_tokens + got.usage.completion_tokens)

    def ask_claude(self, said, timeout):
        messages = [{"role": role, "content": text} for role, text in said]
        model, most = self.policy.anthropic_model, self.policy.max_tokens
        got = self.claude.messages.create(model=model, messages=messages, max_tokens=most, timeout=timeout)
        text = "".join(block.text for block in got.content if block.type == "text")
        return text and (text, got.usage.input_tokens + got.usage.output_tokens)

    def plan(self, end):
        """Yields the time that each attempt may take, when it may be made. Ends when there is none left, or no time."""
        bound = self.policy.first_wait
        try:
            for number in range(self.policy.attempts):
                if number:
                    told = self.told()
                    self.rest(self.uniform(0, min(bound, self.policy.longest_wait)) if told is None else told, end)
                    bound *= 2
                self.rest(self.full_at - self.clock() - (self.policy.burst - 1) / self.policy.rate, end)
                self.full_at = max(self.full_at, self.clock()) + 1 / self.policy.rate
                yield min(end - self.clock(), self.policy.request_timeout)
        except NoTime as late:
            self.trouble = late

    def rest(self, seconds, end):
        if self.clock() + max(seconds, 0) >= end:
            raise NoTime
        if seconds > 1e-9:
            self.sleep(seconds)

    def attempt(self, work):
        """What an attempt gives, or nothing; `trouble` keeps what went wrong last."""
        self.trouble = None
        try:
            return work()
        except (openai.APIStatusError, anthropic.APIStatusError) as error:
            if error.status_code != 429 and error.status_code // 100 < 5:
                raise contract.Rejected(error.message) from error
            self.trouble = error
        except Exception as error:
            self.trouble = error

    def told(self):
        text = self.trouble.response.headers.get("Retry-After", "") if hasattr(self.trouble, "status_code") else ""
        return float(text) if text.replace(".", "", 1).isdecimal() else None
