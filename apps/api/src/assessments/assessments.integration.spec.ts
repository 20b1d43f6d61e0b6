import { routes } from '@assay/contracts';
import { RoleProfileStore } from '@assay/database';
import { newId } from '@assay/platform';
import { sampleRole } from '@assay/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '../testing/test-api.js';
import { TestApi } from '../testing/test-api.js';

const { create, get, list, saveDraft, publish } = routes.assessments;

let api: TestApi;
let tenantId: string;
let roleId: string;
let author: Caller;

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  tenantId = await api.db.make.tenant();
  // A sitting of at most 60 minutes that reaches both competencies of the role.
  const rules = { maxMinutesPerSitting: 60, minCompetenciesPerAssessment: 2, minCompetenciesPerLoop: 2 };
  const role = await api.db.unitOfWork.run(tenantId, (tx) => new RoleProfileStore().publish(tx, { ...sampleRole(), rules }));
  roleId = role.id;
  author = await api.staff(tenantId, 'author');
});

const exercise = (minutes = 30) => api.db.make.exerciseVersion(tenantId, { minutes });
const content = (exerciseIds: string[], title = 'Screen A') => ({ title, exerciseIds, rules: 'No assistants.' });

async function draftOf(exerciseIds: string[]): Promise<{ assessmentId: string }> {
  const { view } = await api.call(create, { body: { roleId, content: content(exerciseIds) } }, author);
  return { assessmentId: view.id };
}

describe('building an assessment', () => {
  it('starts a draft in a new hiring loop of the role and lists it', async () => {
    const ids = [await exercise(), await exercise(20)];
    const created = await api.call(create, { body: { roleId, content: content(ids) } }, author);
    expect(created.status).toBe(201);
    expect(created.view).toMatchObject({
      role: { id: roleId, title: 'Python Developer' },
      loop: { title: 'Python Developer' },
      draft: { number: 1, state: 'draft', title: 'Screen A', minutes: 50, revision: 1, publishedAt: null },
      published: null,
    });
    expect(created.view.draft?.exercises.map(({ id }) => id)).toEqual(ids);
    const { view } = await api.call(list, {}, author);
    expect(view.items).toMatchObject([
      {
        id: created.view.id,
        title: 'Screen A',
        minutes: 50,
        exercises: 2,
        draft: 1,
        published: null,
        invitations: { waiting: 0, running: 0, finished: 0 },
      },
    ]);
  });

  it('joins a hiring loop of the same role and refuses one of another', async () => {
    const first = await api.call(create, { body: { roleId, content: content([]) } }, author);
    const loopId = first.view.loop.id;
    const second = await api.call(create, { body: { roleId, loopId, content: content([], 'Screen B') } }, author);
    const others = [{ id: first.view.id, title: 'Screen A', competencies: [] }];
    expect(second.view.loop).toEqual({ ...first.view.loop, others });
    const otherRole = await api.db.make.roleProfile(tenantId);
    const refused = await api.call(create, { body: { roleId: otherRole, loopId, content: content([]) } }, author);
    expect(refused.problem).toMatchObject({ status: 400, code: 'invalid-input', issues: [{ path: 'loopId' }] });
  });

  it('keeps the order of exercises through a save', async () => {
    const ids = [await exercise(), await exercise(20)];
    const params = await draftOf(ids);
    const saved = await api.call(
      saveDraft,
      { params, body: { revision: 1, content: content([...ids].reverse(), 'Screen B') } },
      author,
    );
    expect(saved.view.draft).toMatchObject({ title: 'Screen B', revision: 2 });
    expect(saved.view.draft?.exercises.map(({ id }) => id)).toEqual([...ids].reverse());
  });

  it('names the exercises that it does not know and changes nothing', async () => {
    const known = await exercise();
    const params = await draftOf([known]);
    const refused = await api.call(saveDraft, { params, body: { revision: 1, content: content([known, newId()]) } }, author);
    expect(refused.problem).toMatchObject({ code: 'invalid-input', issues: [{ path: 'content.exerciseIds.1' }] });
    expect((await api.call(get, { params }, author)).view.draft).toMatchObject({ revision: 1, title: 'Screen A' });
  });
});

