import type { ComparisonView, DecisionView } from '@assay/contracts';
import { Drawer } from '../../components/drawer.js';
import { EmptyState } from '../../components/empty-state.js';
import { localTime } from '../../lib/time.js';
import { outcomeWord } from './decision.words.js';
import { nameOf } from './numbers.js';

interface DecisionsDrawerProps {
  opened: boolean;
  onClose: () => void;
  view: ComparisonView;
  decisions: readonly DecisionView[];
}

/** Every decision of the loop, newest first; earlier ones stay. */
export function DecisionsDrawer({ opened, onClose, view, decisions }: DecisionsDrawerProps) {
  const names = new Map(view.candidates.map((card) => [card.candidate.id, nameOf(card)]));
  return (
    <Drawer opened={opened} onClose={onClose} title="Decisions">
      {decisions.length === 0 ? (
        <EmptyState title="No decision yet">Choose a candidate on the board and record one, with a reason.</EmptyState>
      ) : (
        <ol className="plain col g4">
          {decisions.map((decision) => (
            <li key={decision.id} className="col g1">
              <h3>
                {names.get(decision.candidateId) ?? 'A candidate'}: {outcomeWord(decision.outcome)}
              </h3>
              <p>{decision.reason}</p>
              <p className="tiny muted">
                {decision.decidedBy.name}, {localTime(decision.at)}
                {decision.competencies.length > 0 && ` · rests on ${decision.competencies.join(', ')}`} · scorecard{' '}
                <span className="mono">{decision.scorecard.inputsHash.slice(0, 8)}</span>
              </p>
            </li>
          ))}
        </ol>
      )}
    </Drawer>
  );
}
