import type { ExercisePreview, KeyEntry } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { countOf } from '@assay/domain';
import { useQuery } from '@tanstack/react-query';
import { InlineCode } from '../../components/inline-code.js';
import { Note } from '../../components/note.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Skeleton } from '../../components/skeleton.js';
import { keyLines, labelsOf, readable } from '../../lib/answer-words.js';
import { endpointQuery } from '../../lib/endpoint-query.js';

/** What is right, group by group. */
export function KeysPart({ exercise: { id: exerciseId, manifest, forms = [] } }: { exercise: ExercisePreview }) {
  const loaded = useQuery(endpointQuery(routes.exercises.keys, { params: { exerciseId } }));
  const keys = loaded.data?.keys ?? {};
  return (
    <div className="pvtext wide col g4">
      <h2>Answer key</h2>
      <Note icon="lock" fact="Candidates never see this.">
        It is shown to authors and raters only.
      </Note>
      {loaded.error && <ProblemNote error={loaded.error} />}
      {loaded.isPending && <Skeleton label="Loading the key" />}
      {manifest.groups.map((group) => {
        const form = forms.find(({ answers }) => answers === group.answers);
        return keys[group.id]?.entries.map((entry) => {
          const field = form?.fields.find(({ id }) => id === entry.id) ?? null;
          const label = field?.label ?? readable(entry.id);
          return (
            <section key={`${group.id} ${entry.id}`} className="card pvcard" aria-label={label}>
              <div className="row wrap">
                <h3>
                  <InlineCode>{label}</InlineCode>
                </h3>
                <span className="sp" />
                <span className="small muted">{countOf(pointsOf(entry), 'point')}</span>
              </div>
              <ul className="plain">
                {keyLines(entry, labelsOf(field)).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
              {entry.kind === 'findings' && <Places entry={entry} />}
            </section>
          );
        });
      })}
    </div>
  );
}

function Places({ entry: { defects, decoys } }: { entry: Extract<KeyEntry, { kind: 'findings' }> }) {
  return (
    <ul className="plain small pvnames">
      {defects.map(({ id, file, from, to, categories }) => (
        <li key={id}>
          {readable(id)}, <span className="mono tiny">{placeOf({ file, from, to })}</span> ({categories.join(', ')})
        </li>
      ))}
      {decoys.map(({ file, from, to }) => (
        <li key={`${file} ${String(from)}`} className="muted">
          Decoy, <span className="mono tiny">{placeOf({ file, from, to })}</span>
        </li>
      ))}
    </ul>
  );
}

function placeOf({ file, from, to }: { file: string; from: number; to: number }): string {
  return `${file} ${from === to ? String(from) : `${String(from)}–${String(to)}`}`;
}

function pointsOf(entry: KeyEntry): number {
  const sum = (points: readonly number[]): number => points.reduce((all, one) => all + one, 0);
  switch (entry.kind) {
    case 'judgement':
      return entry.best.points + entry.worst.points;
    case 'findings':
      return entry.restraint.points + sum(entry.defects.map(({ points, severity }) => points + (severity?.points ?? 0)));
    case 'alert':
      return sum(entry.recordings.map(({ points }) => points));
    default:
      return entry.points;
  }
}
