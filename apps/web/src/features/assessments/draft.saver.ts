import type { AssessmentView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api.js';
import { assessmentQuery, assessmentsQuery } from './assessments.queries.js';

export interface DraftContent {
  title: string;
  rules: string;
  exerciseIds: string[];
}

export interface DraftSaver {
  content: DraftContent;
  change: (part: Partial<DraftContent>) => void;
  state: 'saved' | 'saving' | 'unsaved';
  error: Error | null;
  /** The revision that publishing may rest on; null while something is not saved. */
  revision: number | null;
  /** Drops what is not saved and shows the newer draft. */
  reload: () => Promise<void>;
}

const quietMs = 700;

/** What of an assessment can be edited: its draft, or its published version as the start of the next. */
export function contentOf({ draft, published }: AssessmentView): DraftContent {
  const version = draft ?? published;
  return {
    title: version?.title ?? '',
    rules: version?.rules ?? '',
    exerciseIds: version?.exercises.map(({ id }) => id) ?? [],
  };
}

/** Keeps a draft saved while it is edited: one save at a time, the newest content, on the revision last seen. */
export function useDraftSaver(assessment: AssessmentView): DraftSaver {
  const client = useQueryClient();
  const { queryKey } = assessmentQuery(assessment.id);
  const [content, setContent] = useState(() => contentOf(assessment));
  const [pending, setPending] = useState<DraftContent | null>(null);
  const revision = useRef(assessment.draft?.revision ?? null);

  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (saving: DraftContent) =>
      api(routes.assessments.saveDraft, {
        params: { assessmentId: assessment.id },
        body: { revision: revision.current, content: saving },
      }),
    onSuccess: async (saved, saving) => {
      revision.current = saved.draft?.revision ?? null;
      client.setQueryData(queryKey, saved);
      setPending((newest) => (newest === saving ? null : newest));
      await client.invalidateQueries({ queryKey: assessmentsQuery().queryKey });
    },
  });

  useEffect(() => {
    if (pending === null || isPending || error !== null || pending.title.trim() === '') return;
    const timer = setTimeout(() => mutate(pending), quietMs);
    return () => clearTimeout(timer);
  }, [pending, isPending, error, mutate]);

  const change = useCallback(
    (part: Partial<DraftContent>) => {
      reset();
      setContent((current) => {
        const next = { ...current, ...part };
        setPending(next);
        return next;
      });
    },
    [reset],
  );

  const reload = useCallback(async () => {
    const newest = await client.fetchQuery({ ...assessmentQuery(assessment.id), staleTime: 0 });
    revision.current = newest.draft?.revision ?? null;
    reset();
    setPending(null);
    setContent(contentOf(newest));
  }, [assessment.id, client, reset]);

  const state = pending === null ? 'saved' : isPending ? 'saving' : 'unsaved';
  return { content, change, state, error, revision: pending === null ? (assessment.draft?.revision ?? null) : null, reload };
}
