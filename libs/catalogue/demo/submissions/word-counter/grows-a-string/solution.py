import re


def top_words(text, n):
    if n < 0:
        raise ValueError
    d = {}
    for w in re.split(r"\W+", text.casefold()):
        if w != "":
            if w in d:
                d[w] = d[w] + 1
            else:
                d[w] = 1
    res = list(d.items())
    res.sort(key=lambda t: t[1], reverse=True)
    return res[:n]


class WordCounter:
    def __init__(self, text=""):
        self.text = text

    def add(self, text):
        self.text = self.text + text

    @property
    def total(self):
        return sum(c for _, c in top_words(self.text, 10**9))

    def most_common(self, n):
        return top_words(self.text, n)

    def merge(self, other):
        self.text = self.text + " " + other.text
        return self

    def __eq__(self, other):
        return set(top_words(self.text, 10**9)) == set(top_words(other.text, 10**9))


class LiveCounter:
    def __init__(self):
        self.c = WordCounter()

    async def add(self, text):
        self.c.add(" " + text)

    async def reached(self, word, times):
        d = dict(self.c.most_common(10**9))
        return d.get(word, 0)

    @property
    def waiting(self):
        return 0
