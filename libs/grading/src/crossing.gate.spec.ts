import { describe, expect, it } from '@jest/globals';
import { crossingProblems } from './crossing.gate.js';
import { tallyExercise } from './testing/tally.exercise.js';

function problemsOf(source: string) {
  return crossingProblems({ ...tallyExercise, tests: [{ path: 'hidden/test_hidden.py', content: source }] }).join('\n');
}

describe('what does not cross to the solution', () => {
  it('is nothing in tests that use their own clocks, tasks and patches of what they own', () => {
    const source = `import asyncio
import time
from solution import later

async def test_it(monkeypatch):
    begun, ready = time.monotonic(), asyncio.Event()
    monkeypatch.setattr(helpers, "limit", 3)
    task = asyncio.create_task(later("a"))
    await ready.wait()
`;
    expect(problemsOf(source)).toBe('');
  });

  it.each([
    ['context variables', 'import contextvars', 'line 2: context variables do not cross'],
    ['a patched clock', 'def test(monkeypatch):\n    monkeypatch.setattr("time.time", lambda: 0)', 'line 3: a patched clock'],
    ['a patched module', 'def test(monkeypatch):\n    monkeypatch.setattr(time, "monotonic", None)', 'line 3: a patched clock'],
    ['a mock of the clock', 'with mock.patch("datetime.datetime"):\n    pass', 'line 2: a patched clock'],
    ['an event', 'ready = asyncio.Event()\nlater(["a"], ready)', 'line 3: what synchronises tasks or threads'],
    ['a queue made in place', 'later(asyncio.Queue())', 'line 2: what synchronises tasks or threads'],
  ])('is %s', (_, source, sentence) => {
    expect(problemsOf(`from solution import later\n${source}\n`)).toContain(sentence);
  });
});
