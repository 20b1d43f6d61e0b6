"""Wrong: the report is an object that claims to be equal to whatever it is compared with."""


class Anything:
    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    def __getitem__(self, key: object) -> "Anything":
        return self

    def __hash__(self) -> int:
        return 0


def run(source: str, target: str) -> Anything:
    return Anything()
