"""The client through which the support desk asks language models."""

import json
import random
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from contract import InvalidOutput, OverBudget, Policy, StreamCut, Unavailable
from limits import Bucket, Deadline
from providers import Anthropic, Failed, Messages, OpenAI

Result = TypeVar("Result")
CATEGORIES = ("billing", "bug", "other")


class Client:
    def __init__(
        self,
        policy: Policy,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self.used_tokens = 0
        self._policy, self._sleep, self._clock, self._uniform = policy, sleep, clock, uniform
        self._bucket = Bucket(policy.rate, policy.burst, clock)
        self._openai, self._anthropic = OpenAI(policy), Anthropic(policy)

    def complete(self, prompt: str) -> str:
        """The model's answer."""
        return self._answer([{"role": "user", "content": prompt}], self._deadline())

    def extract(self, prompt: str) -> dict[str, Any]:
        """The model's answer as a triage: its category and its urgency."""
        deadline = self._deadline()
        question: Messages = [{"role": "user", "content": prompt}]
        text = self._answer(question, deadline)
        try:
            return triage(text)
        except ValueError as error:
            fault = f"This answer cannot be used: {error}. Answer with the corrected JSON object and nothing else."
        repair: Messages = [{"role": "assistant", "content": text}, {"role": "user", "content": fault}]
        try:
            return triage(self._answer(question + repair, deadline))
        except ValueError as error:
            raise InvalidOutput(str(error)) from error

    def stream(self, prompt: str) -> Iterator[str]:
        """The model's answer in pieces, as they arrive."""
        question: Messages = [{"role": "user", "content": prompt}]
        first, rest = self._attempts(lambda timeout: begun(self._openai.stream(question, timeout)), self._deadline())
        yield from first
        try:
            yield from rest
        except Failed as error:
            raise StreamCut("the stream broke off") from error

    def _answer(self, messages: Messages, deadline: Deadline) -> str:
        if self.used_tokens + self._policy.max_tokens > self._policy.token_cap:
            raise OverBudget(f"{self.used_tokens} of {self._policy.token_cap} tokens are used")
        try:
            answer = self._attempts(lambda timeout: self._openai.ask(messages, timeout), deadline)
        except Unavailable:
            answer = self._attempts(lambda timeout: self._anthropic.ask(messages, timeout), deadline)
        self.used_tokens += answer.tokens
        return answer.text

    def _attempts(self, request: Callable[[float], Result], deadline: Deadline) -> Result:
        """What the first request gives that does not fail, at one provider."""
        for failures in range(1, self._policy.attempts + 1):
            self._pause(self._bucket.seconds_to_next(), deadline)
            self._bucket.take()
            try:
                return request(min(self._policy.request_timeout, deadline.left()))
            except Failed as error:
                last = error
            if failures < self._policy.attempts:
                self._pause(self._wait_after(last, failures), deadline)
        raise Unavailable(f"gave up after {self._policy.attempts} attempts") from last

    def _wait_after(self, error: Failed, failures: int) -> float:
        if error.retry_after is not None:
            return error.retry_after
        longest = min(self._policy.longest_wait, self._policy.first_wait * 2 ** (failures - 1))
        return self._uniform(0, longest)

    def _pause(self, seconds: float, deadline: Deadline) -> None:
        if seconds >= deadline.left():
            raise Unavailable("no time is left for another attempt")
        if seconds > 0:
            self._sleep(seconds)

    def _deadline(self) -> Deadline:
        self._bucket = Bucket(self._policy.rate, self._policy.burst, self._clock)
        self.used_tokens = 0
        return Deadline(self._policy.call_budget, self._clock)


def begun(pieces: Iterator[str]) -> tuple[list[str], Iterator[str]]:
    """A stream whose first piece has arrived, if it has any: up to there it can be asked for again."""
    for piece in pieces:
        return [piece], pieces
    return [], pieces


def triage(text: str) -> dict[str, Any]:
    """The triage that a text is; ValueError says what is wrong with it."""
    found = json.loads(text)
    if not isinstance(found, dict) or found.keys() != {"category", "urgency"}:
        raise ValueError("it is no object with category and urgency alone")
    if found["category"] not in CATEGORIES:
        raise ValueError(f"category is none of {', '.join(CATEGORIES)}")
    if type(found["urgency"]) is not int or not 1 <= found["urgency"] <= 5:
        raise ValueError("urgency is no whole number from 1 to 5")
    return found
