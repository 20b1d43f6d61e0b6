import type { RunReport, TestGroup } from '@assay/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import { callGroup, imageBuildMs, pythonFile, readyDriver, runCold } from './testing/drivers.js';

const limits = { cpuMs: 10_000, wallMs: 40_000, callMs: 2_000, memoryMb: 96, outputKb: 2_048 };

describe.each(['docker', 'bubblewrap'] as const)('a program on %s', (name) => {
  let driver: SandboxDriver;
  let image: SandboxImage;

  beforeAll(async () => {
    ({ driver, image } = await readyDriver(name));
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
  });

  /** Runs tests, each a function body, against a program. */
  function run(program: string, bodies: readonly string[], changes: Partial<TestGroup['limits']> = {}): Promise<RunReport> {
    const functions = bodies.map((body, index) => `def test_${String(index)}():\n    ${body}\n`);
    const tests = [pythonFile('test_program.py', `import assay\n\n\n${functions.join('\n\n')}`)];
    const group = callGroup(tests, { harness: 'cli', program: 'main.py', limits: { ...limits, ...changes } });
    return runCold(driver, { group, image, modules: ['main'], files: [pythonFile('main.py', program)], tests, drawSeed: '' });
  }

  const outcomes = ({ cases }: RunReport) => cases.map(({ outcome }) => outcome);

  it('may write more than one frame holds, and every byte arrives', async () => {
    const program = 'import sys\nsys.stdout.buffer.write(bytes(range(256)) * 5_000)\nsys.stderr.write("e" * 500_000)\n';
    const body =
      'done = assay.program.run(); assert done.stdout_bytes == bytes(range(256)) * 5_000 and done.stderr == "e" * 500_000';
    const report = await run(program, [body]);
    expect(report.cases).toMatchObject([{ outcome: 'passed' }]);
    expect(report.limits).toEqual([]);
  });

  it('meets the output limit of the group once, and is not run again', async () => {
    const program = 'while True:\n    print("x" * 4_000)\n';
    const report = await run(program, ['assay.program.run()', 'assay.program.run()'], { outputKb: 256 });
    expect(outcomes(report)).toEqual(['output-limit', 'not-run']);
    expect(report.limits).toEqual(['output']);
  });

  it('meets the memory limit in its own run alone', async () => {
    const program = 'import sys\nkept = []\nwhile sys.argv[1:]:\n    kept.append(bytearray(1 << 20))\n';
    const report = await run(program, ['assay.program.run("grow")', 'assert assay.program.run().exit_code == 0']);
    expect(outcomes(report)).toEqual(['memory-limit', 'passed']);
    expect(report.limits).toEqual(['memory']);
  });

  it('meets the CPU limit of the group, which is for all runs together', async () => {
    const program = 'while True:\n    pass\n';
    const bodies = ['assay.program.run()', 'assay.program.run()'];
    // A busy machine may take its time, so no other limit is near.
    const report = await run(program, bodies, { cpuMs: 1_000, callMs: 30_000 });
    expect(outcomes(report)).toEqual(['time-limit', 'not-run']);
    expect(report.limits).toEqual(['cpu']);
  });

  it('cannot be imported by a test, which is told by name', async () => {
    const tests = [pythonFile('test_import.py', 'import main\n\n\ndef test_import():\n    assert main\n')];
    const group = callGroup(tests, { harness: 'cli', program: 'main.py', limits });
    const files = [pythonFile('main.py', 'print(1)\n')];
    const report = await runCold(driver, { group, image, modules: ['main'], files, tests, drawSeed: '' });
    expect(report.uncollected).toMatchObject([{ path: 'test_import.py', ours: true }]);
    expect(report.uncollected[0]?.message).toContain(
      'main cannot be imported: tests of the harness cli reach the solution through',
    );
  });
});
