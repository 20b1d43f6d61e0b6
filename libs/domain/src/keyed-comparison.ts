import type { ComparedEntry } from '@assay/contracts';
import type { AnswersFile } from './answers-file.js';
import type { LoadedKey } from './keyed-answers.js';
import { markEntry } from './keyed-answers.js';
import { judgeFindings } from './review-findings.js';

/**
 * A key beside the answers to it, entry by entry, with the points that `markAnswers` gives. For staff who may see keys: it holds the key.
 */
export function compareAnswers({ key, recordings }: LoadedKey, file: AnswersFile): ComparedEntry[] {
  return key.entries.map((entry) => {
    const answer = typeof file === 'string' ? null : (file.answers.get(entry.id) ?? null);
    const parts = markEntry(entry, file, recordings).map(({ id, earned, points, remark }) => ({
      id,
      earned,
      possible: points,
      remark: earned === points ? null : remark,
    }));
    const readable = typeof file !== 'string' && !file.twice.has(entry.id);
    return {
      entry,
      answer,
      earned: parts.reduce((sum, part) => sum + part.earned, 0),
      possible: parts.reduce((sum, part) => sum + part.possible, 0),
      parts,
      findings: entry.kind === 'findings' && readable ? judgeFindings(entry, answer) : [],
    };
  });
}
