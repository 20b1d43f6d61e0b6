"""What a test knows of articles: their numbers, and what the services do for those whose names begin with a certain word."""

from assay import draw
from fakes import Reply, Text

#: Connections to each service at most.
MOST = 8
SERVICES = ("pricing", "stock")
#: What they say when they cannot answer. Their connections are as good as before.
ERRORS = {"pricing": Text(b'{"cents": 1}', 500), "stock": Text(b"ERROR 500\n", 500)}


class Articles:
    """Both services have good numbers for any article, but for those whose names begin with a word that a fault is shown for."""

    def __init__(self):
        self._numbers = {}
        self._faults = {name: [] for name in SERVICES}
        self.behaviours = {name: lambda sku, name=name: self._behaviour(name, sku) for name in SERVICES}

    def show(self, service, fault, *words):
        self._faults[service] += [(word, fault) for word in words]

    def _behaviour(self, service, sku):
        found = [fault for word, fault in self._faults[service] if sku.startswith(word)]
        return found[0] if found else Reply(self._numbers_of(sku)[SERVICES.index(service)])

    def _numbers_of(self, sku):
        return self._numbers.setdefault(sku, (draw.randrange(10**6), draw.randrange(10**4)))

    def is_right(self, answer, sku):
        cents, available = self._numbers_of(sku)
        return (answer.status_code, answer.json()) == (200, {"sku": sku, "cents": cents, "available": available})

    def serves(self, ask, count):
        """Whether so many good quotes in a row are right."""
        skus = [f"good-{draw.randrange(10**9)}" for _ in range(count)]
        return all(self.is_right(ask(sku), sku) for sku in skus)


def of(service, fakes):
    """The fake that plays it."""
    return fakes[SERVICES.index(service)]


def beside(service):
    """The other service."""
    return SERVICES[1 - SERVICES.index(service)]
