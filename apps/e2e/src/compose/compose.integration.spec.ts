import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '@assay/contracts';
import { acceptedWork, candidateClient } from './candidate.js';
import type { ComposedPlatform } from './composed-platform.js';
import { openComposedPlatform } from './composed-platform.js';

const minutes = 60_000;
let platform: ComposedPlatform;

/** Asks until the answer fits; Jest's own time is the end. */
async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (fits(answer)) {
      return answer;
    }
    await wait(500);
  }
}

async function containersOf(service: string): Promise<string[]> {
  return (await platform.compose('ps', '-q', service)).trim().split('\n').filter(Boolean);
}

async function inspect(container: string, format: string): Promise<string> {
  return (await platform.docker('inspect', '--format', format, container)).trim();
}

beforeAll(async () => {
  platform = await openComposedPlatform();
  // One after another, so that each finds the first stage that the one before it has built.
  for (const service of ['migrate', 'api', 'worker', 'web']) {
    await platform.compose('build', service);
  }
  await platform.compose('up', '--detach', '--scale', 'worker=4');
}, 25 * minutes);

afterAll(async () => {
  await platform.remove();
}, 3 * minutes);

describe('docker-compose.yml', () => {
  it(
    'comes up well, with four workers',
    async () => {
      for (const service of ['postgres', 'redis', 'api', 'worker', 'engine-filter', 'web']) {
        const containers = await until(
          () => containersOf(service),
          (found) => found.length === (service === 'worker' ? 4 : 1),
        );
        for (const container of containers) {
          await until(
            () => inspect(container, '{{.State.Health.Status}}'),
            (status) => status === 'healthy',
          );
        }
      }
    },
    5 * minutes,
  );

  it('runs nothing as root but what holds the data', async () => {
    for (const service of ['postgres', 'redis', 'api', 'worker', 'engine-filter', 'web']) {
      for (const container of await containersOf(service)) {
        expect(await platform.docker('exec', container, 'id', '-u')).not.toBe('0\n');
      }
    }
  });

  it("keeps the engine's socket from api and workers", async () => {
    for (const service of ['api', 'worker', 'web']) {
      for (const container of await containersOf(service)) {
        expect(await inspect(container, '{{json .Mounts}}')).not.toContain('docker.sock');
      }
    }
  });

  it(
    'grades a submission',
    async () => {
      const printed = await platform.compose('logs', '--no-color', 'migrate');
      const token = /\/i\/([\w-]+)/.exec(printed)?.[1] ?? '';
      const call = candidateClient(platform.url);
      await call(routes.attempts.open, { body: { token } });
      const started = await call(routes.attempts.start, { body: { rulesAccepted: true } });
      const { title, files } = await acceptedWork();
      const exerciseId = started.workspaces.find((workspace) => workspace.title === title)?.id ?? '';
      const revision = await call(routes.attempts.saveRevision, {
        params: { exerciseId },
        body: { clientId: randomUUID(), baseSeq: 0, files },
      });
      await call(routes.attempts.submit, {
        params: { exerciseId },
        body: { idempotencyKey: randomUUID(), revisionId: revision.id },
      });
      await until(
        () => call(routes.attempts.get, {}),
        ({ workspaces }) => workspaces.find(({ id }) => id === exerciseId)?.receipt?.state === 'graded',
      );
      await call(routes.attempts.finish, { body: {} });
      const { exercises } = await call(routes.attempts.result, {});
      const graded = exercises.find(({ exercise }) => exercise.id === exerciseId);
      expect(graded?.report?.verdict).toBe('accepted');
    },
    3 * minutes,
  );
});
