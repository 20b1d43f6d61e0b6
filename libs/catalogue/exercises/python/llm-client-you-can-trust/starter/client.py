"""The client through which the support desk asks language models."""

import random
import time
from collections.abc import Callable, Iterator
from typing import Any

from contract import Policy


class Client:
    def __init__(
        self,
        policy: Policy,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self.used_tokens = 0

    def complete(self, prompt: str) -> str:
        """The model's answer."""
        raise NotImplementedError

    def extract(self, prompt: str) -> dict[str, Any]:
        """The model's answer as a triage: its category and its urgency."""
        raise NotImplementedError

    def stream(self, prompt: str) -> Iterator[str]:
        """The model's answer in pieces, as they arrive."""
        raise NotImplementedError
