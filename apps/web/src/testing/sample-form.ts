import type { AnswerForm, ExerciseWorkspace } from '@assay/contracts';
import { answerForm } from '@assay/contracts';
import { sampleWorkspace } from './sample-attempt.js';

const named = (id: string, label: string) => ({ id, label });

/** A form with one field of every kind. */
export const sampleForm: AnswerForm = answerForm.parse({
  answers: 'answers.json',
  title: 'Your diagnosis',
  fields: [
    {
      id: 'first-bad-change',
      kind: 'choice',
      label: 'Which change came first that made things worse?',
      about: 'Read `deploys.md` first.\n\n- Errors began at **02:31**.',
      help: 'One of the changes of that night.',
      options: [named('deploy-141', 'Deploy 141 at 02:10'), named('flag-17', 'Flag 17 at 02:31')],
    },
    {
      id: 'radius',
      kind: 'choices',
      label: 'Who was touched?',
      options: [named('eu', 'Customers in the EU'), named('us', 'Customers in the US')],
    },
    { id: 'lost', kind: 'number', label: 'How many orders were lost?', unit: 'orders' },
    { id: 'trigger', kind: 'text', label: 'What set it off?' },
    {
      id: 'recovery',
      kind: 'order',
      label: 'Put the steps of the recovery in order',
      options: [named('start', 'Start the workers'), named('stop', 'Stop the writes'), named('drain', 'Drain the queue')],
    },
    {
      id: 'scale-out',
      kind: 'judgement',
      label: 'The team wants to scale out: best and worst answer',
      options: [named('measure', 'Measure first'), named('double', 'Double the machines'), named('rewrite', 'Rewrite it')],
    },
    {
      id: 'review',
      kind: 'findings',
      label: 'Review the fix',
      diff: 'change.diff',
      categories: [named('correctness', 'Correctness'), named('security', 'Security')],
      severities: [named('nit', 'Nit'), named('major', 'Major')],
    },
    {
      id: 'alert',
      kind: 'alert',
      label: 'Write the alert that would have told you',
      signals: [{ id: 'errors', label: 'Failed requests', unit: 'share' }],
    },
    { id: 'why', kind: 'prose', label: 'Why did nobody notice?' },
  ],
});

export const sampleDiff = `--- a/app/deliver.py
+++ b/app/deliver.py
@@ -12,3 +12,5 @@ class Delivery
     def send(self, hook):
-        post(hook)
+        for attempt in range(8):
+            post(hook)
+            time.sleep(2**attempt)
         return True
--- /dev/null
+++ b/tests/test_deliver.py
@@ -0,0 +1,2 @@
+def test_send():
+    assert True
`;

const plan = [
  {
    Plan: {
      'Node Type': 'Aggregate',
      'Plan Rows': 1,
      'Actual Rows': 1,
      'Actual Loops': 1,
      'Actual Total Time': 212,
      'Shared Hit Blocks': 1_200,
      'Shared Read Blocks': 8_400,
      Plans: [
        {
          'Node Type': 'Seq Scan',
          'Relation Name': 'orders',
          'Plan Rows': 40,
          'Actual Rows': 182_000,
          'Actual Loops': 1,
          'Actual Total Time': 190,
          'Shared Hit Blocks': 1_200,
          'Shared Read Blocks': 8_400,
          Filter: "(state = 'open')",
        },
      ],
    },
  },
];

const blank = Object.fromEntries(sampleForm.fields.map(({ id }) => [id, null]));

/** An exercise that is answered in the sample form, with a document, a query and a recorded plan beside it. */
export function sampleFormWorkspace(more: Partial<ExerciseWorkspace> = {}): ExerciseWorkspace {
  return sampleWorkspace({
    kind: 'incident',
    title: 'Three in the morning',
    files: [
      { path: 'RUNBOOK.md', content: '# Runbook\n\n## Detect\n\nLook at the dashboard.\n\n## Mend\n', readOnly: false },
      { path: 'answers.json', content: `${JSON.stringify({ ...blank, kept: 'as it is' }, null, 2)}\n`, readOnly: false },
      { path: 'change.diff', content: sampleDiff, readOnly: false },
      { path: 'metrics.csv', content: 'time,errors\n02:30,0.01\n02:31,0.4\n02:32,0.5\n', readOnly: false },
      { path: 'plans/slow.json', content: JSON.stringify(plan), readOnly: false },
      { path: 'report.sql', content: "-- open orders\nselect count(*) from orders where state = 'open';\n", readOnly: false },
    ],
    forms: [sampleForm],
    ...more,
  });
}
