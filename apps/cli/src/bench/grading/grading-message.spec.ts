import { describe, expect, it } from '@jest/globals';
import type { GradingBench } from './bench-grading.js';
import { quick } from './effort.js';
import { gradingMarkdown, gradingMessage } from './grading-message.js';
import type { GradingResults } from './targets.js';
import { targetRows } from './targets.js';

const machine = { cpu: 'Test CPU', cores: 2, node: 'v24', kernel: '6.1', engine: 'Docker engine 20', load: 0.2 };
const spread = { p10: 9, median: 10.25, p90: 12 };

function benchOf(results: Partial<GradingResults>, leftOut: string[] = []): GradingBench {
  const whole: GradingResults = { suites: [], memory: null, saturation: null, submit: null, ...results };
  return { machine, effort: quick, ...whole, targets: targetRows(whole), leftOut };
}

const suites: GradingResults['suites'] = [
  {
    suite: 'two-tests',
    tests: 2,
    contestants: [
      { name: 'bare pytest', ms: spread, toBare: 1, toContainer: 0.5 },
      { name: 'pool hit', ms: spread, toBare: 0.0666, toContainer: null },
    ],
  },
];

describe('the benchmark at the terminal', () => {
  it('names the machine it is true of', () => {
    expect(gradingMessage(benchOf({}))).toContain(
      'Test CPU, 2 cores, Linux 6.1, Docker engine 20, Node v24; load 0.2 at the start; 15 rounds.',
    );
  });

  it('warns where other programs kept the machine busy', () => {
    const busy = { ...benchOf({}), machine: { ...machine, load: 1.1 } };
    expect(gradingMessage(busy)).toContain('run it where nothing else runs');
    expect(gradingMessage(benchOf({}))).not.toContain('run it where nothing else runs');
  });

  it('shows each contestant with spread and ratios, and a dash where there is none', () => {
    const line = gradingMessage(benchOf({ suites }))
      .split('\n')
      .find((text) => text.startsWith('two-tests, pool hit'));
    expect(line?.split(/ {2,}/)).toEqual(['two-tests, pool hit', '10.3 (9.0–12.0)', '0.067 ×', '–']);
  });

  it('shows every target, held or not', () => {
    const text = gradingMessage(benchOf({ suites, memory: { pairs: 3, submissionMb: 30, graderMb: 61, pairMb: 91 } }));
    expect(text).toMatch(/2 tests, pool hit : bare pytest +≤ 0\.080 × +0\.067 × +held/);
    expect(text).toMatch(/an idle warm pair of the base profile +≤ 80 MB +91 MB +missed/);
    expect(text).toMatch(/submit to verdict event over HTTP : bare pytest +≤ 1\.000 × +– +not measured/);
  });

  it('leaves out the tables of what was not measured, and says what could not be', () => {
    const text = gradingMessage(benchOf({}, ['The rows of bubblewrap are left out: it is not installed.']));
    expect(text).not.toContain('runs a second');
    expect(text).toContain('The rows of bubblewrap are left out: it is not installed.');
  });

  it('says when other work spoilt the CPU of a run', () => {
    const row = { name: 'pool hit' as const, runs: 24, runsPerSecond: 2.4, cpuMsPerRun: null };
    const text = gradingMessage(benchOf({ saturation: { rows: [row], otherWork: 0.5 } }));
    expect(text).toContain('Other programs took 50 % of the machine. That is too much to tell what CPU a run costs.');
    expect(text).toMatch(/ours +2\.40 +– +24/);
  });
});

describe("the handbook's tables", () => {
  it('are Markdown with numbers on the right', () => {
    const lines = gradingMarkdown(benchOf({ suites })).split('\n');
    expect(lines).toContain('| two-tests, pool hit    | 10.3 (9.0–12.0) |       0.067 × |            – |');
    expect(lines).toContain('| ---------------------- | --------------: | ------------: | -----------: |');
  });
});
