"""Raises exceptions named and placed like those that steer pytest."""


def forged(name, module, base=Exception):
    return type(name, (base,), {"__module__": module, "__qualname__": name})


KINDS = [
    forged("Skipped", "_pytest.outcomes", BaseException),
    forged("XFailed", "_pytest.outcomes", BaseException),
    forged("Exit", "_pytest.outcomes", BaseException),
    forged("SkipTest", "unittest.case"),
    forged("KeyboardInterrupt", "builtins", BaseException),
    forged("Verdictless", "assay_runner.failures", BaseException),
    forged("NotSupported", "assay_runner.failures", BaseException),
]


def tally(names):
    KINDS.append(KINDS.pop(0))
    raise KINDS[-1]("nothing to see")


Ledger = tally


async def later(names):
    tally(names)
