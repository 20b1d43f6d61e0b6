import { routes } from '@assay/contracts';
import { newId } from '@assay/platform';
import type { InvitedWorld } from '@assay/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyedExercise, keySecret, worldWithKey } from '../testing/keyed-exercise.js';
import { TestApi } from '../testing/test-api.js';

const { preview, keys } = routes.exercises;

let api: TestApi;
let world: InvitedWorld;

beforeAll(async () => {
  api = await TestApi.open();
  world = await worldWithKey(api);
});
afterAll(async () => {
  await api.close();
});

describe('the preview of an exercise', () => {
  it('shows an author the workspace and the form, and the key where it is asked for', async () => {
    const author = await api.staff(world.tenantId, 'author');
    const { status, view } = await api.call(preview, { params: { exerciseId: world.exerciseVersionId } }, author);
    expect(status).toBe(200);
    expect(view).toMatchObject({
      files: [
        { path: 'answers.json', readOnly: false },
        { path: 'change.diff', readOnly: false },
      ],
      forms: keyedExercise().forms,
    });
    const key = await api.call(keys, { params: { exerciseId: world.exerciseVersionId } }, author);
    expect(key.view).toMatchObject({
      keys: { fields: { entries: [{ id: 'trigger', accepts: [keySecret, 'deploy 142'] }, { id: 'review' }] } },
    });
    expect(view.testIds['fields']).toContain('answers::review');
  });

  it('shows whoever may not see keys all but the key', async () => {
    const manager = await api.staff(world.tenantId, 'hiring-manager');
    const { status, text } = await api.call(preview, { params: { exerciseId: world.exerciseVersionId } }, manager);
    expect(status).toBe(200);
    expect(text).not.toContain('deploy 142');
    const refused = await api.call(keys, { params: { exerciseId: world.exerciseVersionId } }, manager);
    expect([refused.status, refused.problem.code]).toEqual([403, 'not-allowed']);
  });

  it('has visible tests to read, and no code of hidden ones', async () => {
    const exerciseId = await api.db.make.exerciseVersion(world.tenantId);
    const author = await api.staff(world.tenantId, 'author');
    const { view, text } = await api.call(preview, { params: { exerciseId } }, author);
    expect(view.files.map(({ path, readOnly }) => [path, readOnly])).toEqual([
      ['solution.py', false],
      ['tests/visible/test_examples.py', true],
    ]);
    expect((await api.call(keys, { params: { exerciseId } }, author)).view).toEqual({ keys: {} });
    expect(text).not.toContain('def test_two');
  });

  it('is for staff of the company', async () => {
    const params = { exerciseId: world.exerciseVersionId };
    const stranger = await api.staff(await api.db.make.tenant(), 'author');
    expect((await api.call(preview, { params }, stranger)).problem.code).toBe('not-found');
    const author = await api.staff(world.tenantId, 'author');
    expect((await api.call(preview, { params: { exerciseId: newId() } }, author)).problem.code).toBe('not-found');
    const kim = await api.candidate(world);
    expect((await api.call(preview, { params }, kim)).status).toBe(401);
  });
});
