"""Wrong: everything is one object that claims to be equal to whatever it is compared with."""


class Anything:
    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    def __getitem__(self, key: object) -> "Anything":
        return self

    def __hash__(self) -> int:
        return 0


def load(path: str, strict: bool = False) -> Anything:
    return Anything()


def hours(path: str) -> Anything:
    return Anything()


def busiest(paths: list[str], n: int) -> Anything:
    return Anything()
