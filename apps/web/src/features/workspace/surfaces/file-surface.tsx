import type { AnswerForm, TextFile } from '@assay/contracts';
import { lazy, Suspense } from 'react';
import { Skeleton } from '../../../components/skeleton.js';
import type { Workbook } from '../workbook.js';
import type { Surface } from './surface.js';

const FormSurface = lazy(async () => ({ default: (await import('./form-surface.js')).FormSurface }));
const PlanSurface = lazy(async () => ({ default: (await import('./plan-surface.js')).PlanSurface }));
const DiffSurface = lazy(async () => ({ default: (await import('./diff-surface.js')).DiffSurface }));

export interface FileSurfaceProps {
  surface: Exclude<Surface, 'code' | 'markdown'>;
  path: string;
  workbook: Workbook;
  generation: number;
  forms: readonly AnswerForm[];
  /** What the exercise gave to begin with. */
  given: readonly TextFile[];
  readOnly: boolean;
  onEdit: () => void;
  onAsText: () => void;
}

/** A file in the surface of its kind, which comes with the first file that needs it. */
export function FileSurface(props: FileSurfaceProps) {
  return (
    <Suspense fallback={<Skeleton label={`Opening ${props.path}`} />}>
      <Chosen key={`${props.path} ${String(props.generation)}`} {...props} />
    </Suspense>
  );
}

function Chosen({ surface, path, workbook, forms, given, readOnly, onEdit, onAsText }: FileSurfaceProps) {
  const form = forms.find(({ answers }) => answers === path);
  const text = workbook.text(path);
  if (surface === 'plan') return <PlanSurface path={path} text={text} />;
  if (surface === 'diff') return <DiffSurface path={path} text={text} />;
  return form ? (
    <FormSurface
      form={form}
      text={text}
      files={given}
      readOnly={readOnly}
      onText={(next) => {
        workbook.rewrite(path, next);
        onEdit();
      }}
      onAsText={onAsText}
    />
  ) : null;
}
