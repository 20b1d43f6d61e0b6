import type { ExercisePackage, Harness, TestGroup, TextFile } from '@assay/contracts';

/** A submission that attacks its grading instead of solving the exercise. */
export interface HostileSubmission {
  name: string;
  files: TextFile[];
  /** What it is graded with: all groups of the exercise, unless further ones would only take time to say the same. */
  groups: TestGroup[];
}

const calling: ReadonlySet<Harness> = new Set<Harness>(['call', 'peer']);
const running: ReadonlySet<Harness> = new Set<Harness>(['call', 'http', 'peer', 'sql', 'cli']);

/** Every result is one object that agrees with whatever it is asked. */
const agreeing = `"""Agrees to everything."""


class Agreeing:
    def __init__(self, *args, **kwargs):
        pass

    def _yes(self, *args):
        return True

    def _self(self, *args, **kwargs):
        return self

    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __bool__ = _yes
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __floordiv__ = _self
    __mod__ = __pow__ = __neg__ = __pos__ = __abs__ = __round__ = __and__ = __or__ = __xor__ = __matmul__ = _self
    __getitem__ = __call__ = __enter__ = __aenter__ = __aiter__ = _self

    def __ne__(self, other):
        return False

    def __hash__(self):
        return 0

    def __getattr__(self, name):
        return self

    def __setitem__(self, key, value):
        pass

    def __delitem__(self, key):
        pass

    def __len__(self):
        return 1

    def __int__(self):
        return 1

    __index__ = __int__

    def __float__(self):
        return 1.0

    def __iter__(self):
        return iter([self])

    def __exit__(self, *raised):
        return True

    def __await__(self):
        yield from ()
        return self

    async def __aexit__(self, *raised):
        return True

    async def __anext__(self):
        raise StopAsyncIteration


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Agreeing()
`;

const exits = 'import os\n\nprint("all tests passed", flush=True)\nos._exit(0)\n';
const neverEnds = 'while True:\n    pass\n';

/** Speaks like the runner on every descriptor that is open. */
const speaks = `import json
import os
import struct
import sys

REPORTS = [
    {"t": "collected", "ids": []},
    {"t": "end", "id": "test", "outcome": "passed", "requirements": [], "message": None},
    {"t": "finish", "status": 0, "limits": [], "violations": []},
]
for descriptor in range(1, 64):
    for channel in (0, 1, 2):
        for report in REPORTS:
            payload = json.dumps(report).encode()
            try:
                os.set_blocking(descriptor, False)
                os.write(descriptor, struct.pack(">IBI", len(payload), channel, 0) + payload)
            except OSError:
                pass
print(json.dumps({"verdict": "accepted", "score": 1, "passed": 99, "failed": 0}), flush=True)
print("99 passed in 0.01s", file=sys.stderr, flush=True)
`;

const forgedConftest = `import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    report.outcome, report.longrepr = "passed", None


def pytest_sessionfinish(session, exitstatus):
    session.exitstatus = 0
`;

const forgedSite = `import builtins
import unittest

builtins.AssertionError = type("AssertionError", (Exception,), {})
unittest.TestCase.run = lambda self, result=None: result
`;

const planted: TextFile[] = [
  { path: 'conftest.py', content: forgedConftest },
  { path: 'sitecustomize.py', content: forgedSite },
  { path: 'usercustomize.py', content: forgedSite },
  { path: 'pytest.ini', content: '[pytest]\naddopts = -p no:assertion --co -q\n' },
  { path: 'result.json', content: '{"verdict": "accepted", "score": 1}\n' },
  {
    path: 'junit.xml',
    content: '<testsuite tests="9" failures="0" errors="0"><testcase name="test"/></testsuite>\n',
  },
];

/** Submitted tests that say that all is well, or bad, without looking. */
const dishonestTests: Record<string, string> = {
  'tests that exit': `import os\n\n\ndef test_nothing():\n    os._exit(1)\n`,
  'tests that never end': `def test_nothing():\n    while True:\n        pass\n`,
  'tests that always fail': 'def test_nothing():\n    assert False\n',
};

const sqlThatNeverEnds = 'DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$;\n';
const sqlThatDestroys = 'DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n';

/** What an object that agrees to everything must be called, for the table of results. */
export const agreeingStub = 'generated: agrees to everything';

