import type { ExercisePackage, SubmissionExpectations } from '@assay/contracts';
import type { HandedInFile } from '@assay/domain';
import { candidateReportOf } from '@assay/domain';
import type { SandboxDriver } from '@assay/sandbox';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyExercise } from './exercise.verifier.js';
import { gradeFiles } from './grading.runner.js';
import { collectManifest } from './manifest.collector.js';
import { dockerDriver } from './testing/drivers.js';
import { answered, keyedExercise, keySecret, rightAnswers } from './testing/keyed.exercise.js';
import { tallyExercise } from './testing/tally.exercise.js';

/** Nothing of a keyed exercise needs a sandbox, so every use of this one fails. */
const driver = new Proxy({} as SandboxDriver, {
  get: (_, name) => {
    throw new Error(`A sandbox driver's ${String(name)} was used.`);
  },
});

const grade = (files: readonly HandedInFile[], exercise: ExercisePackage = keyedExercise) =>
  gradeFiles({ exercise, files, purpose: 'grading', driver });
const withKey = (change: (key: string) => string): ExercisePackage => ({
  ...keyedExercise,
  tests: keyedExercise.tests.map((file) => (file.path === 'hidden/key.yaml' ? { ...file, content: change(file.content) } : file)),
});

describe('a grading of an exercise without code', () => {
  it('accepts right answers without a sandbox, and says so', async () => {
    expect(await grade(answered(rightAnswers))).toMatchObject({
      verdict: 'accepted',
      score: 1,
      fault: null,
      runtime: { driver: 'host', assurance: 'production' },
      groups: [{ id: 'fields', passed: 9, total: 9 }],
    });
  });

  it('scores the share of the points that answers earn', async () => {
    const report = await grade(answered({ ...rightAnswers, radius: ['us'], alert: null }));
    expect(report).toMatchObject({ verdict: 'partial', groups: [{ passed: 6, total: 9 }] });
    expect(report.score).toBeCloseTo(6 / 9, 12);
    expect(report.cases.find(({ id }) => id === 'answers::radius[2]')).toMatchObject({
      outcome: 'failed',
      requirements: ['R1'],
      message: 'A better answer was possible.',
    });
  });

  it.each<[string, HandedInFile[], string]>([
    ['are missing', [{ path: 'notes.md', content: '' }], 'There is no answers.json.'],
    ['are no JSON', [{ path: 'answers.json', content: 'trigger: deploy 142' }], 'answers.json is not JSON.'],
    ['are not UTF-8', [{ path: 'answers.json', content: Uint8Array.of(0x7b, 0xff, 0x7d) }], 'answers.json is not UTF-8 text.'],
    ['are too long', [{ path: 'answers.json', content: `{"a": "${'x'.repeat(300_000)}"}` }], 'answers.json is longer than'],
    ['are a list', answered([rightAnswers]), 'answers.json must hold one JSON object'],
  ])('fails every case with one sentence when the answers %s', async (_, files, sentence) => {
    const report = await grade(files);
    expect(report).toMatchObject({ verdict: 'wrong-answer', score: 0, fault: null, groups: [{ passed: 0, total: 9 }] });
    expect(report.cases.every(({ message }) => message?.startsWith(sentence) === true)).toBe(true);
  });

  it('is never a fault of ours, whatever is handed in', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const answers = fc.record({ trigger: fc.jsonValue(), radius: fc.jsonValue(), review: fc.jsonValue(), alert: fc.jsonValue() });
    const contents = fc.oneof(
      bytes,
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      answers.map((one) => JSON.stringify(one)),
    );
    await fc.assert(
      fc.asyncProperty(contents, async (content) => {
        const files = [{ path: 'answers.json', content }];
        const report = await grade(typeof content === 'string' ? answered(JSON.parse(content)) : files);
        expect(['wrong-answer', 'partial', 'accepted']).toContain(report.verdict);
        expect(report.cases.map(({ id }) => id)).toEqual(keyedExercise.testManifest['fields']);
      }),
      { numRuns: 150 },
    );
  });

  it('is our fault when the key cannot be used', async () => {
    for (const exercise of [
      withKey(() => 'entries: ['),
      withKey((text) => text.replace('kind: text', 'kind: guess')),
      { ...keyedExercise, tests: [] },
    ]) {
      expect(await grade(answered(rightAnswers), exercise)).toMatchObject({
        verdict: 'judge-error',
        score: null,
        fault: { code: 'key-unusable', message: expect.stringContaining('tests/hidden/key.yaml: ') },
      });
    }
  });

  it('tells the candidate nothing of the key, and nothing in a trial run', async () => {
    const report = await grade(answered({ ...rightAnswers, trigger: 'load' }));
    const rules = { purpose: 'grading', closed: true, disclosure: { afterClose: 'groups' } } as const;
    const seen = candidateReportOf(report, rules);
    expect(seen.groups).toEqual([{ title: 'Fields', passed: false }]);
    expect(JSON.stringify(seen)).not.toContain(keySecret);
    expect(JSON.stringify(report.cases.map(({ message, expected }) => [message, expected]))).not.toContain(keySecret);
    expect(await gradeFiles({ exercise: keyedExercise, files: answered(rightAnswers), purpose: 'trial', driver })).toMatchObject({
      groups: [],
      cases: [],
      score: null,
    });
  });

  it('marks answers also beside groups that need a sandbox, each in its place', async () => {
    const [keyed] = keyedExercise.manifest.groups;
    const [visible, hidden] = tallyExercise.manifest.groups;
    const groups = [visible, keyed, hidden].filter((group) => group !== undefined);
    const mixed: ExercisePackage = {
      ...tallyExercise,
      manifest: { ...tallyExercise.manifest, groups },
      tests: [...tallyExercise.tests, ...keyedExercise.tests],
      testManifest: { ...tallyExercise.testManifest, ...keyedExercise.testManifest },
    };
    const files = answered(rightAnswers);
    const away = dockerDriver('unix:///nowhere/docker.sock');
    expect(await gradeFiles({ exercise: mixed, files, purpose: 'grading', driver: away })).toMatchObject({
      verdict: 'judge-error',
      runtime: { driver: 'docker' },
      groups: [
        { id: 'examples', passed: 0 },
        { id: 'fields', passed: 9 },
        { id: 'edges', passed: 0 },
      ],
    });
  });

  it('has the ids that an author publishes', async () => {
    expect(await collectManifest(keyedExercise, answered(rightAnswers), driver)).toEqual(keyedExercise.testManifest);
  });
});

