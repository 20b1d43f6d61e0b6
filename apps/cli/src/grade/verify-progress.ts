import process from 'node:process';
import type { VerifyStep } from '@assay/grading';
import { complain, harmless } from '../workspace/terminal.js';

const width = 16;
const clearLine = '\r\u001b[K';
/** Mutants between two lines where there is no terminal. */
const mutantsPerLine = 10;

/** Says how far the verifications under way have come: a bar each on a terminal, else plain lines. */
export class VerifyProgress {
  readonly #isTerminal = process.stderr.isTTY;
  readonly #steps = new Map<string, VerifyStep>();

  show(slug: string, step: VerifyStep): void {
    const { part, name, done, total } = step;
    this.#steps.set(slug, step);
    if (this.#isTerminal) this.#draw();
    else if (name !== '') complain(`${slug}: ${name}`);
    else if (done % mutantsPerLine === 0 || done === total) complain(`${slug}: ${part} ${String(done)} of ${String(total)}`);
  }

  /** One of them is over. The line is cleared for what is said of it; the bars of the others come back with their next step. */
  end(slug: string): void {
    this.#steps.delete(slug);
    if (this.#isTerminal) process.stderr.write(clearLine);
  }

  /** In one line, cut off where it would wrap: a line of two rows cannot be drawn over. */
  #draw(): void {
    const line = [...this.#steps].map(([slug, step]) => `${slug} ${bar(step)} ${labelOf(step)}`).join('  ');
    process.stderr.write(`${clearLine}${harmless(line).slice(0, process.stderr.columns - 1)}`);
  }
}

function labelOf({ part, name }: VerifyStep): string {
  return name === '' ? part : `${part}: ${name}`;
}

function bar({ done, total }: VerifyStep): string {
  if (total === null) return '';
  const full = total === 0 ? width : Math.round((width * done) / total);
  return `[${'█'.repeat(full)}${'·'.repeat(width - full)}] ${String(done)}/${String(total)}`;
}