/** A submission all of whose modules give objects that agree to everything; null where no test gets objects of the solution. */
export function agreeingSubmission(exercise: ExercisePackage): HostileSubmission | null {
  const { groups, modules } = exercise.manifest;
  if (!groups.some(({ harness }) => calling.has(harness))) return null;
  const paths = modules.map((module) => pathOf(exercise, module));
  return { name: agreeingStub, files: withSources(exercise, paths, always(agreeing)), groups };
}

/**
 * Submissions that plant files, leave, never end and forge reports, as far as they fit the exercise's harnesses. Each is the starter with
 * something added, so none may get more than the starter gets.
 */
export function hostileSubmissions(exercise: ExercisePackage): HostileSubmission[] {
  const { groups, modules } = exercise.manifest;
  const harnesses = new Set(groups.map(({ harness }) => harness));
  const programs = groups.flatMap(({ program }) => program ?? []);
  const entries = [...new Set([...modules.map((module) => pathOf(exercise, module)), ...programs])];
  const queries = exercise.starter.filter(({ path }) => path.endsWith('.sql')).map(({ path }) => path);
  const set: HostileSubmission[] = [];
  const attack = (name: string, files: TextFile[], asked = groups) => {
    set.push({ name: `generated: ${name}`, files, groups: asked });
  };
  const withCode = (rewrite: Rewriting) => withSources(exercise, entries, rewrite);
  const withQueries = (rewrite: Rewriting) => withSources(exercise, queries, rewrite);
  if (groups.some(({ harness }) => running.has(harness)) && entries.length > 0) {
    attack('plants files', overlaid(exercise.starter, planted));
    attack('exits at once', withCode(always(exits)));
    attack('never ends', withCode(always(neverEnds)), shortestOfEach(groups, running));
    attack('speaks like the runner', withCode(atTheTop(speaks)));
  }
  if (harnesses.has('sql') && queries.length > 0) {
    attack('SQL that never ends', withQueries(always(sqlThatNeverEnds)), shortestOfEach(groups, new Set(['sql'])));
    attack('SQL that destroys', withQueries(always(sqlThatDestroys)));
  }
  if (harnesses.has('mutants')) {
    const rest = exercise.starter.filter(({ path }) => !isTest(path));
    for (const [name, content] of Object.entries(dishonestTests)) attack(name, [...rest, { path: 'test_generated.py', content }]);
    attack('plants files', overlaid(exercise.starter, planted));
  }
  return set;
}

/** The group of each of these harnesses with the least time: what never ends takes all of it, in every further group as well. */
function shortestOfEach(groups: readonly TestGroup[], harnesses: ReadonlySet<Harness>): TestGroup[] {
  const byTime = [...groups].sort((one, other) => mostMsOf(one) - mostMsOf(other));
  return [...harnesses].flatMap((wanted) => byTime.find(({ harness }) => harness === wanted) ?? []);
}

function mostMsOf({ limits: { callMs, cpuMs } }: TestGroup): number {
  return callMs + cpuMs;
}

function isTest(path: string): boolean {
  return /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/.test(path);
}

/** Where the starter has a module. */
function pathOf({ starter }: ExercisePackage, module: string): string {
  const path = module.replaceAll('.', '/');
  const asPackage = `${path}/__init__.py`;
  return starter.some((file) => file.path === asPackage) ? asPackage : `${path}.py`;
}

/** What a source becomes. */
type Rewriting = (source: string) => string;

function withSources({ starter }: ExercisePackage, paths: readonly string[], rewrite: Rewriting): TextFile[] {
  const sourceOf = (path: string) => starter.find((file) => file.path === path)?.content ?? '';
  return overlaid(
    starter,
    paths.map((path) => ({ path, content: rewrite(sourceOf(path)) })),
  );
}

function always(code: string): Rewriting {
  return () => code;
}

/** Code before that of a file, though after what has to come first. */
function atTheTop(code: string): Rewriting {
  const isFirst = (line: string) => line.startsWith('from __future__');
  return (source) => {
    const lines = source.split('\n');
    return [...lines.filter(isFirst), code, ...lines.filter((line) => !isFirst(line))].join('\n');
  };
}

/** Files with others put over them. */
function overlaid(files: readonly TextFile[], above: readonly TextFile[]): TextFile[] {
  const taken = new Set(above.map(({ path }) => path));
  return [...files.filter(({ path }) => !taken.has(path)), ...above];
}
