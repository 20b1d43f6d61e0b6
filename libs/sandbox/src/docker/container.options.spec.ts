import { describe, expect, it } from '@jest/globals';
import type { SandboxRole, SandboxSpec } from '../sandbox.port.js';
import { containerOptions } from './container.options.js';

function userOf(role: SandboxRole): string | undefined {
  const spec: SandboxSpec = { role, image: { profile: 'base', version: 'x' }, memoryMb: 64, pids: 8, tmpMb: 1, lifeMs: 1_000 };
  const context = { imageName: 'x', labels: {}, seccomp: '{}', cgroupParent: undefined, runtime: undefined, cpus: 2 };
  const { User, HostConfig } = containerOptions(spec, context);
  expect(
    Object.values(HostConfig.Tmpfs as Record<string, string>).every((o) => o.includes(`uid=${String(User?.split(':')[0])}`)),
  ).toBe(true);
  return User;
}

describe('the users of sandboxes', () => {
  it('differ from submission to submission, so that none uses up what the kernel grants another', () => {
    const users = Array.from({ length: 50 }, () => userOf('submission'));
    expect(new Set([...users, userOf('grader'), userOf('static')]).size).toBe(52);
    for (const user of users) expect(user).toMatch(/^65\d{3}:65\d{3}$/);
  });
});