describe('verifying an exercise without code', () => {
  const expectations: SubmissionExpectations = {
    reference: { why: 'Right.', verdict: 'accepted', groups: {} },
    'other-order': { why: 'Right.', verdict: 'accepted', groups: {} },
    'other-words': { why: 'Right.', verdict: 'accepted', groups: {} },
    starter: { why: 'Untouched.', verdict: 'wrong-answer', groups: { fields: 'none' } },
  };
  const example = (name: string, content: unknown) => {
    const expectation = expectations[name] ?? { why: 'Wrong.', verdict: 'partial', groups: {} };
    return { name, files: answered(content), expectation };
  };
  const examples = [
    example('reference', rightAnswers),
    example('other-order', { ...rightAnswers, radius: ['eu', 'us'] }),
    example('other-words', { ...rightAnswers, trigger: 'DEPLOY  142' }),
    example('starter', {}),
    ...Object.keys(rightAnswers).map((id) => example(`without-${id}`, { ...rightAnswers, [id]: null })),
  ];

  it('holds when its examples pass and fail every point, without a stub that equals everything', async () => {
    const exercise = { ...keyedExercise, statement: `# Incident\n\n${keyedExercise.statement}\n` };
    const verification = await verifyExercise({ package: exercise, examples }, driver, { repeat: 2 });
    expect(verification).toMatchObject({ ok: true, problems: [] });
    expect(verification.hostile).toEqual([]);
  });

  it('names each point that no example fails, or none passes', async () => {
    const half = [example('reference', rightAnswers), example('starter', { ...rightAnswers, radius: null })];
    const { problems } = await verifyExercise({ package: keyedExercise, examples: half }, driver);
    expect(problems).toContain('Every example submission passes answers::trigger[1]; add one that answers it wrongly.');
    expect(problems.join('\n')).not.toContain('radius');
    const exercise = withKey((text) => text.replace('answer: [eu, us]', 'answer: [asia]'));
    const wrong = await verifyExercise({ package: exercise, examples }, driver);
    expect(wrong.problems).toContain(
      'No example submission passes answers::radius[1], so nothing shows that it can be answered.',
    );
  });
});
