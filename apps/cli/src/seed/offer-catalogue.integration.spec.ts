import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { samplesFolder } from '@assay/catalogue';
import type { TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { offerCatalogue } from './offer-catalogue.js';

const slugs = ['line-tool', 'shipping-tests'];

let db: TestDatabase;
let tenantId: string;
let catalogue: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});
beforeEach(async () => {
  tenantId = await db.make.tenant();
  catalogue = await mkdtemp(path.join(tmpdir(), 'assay-offer-'));
  for (const slug of slugs) await cp(path.join(samplesFolder, slug), inCatalogue(slug), { recursive: true });
});
afterEach(() => rm(catalogue, { recursive: true, force: true }));

const inCatalogue = (...names: string[]) => path.join(catalogue, ...names);
const offer = () =>
  db.unitOfWork.run(tenantId, (tx) =>
    offerCatalogue(
      tx,
      slugs.map((slug) => inCatalogue(slug)),
    ),
  );

/** Every version that is published, with its rubric. */
function published() {
  return db.asOwner<{ slug: string; version: number; statement: string }>(
    `select e.slug, v.version, v.package ->> 'statement' as statement, r.manifest as rubric
     from exercise e join exercise_version v on v.exercise_id = e.id and v.tenant_id = e.tenant_id
     join rubric_version r on r.exercise_version_id = v.id and r.tenant_id = v.tenant_id
     where e.tenant_id = $1 order by e.slug, v.version`,
    [tenantId],
  );
}

async function raiseVersion(slug: string): Promise<void> {
  const file = inCatalogue(slug, 'exercise.yaml');
  await writeFile(file, (await readFile(file, 'utf8')).replace('version: 1', 'version: 2'));
}

describe('the catalogue', () => {
  it('is offered whole, and a second time changes nothing', async () => {
    expect(await offer()).toEqual([]);
    const first = await published();
    expect(first.map(({ slug, version }) => [slug, version])).toEqual(slugs.map((slug) => [slug, 1]));
    expect(await offer()).toEqual([]);
    expect(await published()).toEqual(first);
  });

  it('keeps an exercise that was changed under its version as it was published, and names it', async () => {
    await offer();
    const before = await published();
    await appendFile(inCatalogue('line-tool', 'statement.md'), '\nMore than was promised.\n');
    expect(await offer()).toEqual([
      expect.stringMatching(
        /line-tool: Version 1 of exercise line-tool is published with other content: raise its version number/,
      ),
    ]);
    expect(await published()).toEqual(before);
  });

  it('offers what was changed once its version is raised, beside the one before', async () => {
    await offer();
    const [before] = await published();
    await appendFile(inCatalogue('line-tool', 'statement.md'), '\nMore than was promised.\n');
    await raiseVersion('line-tool');
    expect(await offer()).toEqual([]);
    const [first, second] = await published();
    expect(first).toEqual(before);
    expect(second).toMatchObject({ slug: 'line-tool', version: 2 });
    expect(second?.statement).toContain('More than was promised.');
  });

  it('names an exercise that cannot be loaded, and offers the others', async () => {
    await rm(inCatalogue('line-tool', 'rubric.yaml'));
    expect(await offer()).toEqual([expect.stringContaining('rubric.yaml: is missing')]);
    expect((await published()).map(({ slug }) => slug)).toEqual(['shipping-tests']);
  });

  it('is offered once, however many ask for it at the same time', async () => {
    expect(await Promise.all([offer(), offer()])).toEqual([[], []]);
    expect(await published()).toHaveLength(slugs.length);
  });
});
