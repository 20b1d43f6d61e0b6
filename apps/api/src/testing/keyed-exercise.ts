import type { ExercisePackage } from '@assay/contracts';
import { exercisePackage } from '@assay/contracts';
import type { InvitedWorld } from '@assay/testing';
import { sampleExercise } from '@assay/testing';
import { ExerciseVersionStore } from '@assay/database';
import type { TestApi } from './test-api.js';

/** Must never reach a candidate: an accepted text and the name of a defect. */
export const keySecret = 'secret-5f1c9a';

const key = `entries:
  - { id: trigger, kind: text, requirements: [R1], points: 2, accepts: [${keySecret}, deploy 142] }
  - id: review
    kind: findings
    requirements: [R1]
    categories: [bug, style]
    severities: [minor, major]
    defects: [{ id: ${keySecret}, requirements: [R1], points: 2, file: app.py, from: 2, to: 2, categories: [bug] }]
    decoys: [{ file: app.py, from: 1, to: 1 }]
    restraint: { points: 1, decoy: 1, other: 1 }
`;

const change = '--- a/app.py\n+++ b/app.py\n@@ -1 +1,2 @@\n x = 1\n+y = open("f")\n';

/** A small exercise that is answered in a form: a text, the review of a diff, and prose for the rubric. */
export function keyedExercise(): ExercisePackage {
  const sample = sampleExercise();
  return exercisePackage.parse({
    ...sample,
    manifest: {
      ...sample.manifest,
      kind: 'incident',
      modules: [],
      groups: [
        {
          id: 'fields',
          title: 'Fields',
          harness: 'keyed',
          visibility: 'hidden',
          weight: 10,
          evidence: [{ competency: 'K1', weight: 1 }],
          key: 'hidden/key.yaml',
          answers: 'answers.json',
        },
      ],
    },
    starter: [
      { path: 'answers.json', content: '{ "trigger": null, "review": null, "why": null }\n' },
      { path: 'change.diff', content: change },
    ],
    tests: [{ path: 'hidden/key.yaml', content: key }],
    forms: [
      {
        answers: 'answers.json',
        title: 'Your diagnosis',
        fields: [
          { id: 'trigger', kind: 'text', label: 'What began it?' },
          {
            id: 'review',
            kind: 'findings',
            label: 'Review the change',
            diff: 'change.diff',
            categories: [
              { id: 'bug', label: 'Bug' },
              { id: 'style', label: 'Style' },
            ],
            severities: [
              { id: 'minor', label: 'Minor' },
              { id: 'major', label: 'Major' },
            ],
          },
          { id: 'why', kind: 'prose', label: 'Why?' },
        ],
      },
    ],
    testManifest: {
      fields: ['trigger[1]', 'trigger[2]', `${keySecret}[1]`, `${keySecret}[2]`, 'review'].map((id) => `answers::${id}`),
    },
  });
}

/** An invited candidate whose assessment has the keyed exercise alone. */
export async function worldWithKey(api: TestApi): Promise<InvitedWorld> {
  const { make, unitOfWork } = api.db;
  const tenantId = await make.tenant();
  const { id: exerciseVersionId } = await unitOfWork.run(tenantId, (tx) =>
    new ExerciseVersionStore().publish(tx, keyedExercise()),
  );
  const staffId = await make.staff(tenantId);
  const roleProfileVersionId = await make.roleProfile(tenantId);
  const assessment = await make.assessment(tenantId, { staffId, roleProfileVersionId, exerciseVersionIds: [exerciseVersionId] });
  const candidateId = await make.candidate(tenantId);
  const invitation = await make.invitation(tenantId, { staffId, candidateId, ...assessment });
  return { tenantId, staffId, roleProfileVersionId, exerciseVersionId, candidateId, ...assessment, ...invitation };
}
