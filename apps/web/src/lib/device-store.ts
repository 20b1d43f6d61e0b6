import type { TextFile } from '@assay/contracts';
import type { UseStore } from 'idb-keyval';
import { createStore, del, entries, get, set } from 'idb-keyval';

/** A save that went out and was not answered: it goes out again unchanged. */
export interface Draft {
  clientId: string;
  baseSeq: number;
  files: readonly TextFile[];
  /** How many edits it holds. */
  edits: number;
  label?: string;
}

/** What is kept on this device until the server has it. */
export interface DeviceCopy {
  baseSeq: number;
  files: readonly TextFile[];
  draft: Draft | null;
}

interface Kept extends DeviceCopy {
  keptAt: number;
}

let store: UseStore | null = null;

/** IndexedDB of this browser: unsent text outlives a closed tab. Opened at the first use; a window may forbid it. */
function open(): UseStore {
  store ??= createStore('assay-workspace', 'unsent');
  return store;
}

const longestMs = 30 * 24 * 3_600_000;

/** The same exercise in another attempt, by another person on this computer, is another text. */
export function deviceKey(startedAt: string, candidate: string, exerciseId: string): string {
  return [startedAt, candidate, exerciseId].join('|');
}

export async function readCopy(key: string): Promise<DeviceCopy | null> {
  try {
    return (await get<Kept>(key, open())) ?? null;
  } catch {
    // No storage in this window; then nothing was left here either.
    return null;
  }
}

export async function keepCopy(key: string, copy: DeviceCopy | null): Promise<void> {
  const kept: Kept | null = copy && { ...copy, keptAt: Date.now() };
  await (kept ? set(key, kept, open()) : del(key, open()));
}

/** Old copies go: after a month nobody comes back for them. */
export async function forgetOldCopies(now: number = Date.now()): Promise<void> {
  try {
    const all = await entries<string, Kept>(open());
    await Promise.all(all.filter(([, kept]) => now - kept.keptAt > longestMs).map(([key]) => del(key, open())));
  } catch {
    // No storage, nothing to forget.
  }
}
