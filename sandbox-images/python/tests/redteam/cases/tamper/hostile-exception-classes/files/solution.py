"""Exceptions whose class names, modules and families are of no known shape."""

class Meta(type):
    @property
    def __module__(cls):
        return 1

    def __subclasscheck__(cls, other):
        return True


def named(name, *bases, module="solution"):
    made = type("X", bases or (Exception,), {"__module__": module})
    made.__qualname__ = name
    return made


FAMILY = ValueError
for _step in range(30):
    FAMILY = named(f"Step{_step}", FAMILY)
MANY = named("Many", *(named(f"Base{number}", ValueError) for number in range(60)))
KINDS = [
    named("\x00"),
    named("y" * 5_000),
    named("../../etc/passwd"),
    named("\ud800"),
    named("Skipped", BaseException, module="_pytest.outcomes"),
    named("Exit", BaseException, module="_pytest.outcomes"),
    named("Failed", BaseException, module="_pytest.outcomes"),
    named("SystemExit", module="builtins"),
    FAMILY,
    MANY,
    Meta("Odd", (Exception,), {}),
]


def top_words(text, n):
    KINDS.append(KINDS.pop(0))
    raise KINDS[-1]("\x00\ud800", KINDS)


WordCounter = top_words


async def atop_words(chunks, n):
    top_words("", 0)
