import type { GradingAvailability } from '@assay/contracts';
import { Note } from '../../components/note.js';

/** When gradings cannot run: whose matter it is and what it means. The command that helps is the operator's, not the candidate's. */
export function GradingNote({ grading }: { grading: GradingAvailability }) {
  if (grading.state === 'preparing') {
    const share = grading.progress === null ? '' : `, ${String(Math.round(grading.progress * 100))} % done`;
    return (
      <Note tone="acc" fact={`The sandbox is being prepared${share}.`} role="status">
        What you run or submit waits in line and starts by itself. Your text is saved as always.
      </Note>
    );
  }
  return (
    <Note tone="acc" fact="Our sandbox is not available right now." role="status">
      Run and Submit are taken and wait until it is back. Your text is saved, what you hand in counts, and nothing counts against
      you.
    </Note>
  );
}
