import type { ExercisePackage, TextFile } from '@assay/contracts';
import { exercisePackage } from '@assay/contracts';
import { tallyExercise } from './tally.exercise.js';

/** Must never reach a candidate: an accepted text and the name of a defect. */
export const keySecret = 'secret-5f1c9a';

const key = `entries:
  - { id: trigger, kind: text, requirements: [R1], points: 2, accepts: [${keySecret}, deploy 142] }
  - { id: radius, kind: choices, requirements: [R1], points: 2, options: [eu, us, asia], answer: [eu, us], credit: each }
  - id: review
    kind: findings
    requirements: [R2]
    categories: [correctness, style]
    severities: [minor, major]
    defects:
      - { id: ${keySecret}, requirements: [R2], points: 2, file: app.py, from: 4, to: 5, categories: [correctness] }
    decoys: [{ file: app.py, from: 9, to: 9 }]
    restraint: { points: 1, decoy: 1, other: 1 }
  - id: alert
    kind: alert
    requirements: [R3]
    signals: [errors]
    recordings:
      - { id: outage, series: hidden/outage.csv, fires: { from: 1, to: 1 } }
      - { id: quiet, series: hidden/quiet.csv }
`;

const blank = '{ "trigger": null, "radius": null, "review": [], "alert": null }\n';

/** A small exercise without code: incident fields, a review and an alert rule. */
export const keyedExercise: ExercisePackage = exercisePackage.parse({
  ...tallyExercise,
  manifest: {
    ...tallyExercise.manifest,
    slug: 'incident',
    kind: 'incident',
    modules: [],
    groups: [
      {
        id: 'fields',
        title: 'Fields',
        harness: 'keyed',
        visibility: 'hidden',
        weight: 10,
        evidence: [{ competency: 'K2', weight: 1 }],
        key: 'hidden/key.yaml',
        answers: 'answers.json',
      },
      { id: 'note', title: 'Status note', harness: 'written', visibility: 'hidden', weight: 0, evidence: [] },
    ],
  },
  starter: [{ path: 'answers.json', content: blank }],
  tests: [
    { path: 'hidden/key.yaml', content: key },
    { path: 'hidden/outage.csv', content: 'errors\n1\n9\n9\n' },
    { path: 'hidden/quiet.csv', content: 'errors\n1\n4\n1\n' },
  ],
  testManifest: {
    fields: [
      'trigger[1]',
      'trigger[2]',
      'radius[1]',
      'radius[2]',
      `${keySecret}[1]`,
      `${keySecret}[2]`,
      'review',
      'alert-outage',
      'alert-quiet',
    ].map((id) => `answers::${id}`),
  },
});

export const rightAnswers = {
  trigger: 'Deploy 142',
  radius: ['us', 'eu'],
  review: [{ file: 'app.py', from: 4, to: 4, category: 'correctness', severity: 'major', comment: 'Never closed.' }],
  alert: { all: [{ signal: 'errors', statistic: 'max', minutes: 1, comparison: 'above', value: 5 }], forMinutes: 0 },
};

export function answered(answers: unknown): TextFile[] {
  return [{ path: 'answers.json', content: JSON.stringify(answers) }];
}
