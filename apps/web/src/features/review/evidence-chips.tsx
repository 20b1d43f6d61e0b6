import type { Evidence } from '@assay/contracts';
import type { KeyboardEvent } from 'react';
import { Icon } from '../../components/icon.js';
import { evidenceIcon, placeOf } from './evidence.js';

interface EvidenceChipsProps {
  cited: readonly Evidence[];
  /** Opens the place; Delete on a chip takes it out. */
  onOpen: (evidence: Evidence) => void;
  onRemove?: (index: number) => void;
}

/** E1, E2, …: each leads to its line or test. */
export function EvidenceChips({ cited, onOpen, onRemove }: EvidenceChipsProps) {
  if (cited.length === 0) {
    return <p className="small muted">Nothing cited yet. Choose lines or a test, then press E.</p>;
  }
  const remove = (event: KeyboardEvent, index: number): void => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    onRemove?.(index);
  };
  return (
    <ul className="plain row wrap chips">
      {cited.map((evidence, index) => (
        <li key={index} className="chipbox">
          <button type="button" className="chip" onClick={() => onOpen(evidence)} onKeyDown={(event) => remove(event, index)}>
            <Icon name={evidenceIcon[evidence.kind]} />
            <b>E{index + 1}</b> {placeOf(evidence)}
          </button>
          {onRemove && (
            <button type="button" className="chipx" aria-label={`Remove E${String(index + 1)}`} onClick={() => onRemove(index)}>
              <Icon name="cross" small />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
