"""What the solution uses against what a reference uses, so that a bar of speed or memory holds on any machine.

The reference is the author's solution in a sandbox of its own, which no candidate code ever reaches. What is used is counted by the
first process of each sandbox or by the kernel, never by what is measured. A reference that fails is the exercise's fault.
"""

import statistics

from assay_runner.proxy import SolutionModule

PAIRS = 5


class Measure:
    def __init__(self, solution, reference, modules):
        self._solution, self._reference, self._modules = solution, reference, modules

    def cpu_ratio(self, work, pairs=PAIRS, module=None, bar=None):
        """Processor time that `work(module)` takes with the solution over what it takes with the reference.

        The two take turns; after one round that does not count, the answer is the median of the ratios of `pairs` rounds (at least 5).
        With a `bar` that it will be compared with, rounds end as soon as the rest of them could not bring the median to its other side.
        `work` gets a module of the exercise (by default the first that it names) and must do the same each time it is called. Choose
        inputs that keep the reference busy for at least 20 ms: below that, what is measured is mostly the way there and back.
        """
        if pairs < PAIRS:
            raise ValueError(f"take at least {PAIRS} pairs")
        self._one_cpu_ratio(work, module, 0)
        ratios = []
        while len(ratios) < pairs and not _is_decided(ratios, pairs, bar):
            ratios.append(self._one_cpu_ratio(work, module, len(ratios) + 1))
        return statistics.median(ratios)

    def memory_ratio(self, work, module=None):
        """Peak memory of the solution's sandbox over that of the reference's, each above what it had before its code was loaded.

        The peak is that of the whole run so far: measure memory once in a group, and keep other tests out of that group.
        """
        solution, reference = self._sides(module)
        work(solution)
        self._with_reference(lambda: work(reference))
        mine, theirs = (side.supervisor("peak") for side in (self._solution, self._reference))
        return mine / max(theirs, 1.0)

    def _one_cpu_ratio(self, work, module, turn):
        solution, reference = self._sides(module)

        def mine():
            return _cpu_ms(self._solution, lambda: work(solution))

        def theirs():
            return self._with_reference(lambda: _cpu_ms(self._reference, lambda: work(reference)))

        if turn % 2:
            used = mine()
            return used / theirs()
        expected = theirs()
        return mine() / expected

    def _sides(self, module):
        if self._reference is None:
            raise RuntimeError("the group names no reference to measure against")
        name = module or self._modules[0]
        return SolutionModule(name, self._solution), SolutionModule(name, self._reference)

    def _with_reference(self, work):
        """Whatever goes wrong on the author's side is told as the exercise's fault, and nobody's test has failed."""
        try:
            return work()
        except BaseException as error:
            self._solution.emit({"t": "fault", "code": "reference-failed", "message": f"The reference failed: {error}"})
            raise
        finally:
            self._reference.end()
            self._reference.poison = None


def _is_decided(ratios, pairs, bar):
    """Whether more than half of all rounds lie on one side of the bar already."""
    if bar is None:
        return False
    below = sum(ratio < bar for ratio in ratios)
    return max(below, len(ratios) - below) > pairs / 2


def _cpu_ms(session, work):
    before = session.supervisor("cpu")
    work()
    return max(session.supervisor("cpu") - before, 0.001)
