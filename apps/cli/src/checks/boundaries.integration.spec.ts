import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../processes/run.js';
import { inRoot } from '../workspace/paths.js';

interface Sample {
  what: string;
  file: string;
  text: string;
  /** The rule that refuses it, or none. */
  refusedBy?: string;
}

const boundary = '@nx/enforce-module-boundaries';
const fence = 'no-restricted-imports';
const zone = 'import-x/no-restricted-paths';

const uses = (name: string, from: string) => `import { ${name} } from '${from}';\n\nexport const used = [${name}];\n`;

const samples: Sample[] = [
  {
    what: 'a lib of rules that knows the database',
    file: 'libs/domain/src/planted.ts',
    text: uses('UnitOfWork', '@assay/database'),
    refusedBy: boundary,
  },
  {
    what: 'contracts that import anything of ours',
    file: 'libs/contracts/src/planted.ts',
    text: uses('newId', '@assay/platform'),
    refusedBy: boundary,
  },
  {
    what: 'the queue that knows the database',
    file: 'libs/queue/src/planted.ts',
    text: uses('UnitOfWork', '@assay/database'),
    refusedBy: boundary,
  },
  {
    what: 'the web that reads a server lib',
    file: 'apps/web/src/lib/planted.ts',
    text: uses('loadConfig', '@assay/platform'),
    refusedBy: boundary,
  },
  {
    what: 'an app that reaches into another by path',
    file: 'apps/worker/src/planted.ts',
    text: uses('createApp', '../../api/src/create-app.js'),
    refusedBy: boundary,
  },
  {
    what: 'product code that imports the test kit',
    file: 'apps/api/src/planted.ts',
    text: uses('openTestDatabase', '@assay/testing'),
    refusedBy: boundary,
  },
  {
    what: 'a spec that imports the test kit',
    file: 'apps/api/src/planted.spec.ts',
    text: uses('openTestDatabase', '@assay/testing'),
  },
  { what: 'an app that imports a server lib', file: 'apps/api/src/planted.ts', text: uses('UnitOfWork', '@assay/database') },
  {
    what: 'TypeORM outside the database',
    file: 'apps/api/src/planted.ts',
    text: uses('DataSource', 'typeorm'),
    refusedBy: fence,
  },
  {
    what: "a part of TypeORM's package outside the database",
    file: 'apps/api/src/planted.ts',
    text: uses('Driver', 'typeorm/driver/Driver.js'),
    refusedBy: fence,
  },
  { what: 'TypeORM inside the database', file: 'libs/database/src/planted.ts', text: uses('DataSource', 'typeorm') },
  { what: 'BullMQ outside the queue', file: 'apps/worker/src/planted.ts', text: uses('Queue', 'bullmq'), refusedBy: fence },
  {
    what: 'PostgreSQL by hand in the command',
    file: 'apps/cli/src/grade/planted.ts',
    text: uses('Client', 'pg'),
    refusedBy: fence,
  },
  { what: 'PostgreSQL by hand in the embedded platform', file: 'apps/cli/src/embedded/planted.ts', text: uses('Client', 'pg') },
  {
    what: 'the Docker client outside the sandbox',
    file: 'apps/worker/src/planted.ts',
    text: uses('Docker', 'dockerode'),
    refusedBy: fence,
  },
  {
    what: 'Node in what browsers run',
    file: 'libs/domain/src/planted.ts',
    text: uses('readFileSync', 'node:fs'),
    refusedBy: fence,
  },
  {
    what: 'the environment outside the platform',
    file: 'apps/api/src/planted.ts',
    text: "export const port = process.env['PORT'];\n",
    refusedBy: 'no-restricted-properties',
  },
  {
    what: 'the environment under another name',
    file: 'apps/api/src/planted.ts',
    text: uses('env', 'node:process'),
    refusedBy: fence,
  },
  {
    what: "another feature's insides",
    file: 'apps/api/src/web/planted.ts',
    text: uses('AuthController', '../auth/auth.controller.js'),
    refusedBy: zone,
  },
  { what: "another feature's module", file: 'apps/api/src/web/planted.ts', text: uses('AuthModule', '../auth/auth.module.js') },
  {
    what: 'a barrel inside an app',
    file: 'apps/api/src/auth/index.ts',
    text: 'export const nothing = 1;\n',
    refusedBy: 'no-restricted-syntax',
  },
  {
    what: 'a test that runs alone',
    file: 'apps/api/src/planted.spec.ts',
    text: "import { it } from '@jest/globals';\n\nit.only('runs', () => undefined);\n",
    refusedBy: 'no-restricted-properties',
  },
];

let broken: string[][];

beforeAll(async () => {
  const linter = path.join(import.meta.dirname, '../testing/lint-samples.mjs');
  const linted = await run(process.execPath, [linter, JSON.stringify(samples)], { cwd: inRoot() });
  expect(linted.output).toMatch(/^\[/);
  broken = JSON.parse(linted.stdout) as string[][];
}, 180_000);

describe('the walls', () => {
  it.each(samples.map((sample, index) => [sample.what, sample.refusedBy ?? 'nothing', index] as const))(
    'planting %s is refused by %s',
    (_what, _rule, index) => {
      expect(broken[index]).toEqual([samples[index]?.refusedBy].filter((rule) => rule !== undefined));
    },
  );
});
