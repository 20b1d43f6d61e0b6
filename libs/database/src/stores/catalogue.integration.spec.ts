import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExercisePackage } from '@assay/contracts';
import type { TestDatabase } from '@assay/testing';
import { openTestDatabase, sampleExercise, sampleRole } from '@assay/testing';
import { newId } from '@assay/platform';
import type { Transaction } from '../transaction.js';
import { ExerciseVersionStore } from './exercise-version.store.js';
import { RoleProfileStore } from './role-profile.store.js';

const roles = new RoleProfileStore();
const exercises = new ExerciseVersionStore();
let db: TestDatabase;
let tenantId: string;
const run = <T>(work: (tx: Transaction) => Promise<T>) => db.unitOfWork.run(tenantId, work);
const publish = (exercise: ExercisePackage) => run((tx) => exercises.publish(tx, exercise));

beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => {
  tenantId = await db.make.tenant();
});
afterAll(async () => {
  await db.close();
});

describe('publishing an exercise', () => {
  it('keeps the package as it is, with its rubric', async () => {
    const exercise = sampleExercise();
    const { id, added } = await publish(exercise);
    expect(added).toBe(true);
    expect((await run((tx) => exercises.findOptional(tx, id)))?.package).toEqual(exercise);
    expect(await run((tx) => exercises.findOptionalRubric(tx, id))).toMatchObject({ version: 1, manifest: exercise.rubric });
  });

  it('a second time adds nothing, also when two do it at once', async () => {
    const exercise = sampleExercise();
    const [one, two] = await Promise.all([publish(exercise), publish(exercise)]);
    expect(one.id).toBe(two.id);
    expect([one.added, two.added].sort()).toEqual([false, true]);
    expect(await publish(exercise)).toEqual({ id: one.id, added: false });
  });

  it('refuses other content under a published version', async () => {
    const id = newId();
    await publish(sampleExercise({ id }));
    await expect(publish(sampleExercise({ id, title: 'Changed' }))).rejects.toMatchObject({
      code: 'exercise-invalid',
      message: expect.stringContaining('raise its version number'),
    });
    expect(await publish(sampleExercise({ id, title: 'Changed', version: 2 }))).toMatchObject({ added: true });
  });
});

describe('listing exercises', () => {
  it('answers the newest version of each by code, with what lists show', async () => {
    const id = newId();
    await publish(sampleExercise({ id, code: 'E07' }));
    const newest = await publish(sampleExercise({ id, code: 'E07', version: 2 }));
    const other = await publish(sampleExercise({ code: 'E01' }));
    const listed = await run((tx) => exercises.listNewest(tx));
    expect(listed.map((exercise) => exercise.id)).toEqual([other.id, newest.id]);
    expect(listed[1]).toEqual({
      id: newest.id,
      manifest: sampleExercise({ id, code: 'E07', version: 2 }).manifest,
      hiddenTests: 2,
      criteria: 2,
      rated: ['K2', 'K1'],
    });
  });

  it('answers those asked for in that order, and leaves out the unknown and the foreign', async () => {
    const [first, second] = [await publish(sampleExercise()), await publish(sampleExercise())];
    const foreign = await db.make.exerciseVersion(await db.make.tenant());
    const ids = [second.id, newId(), foreign, first.id];
    expect((await run((tx) => exercises.listByIds(tx, ids))).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect([...(await run((tx) => exercises.findMany(tx, ids))).keys()].sort()).toEqual([first.id, second.id].sort());
  });
});

describe('publishing a role', () => {
  it('keeps each version once and refuses other content under it', async () => {
    const id = newId();
    const first = await run((tx) => roles.publish(tx, sampleRole({ id })));
    expect(first.added).toBe(true);
    expect(await run((tx) => roles.publish(tx, sampleRole({ id })))).toEqual({ id: first.id, added: false });
    await expect(run((tx) => roles.publish(tx, sampleRole({ id, title: 'Changed' })))).rejects.toMatchObject({
      code: 'role-invalid',
    });
    const second = await run((tx) => roles.publish(tx, sampleRole({ id, version: 2 })));
    expect((await run((tx) => roles.listNewest(tx))).map((role) => role.id)).toEqual([second.id]);
    expect((await run((tx) => roles.findOptional(tx, first.id)))?.manifest).toEqual(sampleRole({ id }));
  });

  it('lists by title', async () => {
    await run((tx) => roles.publish(tx, sampleRole({ title: 'Tester' })));
    await run((tx) => roles.publish(tx, sampleRole({ title: 'Analyst' })));
    expect((await run((tx) => roles.listNewest(tx))).map((role) => role.manifest.title)).toEqual(['Analyst', 'Tester']);
  });
});
