import process from 'node:process';
import type { VerifyStep } from '@assay/grading';
import { complain, harmless } from '../workspace/terminal.js';

const width = 24;
/** Mutants between two lines where there is no terminal. */
const mutantsPerLine = 10;

/** Says how far a verification has come: a bar on a terminal, else plain lines. */
export class VerifyProgress {
  readonly #isTerminal = process.stderr.isTTY;

  constructor(private readonly slug: string) {}

  show({ part, name, done, total }: VerifyStep): void {
    const label = name === '' ? part : `${part}: ${name}`;
    if (this.#isTerminal) process.stderr.write(`\r\u001b[K${harmless(`${this.slug} ${bar(done, total)} ${label}`)}`);
    else if (name !== '') complain(`${this.slug}: ${name}`);
    else if (done % mutantsPerLine === 0 || done === total) complain(`${this.slug}: ${part} ${String(done)} of ${String(total)}`);
  }

  /** Leaves the terminal as it was. */
  end(): void {
    if (this.#isTerminal) process.stderr.write('\r\u001b[K');
  }
}

function bar(done: number, total: number | null): string {
  if (total === null) return '';
  const full = total === 0 ? width : Math.round((width * done) / total);
  return `[${'█'.repeat(full)}${'·'.repeat(width - full)}] ${String(done)}/${String(total)}`;
}
