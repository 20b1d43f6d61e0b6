import type { AssessmentView, ExerciseSummary, RoleView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { axeViolations } from '../../testing/axe.js';
import { FakeApi, Refusal } from '../../testing/fake-api.js';
import { renderApp } from '../../testing/render-app.js';
import { sampleId, signedIn } from '../../testing/samples.js';

const anchors = { 1: 'below', 2: 'mid', 3: 'bar', 4: 'above' };
const competency = (id: string, name: string) => ({
  id,
  name,
  shortName: name,
  weight: 50,
  weightReason: 'Because.',
  expectedLevel: 3 as const,
  atoms: ['T1'],
  anchors,
});
const role: RoleView = {
  id: sampleId(10),
  manifest: {
    id: sampleId(11),
    slug: 'tester',
    version: 7,
    title: 'Senior Tester',
    summary: 'Tests.',
    competencies: [competency('K1', 'Service'), competency('K2', 'Language')],
    atoms: [{ id: 'T1', text: 'Writes tests.', exercises: ['E01'] }],
    blueprints: [
      { slug: 'screen', title: 'Screen', use: 'First.', items: [['E01'], ['E02']], minutes: 60, needs: { K1: 30, K2: 20 } },
    ],
    rules: { maxMinutesPerSitting: 60, minCompetenciesPerAssessment: 2, minCompetenciesPerLoop: 2 },
  },
};

const exercise = (n: number, title: string, minutes: number, competencyId: string): ExerciseSummary => ({
  id: sampleId(20 + n),
  slug: `exercise-${String(n)}`,
  code: `E0${String(n)}`,
  version: 1,
  title,
  summary: title,
  kind: 'coding',
  minutes,
  aiAllowed: false,
  imageProfile: 'base',
  piloted: 'not yet piloted',
  competencies: [{ id: competencyId, minutes, evidence: 'automatic' }],
  hiddenTests: 12,
  criteria: 2,
  harnesses: ['call'],
});
const endpoint = exercise(1, 'Build the endpoint', 35, 'K1');
const counter = exercise(2, 'Count the words', 20, 'K2');

function assessment(picked: ExerciseSummary[], revision = 1, others: AssessmentView['loop']['others'] = []): AssessmentView {
  return {
    id: sampleId(5),
    role: { id: role.id, slug: 'tester', version: 7, title: 'Senior Tester', summary: 'Tests.' },
    loop: { id: sampleId(6), title: 'Senior Tester', others },
    draft: {
      id: sampleId(7),
      number: 1,
      state: 'draft',
      title: 'Screen A',
      rules: '',
      minutes: picked.reduce((sum, { minutes }) => sum + minutes, 0),
      exercises: picked,
      publishedAt: null,
      revision,
    },
    published: null,
  };
}

function builderApi(picked: ExerciseSummary[], others: AssessmentView['loop']['others'] = []): FakeApi {
  return signedIn(new FakeApi())
    .on(routes.assessments.get, () => assessment(picked, 1, others))
    .on(routes.roles.get, () => role)
    .on(routes.exercises.list, () => ({ items: [endpoint, counter] }))
    .on(routes.assessments.list, () => ({ items: [] }));
}

const address = `/assessments/${sampleId(5)}`;

describe('building an assessment', () => {
  it('saves what is picked and shows that the coverage follows', async () => {
    const api = builderApi([endpoint]).on(routes.assessments.saveDraft, ({ body }) =>
      assessment([endpoint, counter], (body.revision ?? 0) + 1),
    );
    const { user } = renderApp(address, api);
    const coverage = await screen.findByRole('complementary', { name: 'Coverage' });
    expect(within(coverage).getByText('20 min short')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Add Count the words' }));
    expect(within(coverage).getByText('Every competency asked for is met.')).toBeTruthy();
    await waitFor(() => expect(api.callsOf(routes.assessments.saveDraft)).toHaveLength(1), { timeout: 3_000 });
    expect(api.callsOf(routes.assessments.saveDraft)[0]?.body).toMatchObject({
      revision: 1,
      content: { exerciseIds: [endpoint.id, counter.id] },
    });
  });

  it('says beside the button why it cannot be published yet', async () => {
    const { user, api } = renderApp(address, builderApi([endpoint]));
    const publish = await screen.findByRole('button', { name: 'Publish version 1' });
    expect(publish.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('1 rule open')).toBeTruthy();
    await user.click(publish);
    expect(api.callsOf(routes.assessments.publish)).toHaveLength(0);
  });

  it('publishes a draft that keeps every rule, on the revision that was shown', async () => {
    const api = builderApi([endpoint, counter]).on(routes.assessments.publish, () => {
      const { draft, ...rest } = assessment([endpoint, counter]);
      return {
        ...rest,
        draft: null,
        published: draft && { ...draft, state: 'published' as const, publishedAt: '2026-11-01T08:00:00Z' },
      };
    });
    const { user } = renderApp(address, api);
    await user.click(await screen.findByRole('button', { name: 'Publish version 1' }));
    expect(await screen.findByText('Version 1, published')).toBeTruthy();
    expect(api.callsOf(routes.assessments.publish)[0]?.body).toEqual({ revision: 1 });
    expect(screen.getByRole('link', { name: 'Candidates' })).toBeTruthy();
  });

  it('offers the newer draft when somebody else saved first', async () => {
    const api = builderApi([endpoint]).on(routes.assessments.saveDraft, () => {
      throw new Refusal(409, 'draft-conflict', { detail: 'Show the newer draft, then make your change again.' });
    });
    const { user } = renderApp(address, api);
    await user.click(await screen.findByRole('button', { name: 'Remove Build the endpoint' }));
    await user.click(await screen.findByRole('button', { name: 'Show the newer draft' }, { timeout: 3_000 }));
    expect(await screen.findByRole('heading', { name: 'Build the endpoint' })).toBeTruthy();
  });

  it('shows a person without the right a draft they cannot change', async () => {
    const api = signedIn(builderApi([endpoint]), ['assessments.read', 'roles.read', 'exercises.read']);
    renderApp(address, api);
    await screen.findByRole('heading', { name: 'Build the endpoint' });
    expect(screen.queryByRole('button', { name: /Add|Remove|Publish/ })).toBeNull();
  });

  it('sets evidence beside the weights of the role, and says what it rests on', async () => {
    const rated = { ...counter, competencies: [{ id: 'K2', minutes: 20, evidence: 'rubric' as const }] };
    const api = builderApi([endpoint, rated]).on(routes.exercises.list, () => ({ items: [endpoint, rated] }));
    renderApp(address, api);
    const coverage = within(await screen.findByRole('complementary', { name: 'Coverage' }));
    expect(coverage.getByText('Weight 50 %, evidence 64 %')).toBeTruthy();
    expect(coverage.getByText('Graded automatically')).toBeTruthy();
    expect(coverage.getByText('By rubric only')).toBeTruthy();
    expect(coverage.getByText(/What has evidence carries 100 % of the role’s weight\./)).toBeTruthy();
  });

  it('starts from a blueprint, taking one of a form family', async () => {
    const api = builderApi([]).on(routes.assessments.saveDraft, ({ body }) => assessment([counter], (body.revision ?? 0) + 1));
    const twin = { ...exercise(3, 'Count the lines', 20, 'K2') };
    api.on(routes.exercises.list, () => ({ items: [endpoint, counter, twin] }));
    const items = [['E01'], ['E02', 'E03', 'E09']];
    const { blueprints } = role.manifest;
    const family = { ...role, manifest: { ...role.manifest, blueprints: blueprints.map((one) => ({ ...one, items })) } };
    api.on(routes.roles.get, () => family);
    const { user } = renderApp(address, api);
    await user.click(await screen.findByRole('button', { name: 'Start from a blueprint' }));
    const drawer = within(await screen.findByRole('dialog', { name: 'Start from a blueprint' }));
    const choice = drawer.getByLabelText(/form family/);
    expect(
      within(choice)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['E02 Count the words, 20 min', 'E03 Count the lines, 20 min']);
    expect(await axeViolations()).toEqual([]);
    await user.selectOptions(choice, 'E03 Count the lines, 20 min');
    await user.click(drawer.getByRole('button', { name: 'Use these: Screen' }));
    await waitFor(() => expect(api.callsOf(routes.assessments.saveDraft)).toHaveLength(1), { timeout: 3_000 });
    expect(api.callsOf(routes.assessments.saveDraft)[0]?.body).toMatchObject({
      content: { exerciseIds: [endpoint.id, twin.id] },
    });
  });

  it('asks of a hiring loop what the role asks of one', async () => {
    const others = [{ id: sampleId(8), title: 'Day two', competencies: [] }];
    const api = builderApi([endpoint, counter], others);
    const strict = { ...role.manifest, rules: { ...role.manifest.rules, minCompetenciesPerLoop: 3 } };
    renderApp(
      address,
      api.on(routes.roles.get, () => ({ ...role, manifest: strict })),
    );
    expect(await screen.findByText(/With “Day two” the hiring loop reaches 2 competencies and needs 3/)).toBeTruthy();
    expect(screen.getByText('1 rule open')).toBeTruthy();
  });

  it('has no accessibility findings', async () => {
    renderApp(address, builderApi([endpoint]));
    await screen.findByRole('heading', { name: 'Build the endpoint' });
    expect(await axeViolations()).toEqual([]);
  });
});
