import { createStore, del, entries, get, set } from 'idb-keyval';
import type { DeviceCopy } from './revision-saver.js';

interface Kept extends DeviceCopy {
  keptAt: number;
}

/** IndexedDB of this browser: unsent text outlives a closed tab. */
const open = () => createStore('assay-workspace', 'unsent');

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
    const store = open();
    const all = await entries<string, Kept>(store);
    await Promise.all(all.filter(([, kept]) => now - kept.keptAt > longestMs).map(([key]) => del(key, store)));
  } catch {
    // No storage, nothing to forget.
  }
}