describe('two editors', () => {
  it('lose nothing: the stale save is refused and answered with the newer draft', async () => {
    const params = await draftOf([]);
    await api.call(saveDraft, { params, body: { revision: 1, content: content([], 'Hers') } }, author);
    const stale = await api.call(saveDraft, { params, body: { revision: 1, content: content([], 'His') } }, author);
    expect(stale.problem).toMatchObject({
      status: 409,
      code: 'draft-conflict',
      extra: { newer: { draft: { title: 'Hers', revision: 2 } } },
    });
    expect((await api.call(get, { params }, author)).view.draft?.title).toBe('Hers');
  });

  it('who save at the same moment are told apart', async () => {
    const params = await draftOf([]);
    const both = await Promise.all(
      ['One', 'Two'].map((title) => api.call(saveDraft, { params, body: { revision: 1, content: content([], title) } }, author)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('publishing', () => {
  it('freezes the version; the next save starts the next one', async () => {
    const id = await exercise();
    const params = await draftOf([id]);
    const published = await api.call(publish, { params, body: { revision: 1 } }, author);
    expect(published.view).toMatchObject({ draft: null, published: { number: 1, state: 'published', exercises: [{ id }] } });
    const next = await api.call(
      saveDraft,
      { params, body: { revision: null, content: content([id], 'Screen A, revised') } },
      author,
    );
    expect(next.view).toMatchObject({ draft: { number: 2, revision: 1 }, published: { number: 1, title: 'Screen A' } });
    const [event] = await api.db.asOwner(`select actor, subject, payload from audit_event where tenant_id = $1`, [tenantId]);
    expect(event).toMatchObject({
      subject: `assessment:${params.assessmentId}`,
      payload: { version: 1, exerciseVersionIds: [id] },
    });
  });

  it('is refused with every rule that is not met', async () => {
    const params = await draftOf([]);
    const refused = await api.call(publish, { params, body: { revision: 1 } }, author);
    expect(refused.problem).toMatchObject({
      status: 422,
      code: 'assessment-not-ready',
      issues: [
        { path: 'has-exercises', message: 'Pick at least one exercise.' },
        { path: 'competencies', message: 'Reach 2 more competencies: an assessment needs 2, this one has 0.' },
      ],
    });
    expect((await api.call(get, { params }, author)).view.published).toBeNull();
  });

  it('is refused when the sitting is too long', async () => {
    const params = await draftOf([await exercise(45), await exercise(30)]);
    const refused = await api.call(publish, { params, body: { revision: 1 } }, author);
    expect(refused.problem.issues).toEqual([
      { path: 'sitting-length', message: 'Take out 15 minutes: one sitting is at most 60 minutes.' },
    ]);
  });

  it('is refused when the hiring loop it stands in reaches too little, counting what is planned beside it', async () => {
    const id = await exercise();
    const strict = { maxMinutesPerSitting: 60, minCompetenciesPerAssessment: 2, minCompetenciesPerLoop: 3 };
    const role = await api.db.unitOfWork.run(tenantId, (tx) =>
      new RoleProfileStore().publish(tx, { ...sampleRole(), rules: strict }),
    );
    const first = await api.call(create, { body: { roleId: role.id, content: content([id], 'Day one') } }, author);
    expect(first.view.loop.others).toEqual([]);
    const alone = await api.call(publish, { params: { assessmentId: first.view.id }, body: { revision: 1 } }, author);
    expect(alone.status).toBe(200);
    const body = { roleId: role.id, loopId: first.view.loop.id, content: content([id], 'Day two') };
    const second = await api.call(create, { body }, author);
    expect(second.view.loop.others).toEqual([{ id: first.view.id, title: 'Day one', competencies: ['K1', 'K2'] }]);
    const refused = await api.call(publish, { params: { assessmentId: second.view.id }, body: { revision: 1 } }, author);
    expect(refused.problem).toMatchObject({ status: 422, code: 'assessment-not-ready', issues: [{ path: 'loop-competencies' }] });
    expect(refused.problem.issues?.[0]?.message).toMatch(/^With “Day one” the hiring loop reaches 2 competencies and needs 3: /);
  });

  it('is refused for a stale draft and when there is none', async () => {
    const params = await draftOf([await exercise()]);
    expect((await api.call(publish, { params, body: { revision: 2 } }, author)).problem.code).toBe('draft-conflict');
    await api.call(publish, { params, body: { revision: 1 } }, author);
    expect((await api.call(publish, { params, body: { revision: 1 } }, author)).problem.code).toBe('assessment-not-draft');
  });
});

describe('who may', () => {
  it('see and change an assessment: nobody of another company, no interviewer', async () => {
    const params = await draftOf([]);
    const stranger = await api.staff(await api.db.make.tenant(), 'author');
    expect((await api.call(get, { params }, stranger)).problem).toMatchObject({ status: 404, code: 'not-found' });
    const body = { revision: 1, content: content([]) };
    expect((await api.call(saveDraft, { params, body }, stranger)).problem.code).toBe('not-found');
    const interviewer = await api.staff(tenantId, 'interviewer');
    expect((await api.call(get, { params }, interviewer)).problem).toMatchObject({ status: 403, code: 'not-allowed' });
  });

  it('read roles and exercises: of hidden tests the names, not the code', async () => {
    const id = await exercise();
    const interviewer = await api.staff(tenantId, 'interviewer');
    const { view, text } = await api.call(routes.exercises.get, { params: { exerciseId: id } }, interviewer);
    expect(view.testIds).toMatchObject({ counting: ['test_counting::test_two', 'test_counting::test_none'] });
    expect(text).not.toContain('assert count');
    const summaries = await api.call(routes.exercises.list, {}, interviewer);
    expect(summaries.view.items).toMatchObject([
      {
        id,
        hiddenTests: 2,
        criteria: 2,
        harnesses: ['call'],
        competencies: [
          { id: 'K1', evidence: 'both' },
          { id: 'K2', evidence: 'rubric' },
        ],
      },
    ]);
    const roles = await api.call(routes.roles.list, {}, interviewer);
    expect(roles.view.items.map((role) => role.id)).toEqual([roleId]);
    expect((await api.call(routes.roles.get, { params: { roleId: newId() } }, interviewer)).problem.code).toBe('not-found');
  });
});
