import process from 'node:process';
import { createInterface } from 'node:readline/promises';

/** One question: what it is about, what an empty answer means, and what is wrong with an answer. */
export interface Question {
  text: string;
  otherwise: string;
  /** A sentence for an answer that cannot be taken. */
  refuse: (answer: string) => string | null;
}

/** Whether there is a person at a terminal to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks until there is an answer that can be taken. */
export async function ask({ text, otherwise, refuse }: Question, signal: AbortSignal): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (;;) {
      const answer = (await terminal.question(`${text} [${otherwise}] `, { signal })).trim() || otherwise;
      const problem = refuse(answer);
      if (problem === null) return answer;
      process.stderr.write(`${problem}\n`);
    }
  } finally {
    terminal.close();
  }
}
