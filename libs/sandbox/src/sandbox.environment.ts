import type { SandboxRole, SandboxSpec } from './sandbox.port.js';

/**
 * All that a sandbox finds in its environment. The candidate's hash seed is fixed, so that a solution that depends on the order of a set
 * gets the same verdict every time; the grader's is not, so that nobody can make texts whose hashes collide there.
 */
export function environmentOf(role: SandboxRole): Record<string, string> {
  const common = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/tmp', PYTHONUTF8: '1' };
  return role === 'submission' ? { ...common, PYTHONHASHSEED: '0' } : common;
}

/** The first process of a sandbox. Given nothing to do, it ends by itself after the sandbox's life, whatever became of its worker. */
export function firstCommand({ role, lifeMs }: SandboxSpec): string[] {
  const interpreter = ['/usr/bin/python3', '-s', '-P', '-S', '-B'];
  return [...interpreter, '/opt/assay/runner/start.py', role, '/opt/assay/site', String(lifeMs / 1000)];
}
