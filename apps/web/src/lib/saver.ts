import { ApiUnreachable } from '@assay/api-client';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { hasCode } from './api.js';

export interface Saver<T> {
  content: T;
  change: (update: (current: T) => T) => void;
  state: 'saved' | 'saving' | 'unsaved';
  /** Why the last save failed; a passing fault is tried again by itself. */
  error: Error | null;
  /** Tries again now. */
  retry: () => void;
  /** Takes over content that is saved already, such as a newer draft; what was not saved is dropped. */
  adopt: (content: T) => void;
}

export interface SaverOptions<T> {
  initial: () => T;
  save: (content: T) => Promise<void>;
  /** Content that cannot be saved yet, such as one without a title, waits. */
  canSave?: (content: T) => boolean;
}

const quietMs = 700;
const retryMs = 5_000;

/** Keeps something saved while it is edited: one save at a time, always the newest content. */
export function useSaver<T>({ initial, save, canSave }: SaverOptions<T>): Saver<T> {
  const [content, setContent] = useState(initial);
  const [pending, setPending] = useState<{ content: T } | null>(null);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (saving: { content: T }) => save(saving.content),
    onSuccess: (_, saving) => setPending((newest) => (newest === saving ? null : newest)),
  });
  const passing = error instanceof ApiUnreachable || hasCode(error, 'unavailable', 'too-many-requests');
  const blocked = error !== null && !passing;

  useEffect(() => {
    if (pending === null || isPending || blocked || canSave?.(pending.content) === false) return;
    const timer = setTimeout(() => mutate(pending), passing ? retryMs : quietMs);
    return () => clearTimeout(timer);
  }, [pending, isPending, blocked, passing, canSave, mutate]);

  const change = useCallback(
    (update: (current: T) => T) => {
      reset();
      setContent((current) => {
        const next = update(current);
        setPending({ content: next });
        return next;
      });
    },
    [reset],
  );
  const adopt = useCallback(
    (saved: T) => {
      reset();
      setPending(null);
      setContent(saved);
    },
    [reset],
  );
  const retry = useCallback(() => change((current) => current), [change]);
  const state = pending === null ? 'saved' : isPending ? 'saving' : 'unsaved';
  return { content, change, state, error, retry, adopt };
}
