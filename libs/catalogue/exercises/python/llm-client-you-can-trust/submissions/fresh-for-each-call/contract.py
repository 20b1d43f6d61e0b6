"""What the client is told, and what it raises. Other teams import these; they stay as they are."""

from dataclasses import dataclass

OPENAI_URL = "http://127.0.0.1:9001/v1"
ANTHROPIC_URL = "http://127.0.0.1:9002"


@dataclass(frozen=True)
class Policy:
    """How the client behaves. Times are in seconds."""

    openai_model: str
    anthropic_model: str
    #: Most tokens of one answer.
    max_tokens: int
    #: Most tokens that a client may use in its life.
    token_cap: int
    #: Most requests to one provider for one answer.
    attempts: int
    #: Upper bound of the first wait between two attempts, and of all later ones.
    first_wait: float
    longest_wait: float
    #: A request that stays silent for longer has failed.
    request_timeout: float
    #: From the start of a call to its end.
    call_budget: float
    #: Requests per second on average, and how many may come at once after a rest.
    rate: float
    burst: int


class ClientError(Exception):
    """Every error that callers of the client have to expect."""


class Rejected(ClientError):
    """The request itself was refused; asking again or elsewhere does not help."""


class Unavailable(ClientError):
    """Nobody answered within the attempts and the time that the policy allows."""


class StreamCut(ClientError):
    """A stream broke off after its first piece."""


class InvalidOutput(ClientError):
    """The model did not give a usable answer, even when it was told what was wrong."""


class OverBudget(ClientError):
    """The answer might use more tokens than the client has left."""
