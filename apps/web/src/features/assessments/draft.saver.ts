import type { AssessmentView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { api } from '../../lib/api.js';
import type { Saver } from '../../lib/saver.js';
import { useSaver } from '../../lib/saver.js';
import { assessmentQuery, assessmentsQuery } from './assessments.queries.js';

export interface DraftContent {
  title: string;
  rules: string;
  exerciseIds: string[];
}

export interface DraftSaver extends Saver<DraftContent> {
  /** The revision that publishing may rest on; null while something is not saved. */
  revision: number | null;
  /** Drops what is not saved and shows the newer draft. */
  reload: () => Promise<void>;
}

/** What of an assessment can be edited: its draft, or its published version as the start of the next. */
function contentOf({ draft, published }: AssessmentView): DraftContent {
  const version = draft ?? published;
  return {
    title: version?.title ?? '',
    rules: version?.rules ?? '',
    exerciseIds: version?.exercises.map(({ id }) => id) ?? [],
  };
}

const hasTitle = (content: DraftContent): boolean => content.title.trim() !== '';

/** Saves the draft of an assessment on the revision last seen, so that nobody's edit is lost. */
export function useDraftSaver(assessment: AssessmentView): DraftSaver {
  const client = useQueryClient();
  const revision = useRef(assessment.draft?.revision ?? null);
  const { queryKey } = assessmentQuery(assessment.id);

  const saver = useSaver({
    initial: () => contentOf(assessment),
    canSave: hasTitle,
    save: async (content: DraftContent) => {
      const saved = await api(routes.assessments.saveDraft, {
        params: { assessmentId: assessment.id },
        body: { revision: revision.current, content },
      });
      revision.current = saved.draft?.revision ?? null;
      client.setQueryData(queryKey, saved);
      await client.invalidateQueries({ queryKey: assessmentsQuery().queryKey });
    },
  });

  const { adopt } = saver;
  const reload = useCallback(async () => {
    const newest = await client.query({ ...assessmentQuery(assessment.id), staleTime: 0 });
    revision.current = newest.draft?.revision ?? null;
    adopt(contentOf(newest));
  }, [assessment.id, client, adopt]);

  return { ...saver, revision: saver.state === 'saved' ? (assessment.draft?.revision ?? null) : null, reload };
}
