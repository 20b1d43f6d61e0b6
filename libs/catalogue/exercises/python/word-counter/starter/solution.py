"""Counts words: see the task for what each name must do."""


def top_words(text: str, n: int) -> list[tuple[str, int]]:
    raise NotImplementedError


class WordCounter:
    def __init__(self, text: str = "") -> None:
        raise NotImplementedError

    def add(self, text: str) -> None:
        raise NotImplementedError

    @property
    def total(self) -> int:
        raise NotImplementedError

    def most_common(self, n: int) -> list[tuple[str, int]]:
        raise NotImplementedError

    def merge(self, other: "WordCounter") -> "WordCounter":
        raise NotImplementedError


class LiveCounter:
    async def add(self, text: str) -> None:
        raise NotImplementedError

    async def reached(self, word: str, times: int) -> int:
        raise NotImplementedError

    @property
    def waiting(self) -> int:
        raise NotImplementedError
