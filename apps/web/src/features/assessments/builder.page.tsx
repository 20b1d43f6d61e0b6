import type { AssessmentView, ExerciseSummary, RoleView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { coverageOf, followedBlueprint, publishRules, totalMinutes, countOf } from '@assay/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { Button, ButtonLink } from '../../components/button.js';
import { ProblemNote } from '../../components/problem-note.js';
import { useShortcuts } from '../../components/shortcuts/shortcuts.js';
import { Skeleton } from '../../components/skeleton.js';
import { Status } from '../../components/tag.js';
import { api, hasCode } from '../../lib/api.js';
import { useMay } from '../../lib/session.js';
import { StaffPage } from '../../lib/staff-page.js';
import { assessmentQuery, assessmentsQuery, exercisesQuery, roleQuery } from './assessments.queries.js';
import { BlueprintDrawer } from './blueprint.drawer.js';
import { CoveragePanel } from './coverage.panel.js';
import type { DraftContent, DraftSaver } from './draft.saver.js';
import { useDraftSaver } from './draft.saver.js';
import { ExerciseLibrary } from './exercise.library.js';
import { ExerciseSequence } from './exercise.sequence.js';
import './builder.css';

/** Loads what the builder needs: the assessment, its role, and the exercises to pick from. */
export function BuilderPage() {
  const { assessmentId = '' } = useParams();
  const assessment = useQuery(assessmentQuery(assessmentId));
  const role = useQuery({ ...roleQuery(assessment.data?.role.id ?? ''), enabled: assessment.data !== undefined });
  const exercises = useQuery(exercisesQuery());
  const error = assessment.error ?? role.error ?? exercises.error;

  if (assessment.data && role.data && exercises.data) {
    return <Builder key={assessmentId} assessment={assessment.data} role={role.data} exercises={exercises.data.items} />;
  }
  return (
    <StaffPage crumbs={[{ label: 'Assessments', to: '/assessments' }, { label: 'Assessment' }]}>
      {error ? <ProblemNote error={error} /> : <Skeleton label="Loading the assessment" />}
    </StaffPage>
  );
}

interface BuilderProps {
  assessment: AssessmentView;
  role: RoleView;
  exercises: readonly ExerciseSummary[];
}

function Builder({ assessment, role, exercises }: BuilderProps) {
  const mayWrite = useMay()('assessments.write');
  const saver = useDraftSaver(assessment);
  const { content } = saver;
  const change = (part: Partial<DraftContent>): void => saver.change((current) => ({ ...current, ...part }));
  const [pointedAt, setPointedAt] = useState<ExerciseSummary | null>(null);
  const previewOf = ({ id }: ExerciseSummary): string => `/exercises/${id}/preview?from=${assessment.id}`;
  const [starting, setStarting] = useState(false);
  const search = useRef<HTMLInputElement>(null);

  const picked = useMemo(
    () => pickedOf(content.exerciseIds, assessment, exercises),
    [content.exerciseIds, assessment, exercises],
  );
  const isPicked = (id: string): boolean => content.exerciseIds.includes(id);
  const preview = pointedAt !== null && !isPicked(pointedAt.id) ? pointedAt : null;
  const blueprint = followedBlueprint(role.manifest, preview ? [...picked, preview] : picked);
  const coverage = coverageOf(role.manifest, picked, blueprint);
  const previewed = preview && coverageOf(role.manifest, [...picked, preview], blueprint);
  // Of what is picked alone: pointing at an exercise must not move the list under the pointer.
  const gaps = coverageOf(role.manifest, picked, followedBlueprint(role.manifest, picked));
  const rules = publishRules(role.manifest, picked, new Set(exercises.map(({ id }) => id)), assessment.loop.others);
  const unmet = rules.filter(({ met }) => !met).length;

  useShortcuts(
    'Builder',
    useMemo(() => [{ keys: 'a', label: 'Find an exercise to add', run: () => search.current?.focus() }], []),
  );

  return (
    <StaffPage
      crumbs={[
        { label: 'Assessments', to: '/assessments' },
        { label: content.title || 'Untitled' },
        { label: versionLabel(assessment) },
      ]}
      mainClass="main bld"
      state={mayWrite && <SaveState saver={saver} assessment={assessment} />}
      actions={
        <>
          {assessment.published && (
            <ButtonLink to={`/assessments/${assessment.id}/candidates`} icon="people">
              Candidates
            </ButtonLink>
          )}
          {mayWrite && <PublishButton assessment={assessment} revision={saver.revision} unmet={unmet} />}
        </>
      }
    >
      <ExerciseLibrary
        exercises={exercises}
        isPicked={isPicked}
        gaps={gaps}
        searchRef={search}
        readOnly={!mayWrite}
        previewOf={previewOf}
        onPoint={setPointedAt}
        onAdd={(exercise) => change({ exerciseIds: [...content.exerciseIds, exercise.id] })}
      />
      <ExerciseSequence
        content={content}
        picked={picked}
        role={role.manifest}
        readOnly={!mayWrite}
        onChange={change}
        previewOf={previewOf}
        onBlueprint={() => setStarting(true)}
        problem={
          saver.error && (
            <ProblemNote
              error={saver.error}
              actions={
                hasCode(saver.error, 'draft-conflict') ? (
                  <Button onClick={() => void saver.reload()}>Show the newer draft</Button>
                ) : (
                  <Button onClick={saver.retry}>Save again</Button>
                )
              }
            />
          )
        }
      />
      <CoveragePanel
        coverage={coverage}
        previewed={previewed}
        preview={preview}
        blueprint={blueprint}
        rules={rules}
        minutes={totalMinutes(picked) + (preview?.minutes ?? 0)}
        most={role.manifest.rules.maxMinutesPerSitting}
      />
      <BlueprintDrawer
        role={role.manifest}
        exercises={exercises}
        picked={picked.length}
        opened={starting}
        onClose={() => setStarting(false)}
        onStart={(exerciseIds) => change({ exerciseIds })}
      />
    </StaffPage>
  );
}

/** Picked exercises in their order; one that is no longer offered stays visible from the saved version. */
function pickedOf(
  ids: readonly string[],
  { draft, published }: AssessmentView,
  exercises: readonly ExerciseSummary[],
): ExerciseSummary[] {
  const known = new Map([...(published?.exercises ?? []), ...(draft?.exercises ?? []), ...exercises].map((one) => [one.id, one]));
  return ids.map((id) => known.get(id)).filter((one) => one !== undefined);
}

function versionLabel({ draft, published }: AssessmentView): string {
  if (draft) return `Version ${String(draft.number)}, draft`;
  return `Version ${String(published?.number ?? 1)}, published`;
}

function SaveState({ saver, assessment }: { saver: DraftSaver; assessment: AssessmentView }) {
  if (saver.error) {
    return (
      <Status tone="warn" icon="warning">
        Not saved
      </Status>
    );
  }
  const nothingToSave = saver.state === 'saved' && !assessment.draft;
  return (
    <span role="status">
      {nothingToSave ? (
        <Status icon="lock">Published: an edit starts the next version</Status>
      ) : saver.state === 'saved' ? (
        <Status tone="ok" icon="check">
          Saved
        </Status>
      ) : (
        <Status icon="ring" spin={saver.state === 'saving'}>
          Saving
        </Status>
      )}
    </span>
  );
}

function PublishButton({ assessment, revision, unmet }: { assessment: AssessmentView; revision: number | null; unmet: number }) {
  const client = useQueryClient();
  const publish = useMutation({
    mutationFn: (known: number) =>
      api(routes.assessments.publish, { params: { assessmentId: assessment.id }, body: { revision: known } }),
    onSuccess: async (published) => {
      client.setQueryData(assessmentQuery(assessment.id).queryKey, published);
      await client.invalidateQueries({ queryKey: assessmentsQuery().queryKey });
    },
  });
  if (!assessment.draft) return null;
  return (
    <>
      {publish.error && (
        <Status tone="bad" icon="warning" flow>
          {publish.error.message}
        </Status>
      )}
      <Button
        kind="primary"
        busy={publish.isPending && 'Publishing'}
        unavailable={unmet > 0 ? `${countOf(unmet, 'rule')} open` : revision === null && 'Saving first'}
        reasonAt={unmet > 0 ? 'beside' : 'description'}
        onClick={() => revision !== null && publish.mutate(revision)}
      >
        Publish version {assessment.draft.number}
      </Button>
    </>
  );
}
