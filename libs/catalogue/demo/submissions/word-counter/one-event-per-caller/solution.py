import asyncio


def words_of(text):
    """Letters, digits and underscores that follow each other are a word."""
    if not isinstance(text, str):
        raise TypeError("text must be a string")
    word = ""
    for char in text + " ":
        if char == "_" or char.isalnum():
            word += char
        elif word:
            yield word.casefold()
            word = ""


def rank(counts, n):
    if n < 0:
        raise ValueError("n must be 0 or more")
    ranked = sorted(counts)
    # sort() is stable: words with equal counts stay in alphabetical order
    ranked.sort(key=counts.get, reverse=True)
    return [(word, counts[word]) for word in ranked[:n]]


def top_words(text, n):
    return WordCounter(text).most_common(n)


class WordCounter:
    def __init__(self, text=""):
        self.counts = {}
        self.add(text)

    def add(self, text):
        for word in words_of(text):
            self.counts[word] = self.counts.get(word, 0) + 1

    @property
    def total(self):
        return sum(self.counts.values())

    def most_common(self, n):
        return rank(self.counts, n)

    def merge(self, other):
        new = WordCounter()
        new.counts = dict(self.counts)
        for word, count in other.counts.items():
            new.counts[word] = new.counts.get(word, 0) + count
        return new

    def __eq__(self, other):
        return isinstance(other, WordCounter) and self.counts == other.counts


class LiveCounter:
    def __init__(self):
        self.counter = WordCounter()
        self.callers = []

    async def add(self, text):
        self.counter.add(text)
        for word, times, event in self.callers:
            if self.counter.counts.get(word, 0) >= times:
                event.set()

    async def reached(self, word, times):
        word = word.casefold()
        if self.counter.counts.get(word, 0) < times:
            caller = (word, times, asyncio.Event())
            self.callers.append(caller)
            try:
                await caller[2].wait()
            finally:
                self.callers.remove(caller)
        return self.counter.counts.get(word, 0)

    @property
    def waiting(self):
        return len(self.callers)
