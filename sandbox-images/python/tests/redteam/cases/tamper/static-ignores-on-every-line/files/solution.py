import os, sys  # type: ignore  # noqa


def double(number):  # type: ignore[no-untyped-def]  # noqa: F821
    unused = 1  # type:ignore # noqa: F841
    return number * 2  # type: ignore


def treble(number):  # type: ignore[no-untyped-def]  # noqa: F821
    unused = 1  # type:ignore # noqa: F841
    return number * 2  # type: ignore


def fourfold(number):  # type: ignore[no-untyped-def]  # noqa: F821
    unused = 1  # type:ignore # noqa: F841
    return number * 2  # type: ignore


def fivefold(number):  # type: ignore[no-untyped-def]  # noqa: F821
    unused = 1  # type:ignore # noqa: F841
    return number * 2  # type: ignore


def sixfold(number):  # type: ignore[no-untyped-def]  # noqa: F821
    unused = 1  # type:ignore # noqa: F841
    return number * 2  # type: ignore


def sevenfold(number):  # type: ignore[no-untyped-def]  # noqa: F821
    unused = 1  # type:ignore # noqa: F841
    return number * 2  # type: ignore
