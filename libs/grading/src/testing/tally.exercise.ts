import type { ExercisePackage, TextFile } from '@assay/contracts';
import { exercisePackage } from '@assay/contracts';

/** Must never reach a candidate: in the source of the hidden tests, in an input and in a message. */
export const secret = 'SECRET-5f1c9a';

const visible = `import asyncio

import pytest

from solution import Ledger, later, tally


@pytest.mark.requirement("R1")
def test_example():
    assert tally(["b", "a", "b"]) == [("b", 2), ("a", 1)]


@pytest.mark.requirement("R2")
def test_ledger():
    ledger = Ledger(["x"])
    ledger.add("y")
    assert ledger.total == 2
`;

const hidden = `"""${secret}"""

import asyncio

import pytest
from assay import draw

from solution import Ledger, later, tally


@pytest.mark.requirement("R1")
@pytest.mark.parametrize("names, expected", [([], []), (["${secret}"], [("${secret}", 1)]), (list("cabcc"), [("c", 3), ("a", 1), ("b", 1)])], ids=["none", "one", "ties"])
def test_tally(names, expected):
    assert tally(names) == expected, "${secret}"


@pytest.mark.requirement("R1")
def test_drawn():
    for _ in range(10):
        names = [draw.choice("abcd") for _ in range(draw.randint(1, 20))]
        assert tally(names) == sorted(((name, names.count(name)) for name in set(names)), key=lambda pair: (-pair[1], pair[0]))


@pytest.mark.requirement("R1")
def test_not_a_list():
    with pytest.raises(TypeError):
        tally("abc")


@pytest.mark.requirement("R2")
def test_ledgers():
    one, two = Ledger(["a", "b"]), Ledger(["b"])
    two.add("a")
    assert one == two and one != Ledger(["a"])
    assert two.ranked() == [("a", 1), ("b", 1)] and two.total == 2


@pytest.mark.requirement("R3")
def test_later():
    assert asyncio.run(later(["q", "q"])) == [("q", 2)]
`;

const ids = {
  examples: ['test_visible::test_example', 'test_visible::test_ledger'],
  edges: [
    ...['none', 'one', 'ties'].map((name) => `test_hidden::test_tally[${name}]`),
    ...['test_drawn', 'test_not_a_list', 'test_ledgers', 'test_later'].map((name) => `test_hidden::${name}`),
  ],
};

const limits = { cpuMs: 6_000, wallMs: 15_000, callMs: 1_000, memoryMb: 160, outputKb: 256 };

/** A small exercise for specs: count names, keep a ledger, and an asynchronous twin. */
export const tallyExercise: ExercisePackage = exercisePackage.parse({
  manifest: {
    id: '01900000-0000-7000-8000-00000000ta11'.replace('ta', '7a'),
    slug: 'tally',
    code: 'E01',
    version: 1,
    title: 'Tally',
    summary: 'Count names.',
    kind: 'coding',
    language: 'python',
    minutes: 10,
    imageProfile: 'base',
    modules: ['solution'],
    competencies: [{ id: 'K2', minutes: 10 }],
    groups: [
      {
        id: 'examples',
        title: 'Examples',
        harness: 'call',
        visibility: 'visible',
        weight: 1,
        evidence: [],
        tests: ['visible/test_visible.py'],
        limits,
      },
      {
        id: 'edges',
        title: 'Edges',
        harness: 'call',
        visibility: 'hidden',
        weight: 4,
        evidence: [],
        tests: ['hidden/test_hidden.py'],
        limits,
      },
    ],
  },
  statement: 'R1 tally, R2 ledger, R3 later.',
  requirements: ['R1', 'R2', 'R3'].map((id) => ({ id, text: `What ${id} asks.` })),
  starter: [{ path: 'solution.py', content: 'def tally(names):\n    raise NotImplementedError\n' }],
  tests: [
    { path: 'visible/test_visible.py', content: visible },
    { path: 'hidden/test_hidden.py', content: hidden },
  ],
  testManifest: ids,
  rubric: rubricOf(),
  hash: 'a'.repeat(64),
});

function rubricOf(): unknown {
  const anchors = { 1: 'Cannot be followed.', 2: 'Can be followed with help.', 3: 'Can be followed.', 4: 'Teaches the reader.' };
  return {
    version: 1,
    criteria: [
      {
        id: 'clarity',
        title: 'Clarity',
        question: 'Can a colleague follow it?',
        competency: 'K2',
        weight: 1,
        anchors,
        examples: anchors,
      },
    ],
  };
}

/** An honest answer to it. */
export const tallyReference: TextFile[] = [
  {
    path: 'solution.py',
    content: `from collections import Counter


def tally(names):
    if not isinstance(names, list):
        raise TypeError("names must be a list")
    return sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))


class Ledger:
    def __init__(self, names=()):
        self.counts = Counter(names)

    def add(self, name):
        self.counts[name] += 1

    @property
    def total(self):
        return self.counts.total()

    def ranked(self):
        return tally(list(self.counts.elements()))

    def __eq__(self, other):
        return self.counts == other.counts


async def later(names):
    return tally(names)
`,
  },
];
