import type { ExerciseWorkspace } from '@assay/contracts';
import { useMemo, useState } from 'react';
import { Markdown } from '../../components/markdown.js';
import type { TabItem } from '../../components/tabs.js';
import { TabBar, TabPanel } from '../../components/tabs.js';
import { Tag } from '../../components/tag.js';
import { splitStatement } from './statement.js';

const kinds: Record<ExerciseWorkspace['kind'], string> = {
  coding: 'Coding',
  refactor: 'Refactoring',
  'test-writing': 'Writing tests',
  'code-review': 'Code review',
  judgement: 'Judgement',
  sql: 'SQL',
  design: 'Design',
  incident: 'Incident',
};

type Part = 'task' | 'examples' | 'notes';

/** The statement, with a tab for each part that it has. */
export function TaskPanel({ exercise }: { exercise: ExerciseWorkspace }) {
  const statement = useMemo(() => splitStatement(exercise.statement), [exercise.statement]);
  const [chosen, setChosen] = useState<Part>('task');
  const tabs: TabItem<Part>[] = [
    { value: 'task', label: 'Task' },
    ...(statement.examples ? [{ value: 'examples' as const, label: 'Examples' }] : []),
    ...(statement.notes ? [{ value: 'notes' as const, label: 'Notes' }] : []),
  ];
  const part = statement[chosen] === null ? 'task' : chosen;
  return (
    <section className="p-task" aria-label="Task" data-region="task" tabIndex={-1}>
      <TabBar id="task" label="Parts of the task" tabs={tabs} value={part} onChange={setChosen} />
      <TabPanel id="task" value={part} className="scroll" focusable>
        <div className="stmt">
          {part === 'task' && (
            <>
              <h2>{exercise.title}</h2>
              <p className="row wrap meta">
                <Tag tone="plain">{kinds[exercise.kind]}</Tag>
                <Tag tone="plain" icon="clock">
                  about {exercise.minutes} min
                </Tag>
                <Tag tone="plain">{exercise.aiAllowed ? 'AI assistants allowed' : 'No AI assistants'}</Tag>
              </p>
            </>
          )}
          <Markdown>{statement[part] ?? ''}</Markdown>
        </div>
      </TabPanel>
    </section>
  );
}
