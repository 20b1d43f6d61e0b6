import type { DecisionView } from '@assay/contracts';

/** No colour, none preselected. */
export const outcomes: readonly { value: DecisionView['outcome']; label: string }[] = [
  { value: 'move-forward', label: 'Move forward' },
  { value: 'hold', label: 'Hold: more evidence needed' },
  { value: 'do-not-move-forward', label: 'Do not move forward' },
];

export function outcomeWord(outcome: DecisionView['outcome']): string {
  return outcomes.find(({ value }) => value === outcome)?.label ?? outcome;
}
