import { describe, expect, it } from '@jest/globals';
import { pause, startStopwatch } from '@assay/platform';
import { isAlive, run } from './run.js';

describe('run', () => {
  it('gives the exit code and what was printed, streams apart and together', async () => {
    const result = await run('sh', ['-c', 'echo out; echo err >&2; exit 3']);
    expect(result).toMatchObject({ code: 3, stdout: 'out' });
    expect(result.output.split('\n').sort()).toEqual(['err', 'out']);
  });

  it('says 127 when there is no such program', async () => {
    expect((await run('assay-no-such-program', [])).code).toBe(127);
  });

  it('adds to the environment, without what an outer npm set', async () => {
    const { stdout } = await run('sh', ['-c', 'echo "$ADDED:$npm_package_name"'], {
      env: { ADDED: 'yes', npm_package_name: 'outer' },
    });
    expect(stdout).toBe('yes:');
  });

  it('stops what the program started, too', async () => {
    const watch = startStopwatch();
    const stop = new AbortController();
    let grandchild = 0;
    const result = await run('sh', ['-c', 'sleep 60 & echo $!; wait'], {
      signal: stop.signal,
      onLine: (line) => {
        grandchild = Number(line);
        stop.abort();
      },
    });
    expect(result.code).toBe(128 + 15);
    while (isAlive(grandchild) && watch.elapsedMs() < 5_000) {
      await pause(20);
    }
    expect(isAlive(grandchild)).toBe(false);
  });

  it('stops after its time', async () => {
    expect((await run('sleep', ['60'], { timeoutMs: 50 })).code).toBe(128 + 15);
  });
});
