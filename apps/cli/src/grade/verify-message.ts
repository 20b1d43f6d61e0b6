import type { MutantResult } from '@assay/grading';
import { killedAtLeast } from '@assay/grading';
import { table } from '../workspace/terminal.js';
import type { VerifiedExercise } from './verify-cache.js';

/** One verification as a table of examples, with what attacks and mutants showed and everything that is wrong below it. */
export function verificationMessage(verified: VerifiedExercise): string {
  const { slug, ok, examples, hostile, mutants, problems, verifiedAt } = verified;
  const rows = [
    ...examples.map(({ name, required, got, problems: wrong }) => row(name, required.verdict, got.verdict, got.score, wrong)),
    ...hostile.map(({ name, verdict, score, problems: wrong }) => row(name, 'not accepted', verdict, score, wrong)),
  ];
  const wrong = [...problems, ...examples.flatMap(({ name, problems: said }) => said.map((problem) => `${name} ${problem}`))];
  const known = verifiedAt === undefined ? '' : ` (nothing has changed since ${verifiedAt}; --no-cache verifies it anew)`;
  return [
    `${slug}: ${ok ? 'verified' : 'DOES NOT VERIFY'}${known}`,
    table(['example', 'must get', 'got', 'score', ''], rows, ['score']),
    ...(mutants === null ? [] : mutantLines(mutants)),
    ...wrong.map((problem) => `✗ ${problem}`),
  ].join('\n');
}

/** What came of all of them, in one line. */
export function verdictMessage(verified: readonly VerifiedExercise[]): string {
  const wrong = verified.filter(({ ok }) => !ok).map(({ slug }) => slug);
  const held = `${String(verified.length - wrong.length)} of ${String(verified.length)} exercises verified`;
  return wrong.length === 0 ? held : `${held}; not ${wrong.join(', ')}`;
}

function row(name: string, required: string, got: string, score: number | null, wrong: readonly string[]): string[] {
  return [name, required, got, score === null ? '–' : score.toFixed(4), wrong.length === 0 ? 'ok' : 'WRONG'];
}

function mutantLines({ made, run, killed, equivalent, survivors }: MutantResult): string[] {
  const excused = equivalent === 0 ? '' : `, ${String(equivalent)} held to be equivalent`;
  const counted = killed + survivors.length;
  const share = counted === 0 ? '–' : `${((100 * killed) / counted).toFixed(0)} %`;
  return [
    `mutants of the reference: ${String(killed)} of ${String(counted)} killed, ${share}; at least ${String(killedAtLeast * 100)} % must be${excused} (${String(run)} of ${String(made)} run)`,
    ...survivors.map(({ path, line, change, text }) => `  ${path}:${String(line)} survived: ${change}, in \`${text}\``),
  ];
}
