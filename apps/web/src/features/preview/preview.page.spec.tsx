import type { ExercisePreview, Permission } from '@assay/contracts';
import { answerKey, exerciseManifest, routes, rubricManifest } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { axeViolations } from '../../testing/axe.js';
import { FakeApi } from '../../testing/fake-api.js';
import { renderApp } from '../../testing/render-app.js';
import { sampleForm, sampleFormWorkspace } from '../../testing/sample-form.js';
import { sampleId, signedIn } from '../../testing/samples.js';

const anchors = { 1: 'Hardly.', 2: 'In part.', 3: 'Well.', 4: 'Best.' };
const evidence = [{ competency: 'K11', weight: 1 }];

const exercise: ExercisePreview = {
  id: sampleId(30),
  manifest: exerciseManifest.parse({
    id: sampleId(31),
    slug: 'three-in-the-morning',
    code: 'E24',
    version: 2,
    title: 'Three in the morning',
    summary: 'Find out what happened.',
    kind: 'incident',
    language: 'python',
    minutes: 45,
    imageProfile: 'base',
    competencies: [{ id: 'K11', minutes: 45 }],
    groups: [
      {
        id: 'fields',
        title: 'Fields',
        harness: 'keyed',
        visibility: 'hidden',
        weight: 10,
        evidence,
        key: 'hidden/key.yaml',
        answers: 'answers.json',
      },
      { id: 'runbook', title: 'Runbook', harness: 'written', visibility: 'hidden', weight: 0, evidence },
    ],
  }),
  statement: '# Three in the morning\n\nCustomers could not pay.\n',
  rubric: rubricManifest.parse({
    version: 1,
    criteria: [
      { id: 'note', title: 'The note', question: 'Is it clear?', competency: 'K11', weight: 1, anchors, examples: anchors },
    ],
  }),
  testIds: { fields: ['answers::lost', 'answers::first-bad-change'] },
  files: sampleFormWorkspace().files,
  forms: [sampleForm],
};
const keys = {
  fields: answerKey.parse({
    entries: [{ id: 'lost', kind: 'number', requirements: ['R1'], points: 2, answer: 1250, tolerance: { absolute: 10 } }],
  }),
};

const api = (may?: readonly Permission[]): FakeApi =>
  signedIn(new FakeApi(), may)
    .on(routes.exercises.preview, () => exercise)
    .on(routes.exercises.keys, () => ({ keys }))
    .on(routes.assessments.list, () => ({ items: [] }));
const address = (part = '') => `/exercises/${sampleId(30)}/preview?from=${sampleId(5)}${part && `&part=${part}`}`;

describe('the preview of an exercise', () => {
  it('shows the task, and leads back to the builder', async () => {
    renderApp(address(), api());
    expect(await screen.findByText('Customers could not pay.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Back' }).getAttribute('href')).toBe(`/assessments/${sampleId(5)}`);
    expect(await axeViolations()).toEqual([]);
  });

  it('lets the workspace be tried, and saves nothing', async () => {
    const { user, api: fake, location } = renderApp(address(), api());
    await user.click(await screen.findByRole('tab', { name: 'Workspace' }));
    expect(location()).toContain('part=work');
    await user.click(await screen.findByRole('radio', { name: 'Flag 17 at 02:31' }));
    expect(screen.getByText('1 of 9 answered')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'New file' })).toBeNull();
    expect(await axeViolations()).toEqual([]);
    expect(fake.callsOf(routes.attempts.saveRevision)).toHaveLength(0);
  });

  it('names the cases of every group and the anchors of the rubric', async () => {
    const { user } = renderApp(address('tests'), api());
    const group = within(await screen.findByRole('region', { name: 'Fields' }));
    await user.click(group.getByText('2 cases'));
    expect(group.getByText('answers::lost')).toBeTruthy();
    expect(group.getByText('Hidden from candidates')).toBeTruthy();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('tab', { name: 'Rubric' }));
    expect(within(screen.getByRole('region', { name: 'The note' })).getByText('Well.')).toBeTruthy();
    expect(await axeViolations()).toEqual([]);
  });

  it('shows the key to whoever may see it', async () => {
    renderApp(address('key'), api());
    const entry = within(await screen.findByRole('region', { name: 'How many orders were lost?' }));
    expect(entry.getByText('1250, ± 10')).toBeTruthy();
    expect(entry.getByText('2 points')).toBeTruthy();
    expect(await axeViolations()).toEqual([]);
  });

  it('has no such part for anybody else', async () => {
    const { api: fake } = renderApp(address('key'), api(['exercises.read', 'assessments.read']));
    expect(await screen.findByText('Customers could not pay.')).toBeTruthy();
    expect(screen.queryByRole('tab', { name: 'Answer key' })).toBeNull();
    expect(fake.callsOf(routes.exercises.keys)).toHaveLength(0);
  });
});
