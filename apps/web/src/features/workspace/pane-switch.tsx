import type { TrialRunView } from '@assay/contracts';
import { Tag } from '../../components/tag.js';
import { runWords } from './run-words.js';

export const panes = ['task', 'code', 'results'] as const;
export type Pane = (typeof panes)[number];

const names: Record<Pane, string> = { task: 'Task', code: 'Code', results: 'Results' };

/** On small screens, one part of the workspace at a time. */
export function PaneSwitch({ pane, onPane, run }: { pane: Pane; onPane: (pane: Pane) => void; run: TrialRunView | null }) {
  const words = run && runWords(run);
  return (
    <nav className="paneswitch" aria-label="Part of the exercise">
      {panes.map((candidate) => (
        <button
          key={candidate}
          type="button"
          aria-current={candidate === pane ? 'true' : undefined}
          onClick={() => onPane(candidate)}
        >
          {names[candidate]}
          {candidate === 'results' && words && (
            <Tag tone={words.tone} icon={words.icon}>
              <span className="sr">{words.word}</span>
            </Tag>
          )}
        </button>
      ))}
    </nav>
  );
}
