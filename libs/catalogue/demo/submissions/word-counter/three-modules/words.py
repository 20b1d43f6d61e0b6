import re


def find_words(text):
    if isinstance(text, str):
        return re.findall(r"\w+", text.casefold())
    raise TypeError("only a str has words")
