import type { GradingReport } from '@assay/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig, newId, testService } from '@assay/platform';
import { DockerDriver } from '@assay/sandbox';
import { pieceKey, readDemo } from './demo.js';
import { gradePiece } from './record-demo.js';
import { readReport } from './recorded-reports.js';

const { pieces } = await readDemo();
let driver: DockerDriver;

beforeAll(async () => {
  driver = new DockerDriver({
    host: testService('dockerHost'),
    installation: `spec-${newId()}`,
    worker: 'spec',
    cacheFolder: loadConfig().cache,
  });
  await driver.ensureImage('base');
}, 600_000);

afterAll(async () => {
  await driver.close();
});

/** What has to be the same whenever, and wherever, the same work is graded. */
function result({ verdict, score, groups, cases, limitsHit }: GradingReport) {
  return { verdict, score, groups, cases: cases.map(({ id, group, outcome }) => `${group} ${id} ${outcome}`), limitsHit };
}

describe('the work of the demo, graded again on Docker', () => {
  it.each(pieces.map((piece) => ({ key: pieceKey(piece), piece })))(
    '$key gets what was recorded',
    async ({ piece }) => {
      expect(result(await gradePiece(piece, driver))).toEqual(result(await readReport(piece)));
    },
    300_000,
  );
});
