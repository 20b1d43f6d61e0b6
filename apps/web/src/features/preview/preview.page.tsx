import './preview.css';
import type { ExercisePreview } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { ButtonLink } from '../../components/button.js';
import { Markdown } from '../../components/markdown.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Skeleton } from '../../components/skeleton.js';
import type { TabItem } from '../../components/tabs.js';
import { TabBar, TabPanel } from '../../components/tabs.js';
import { Status, Tag } from '../../components/tag.js';
import { endpointQuery } from '../../lib/endpoint-query.js';
import { useMay } from '../../lib/session.js';
import { StaffPage } from '../../lib/staff-page.js';
import { GroupsPart } from './groups.part.js';
import { KeysPart } from './keys.part.js';
import { RubricPart } from './rubric.part.js';

const previewQuery = (exerciseId: string) => endpointQuery(routes.exercises.preview, { params: { exerciseId } });

/** The candidate's surfaces, which another feature has. */
export type Desk = ComponentType<{ workspace: { id: string } & Pick<ExercisePreview, 'files' | 'forms'> & { kind: Kind } }>;
type Kind = ExercisePreview['manifest']['kind'];

type Part = 'task' | 'work' | 'tests' | 'rubric' | 'key';

/** One exercise version as its candidates meet it, with what staff may see beside it. */
export function PreviewPage({ Desk: Surfaces }: { Desk: Desk }) {
  const { exerciseId = '' } = useParams();
  const [search] = useSearchParams();
  const preview = useQuery(previewQuery(exerciseId));
  const from = search.get('from');
  const exercise = preview.data;
  const back = from === null ? '/assessments' : `/assessments/${from}`;
  return (
    <StaffPage
      crumbs={[
        { label: 'Assessments', to: '/assessments' },
        ...(from === null ? [] : [{ label: 'Builder', to: back }]),
        { label: exercise ? exercise.manifest.title : 'Preview' },
      ]}
      mainClass="main pv"
      state={<Status icon="eye">Preview: nothing is saved</Status>}
      actions={
        <ButtonLink to={back} icon="undo">
          Back
        </ButtonLink>
      }
    >
      {preview.error && <ProblemNote error={preview.error} />}
      {preview.isPending && <Skeleton label="Loading the exercise" />}
      {exercise && <Parts exercise={exercise} Surfaces={Surfaces} />}
    </StaffPage>
  );
}

function Parts({ exercise, Surfaces }: { exercise: ExercisePreview; Surfaces: Desk }) {
  const [search, setSearch] = useSearchParams();
  const { manifest } = exercise;
  const mayKeys = useMay()('answer-keys.read');
  const keyed = manifest.groups.some(({ harness }) => harness === 'keyed');
  const tabs: TabItem<Part>[] = [
    { value: 'task', label: 'Task' },
    { value: 'work', label: 'Workspace' },
    { value: 'tests', label: 'Tests' },
    { value: 'rubric', label: 'Rubric' },
    ...(mayKeys && keyed ? [{ value: 'key' as const, label: 'Answer key', icon: 'lock' as const }] : []),
  ];
  const part = tabs.find(({ value }) => value === search.get('part'))?.value ?? 'task';
  const show = (next: Part): void =>
    setSearch(
      (current) => {
        const changed = new URLSearchParams(current);
        changed.set('part', next);
        return changed;
      },
      { replace: true },
    );
  return (
    <>
      <h1 className="sr">Preview of {manifest.title}</h1>
      <TabBar id="preview" label="Parts of the exercise" tabs={tabs} value={part} onChange={show} />
      <TabPanel id="preview" value={part} className={part === 'work' ? 'pvwork' : 'pvpart'} focusable={part !== 'work'}>
        {part === 'task' && <TaskPart exercise={exercise} />}
        {part === 'work' && (
          <Surfaces
            workspace={{
              id: exercise.id,
              kind: manifest.kind,
              files: exercise.files,
              ...(exercise.forms && { forms: exercise.forms }),
            }}
          />
        )}
        {part === 'tests' && <GroupsPart exercise={exercise} />}
        {part === 'rubric' && <RubricPart rubric={exercise.rubric} />}
        {part === 'key' && <KeysPart exercise={exercise} />}
      </TabPanel>
    </>
  );
}

function TaskPart({ exercise: { manifest, statement } }: { exercise: ExercisePreview }) {
  return (
    <div className="pvtext">
      <p className="row wrap">
        <Tag tone="plain">{manifest.code}</Tag>
        <Tag tone="plain">version {manifest.version}</Tag>
        <Tag tone="plain" icon="clock">
          about {manifest.minutes} min
        </Tag>
      </p>
      <Markdown>{statement}</Markdown>
    </div>
  );
}
