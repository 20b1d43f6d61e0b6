import type { GradingAvailability } from '@assay/contracts';
import { systemStatus } from '@assay/contracts';
import { pause } from '@assay/platform';
import { say } from '../workspace/terminal.js';

/** Tells at the terminal how grading is, whenever that changes, until the signal. */
export async function followGrading(apiUrl: string, signal: AbortSignal): Promise<void> {
  let told = '';
  while (!signal.aborted) {
    const grading = await askGrading(apiUrl);
    const news = grading === undefined ? told : gradingNews(grading);
    if (news !== told) {
      say(news);
      told = news;
    }
    await pause(2_000, signal);
  }
}

/** The state of grading as one line, with the command that helps when there is one. */
export function gradingNews({ message, command, progress }: GradingAvailability): string {
  const part = progress === null ? '' : ` (${Math.round(progress * 100)} %)`;
  return `${message}${part}${command === null ? '' : ` → ${command}`}`;
}

async function askGrading(apiUrl: string): Promise<GradingAvailability | undefined> {
  try {
    const answer = await fetch(`${apiUrl}/api/v1/system/status`, { signal: AbortSignal.timeout(5_000) });
    return systemStatus.parse(await answer.json()).grading;
  } catch {
    // The API is starting again; its supervisor tells about that.
    return undefined;
  }
}
