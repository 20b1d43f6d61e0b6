import type { Receipt } from '@assay/contracts';
import type { IconName } from '../components/icon.js';
import type { Tone } from '../components/tag.js';

interface ReceiptWords {
  tone: Tone;
  icon: IconName;
  word: string;
}

const words: Record<Receipt['state'], ReceiptWords> = {
  received: { tone: 'ok', icon: 'check', word: 'Received' },
  queued: { tone: 'unk', icon: 'dots', word: 'Waiting for a sandbox' },
  running: { tone: 'acc', icon: 'ring', word: 'Hidden tests are running' },
  retrying: { tone: 'acc', icon: 'retry', word: 'Our fault, retrying' },
  graded: { tone: 'ok', icon: 'check', word: 'Graded' },
};

/** Where the grading of a submission stands, as a candidate reads it. */
export const receiptWords = (state: Receipt['state']): ReceiptWords => words[state];
