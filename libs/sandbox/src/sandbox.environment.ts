import type { SandboxRole, SandboxSpec } from './sandbox.port.js';

/**
 * Libraries do their sums in the thread that asks: results and times do not depend on the number of cores, and a library that starts no
 * thread when it is imported can be imported before the work arrives. (OpenBLAS of NumPy; the allocators of Arrow and Polars.)
 */
const oneThread = {
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  JE_ARROW_MALLOC_CONF: 'background_thread:false',
  _RJEM_MALLOC_CONF: 'background_thread:false',
};

/**
 * All that a sandbox finds in its environment. The candidate's hash seed is fixed, so that a solution that depends on the order of a set
 * gets the same verdict every time; the grader's is not, so that nobody can make texts whose hashes collide there.
 */
export function environmentOf(role: SandboxRole): Record<string, string> {
  const common = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/tmp', PYTHONUTF8: '1', ...oneThread };
  return role === 'submission' ? { ...common, PYTHONHASHSEED: '0' } : common;
}

/** The first process of a sandbox. Given nothing to do, it ends by itself after the sandbox's life, whatever became of its worker. */
export function firstCommand({ role, lifeMs }: SandboxSpec): string[] {
  const interpreter = ['/usr/bin/python3', '-s', '-P', '-S', '-B'];
  return [...interpreter, '/opt/assay/runner/start.py', role, '/opt/assay/site', String(lifeMs / 1000)];
}
