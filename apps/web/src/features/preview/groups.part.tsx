import type { ExercisePreview } from '@assay/contracts';
import { countOf } from '@assay/domain';
import { Status } from '../../components/tag.js';

/** The groups of tests with what they weigh, and the names of their tests; the code of hidden ones stays where it is. */
export function GroupsPart({ exercise: { manifest, testIds } }: { exercise: ExercisePreview }) {
  return (
    <div className="pvtext wide col g4">
      <h2>Groups of tests</h2>
      {manifest.groups.map((group) => {
        const names = testIds[group.id] ?? [];
        const evidence = group.evidence.map(({ competency }) => competency).join(', ');
        return (
          <section key={group.id} className="card pvcard" aria-label={group.title}>
            <div className="row wrap">
              <h3>{group.title}</h3>
              <span className="sp" />
              {group.visibility === 'hidden' ? (
                <Status icon="eye-off">Hidden from candidates</Status>
              ) : (
                <Status icon="eye">Shown to candidates</Status>
              )}
            </div>
            <p className="small muted">
              Harness {group.harness}, {countOf(group.weight, 'point')}
              {evidence !== '' && `, evidence for ${evidence}`}
            </p>
            {names.length > 0 && (
              <details>
                <summary className="small">{countOf(names.length, 'case')}</summary>
                <ul className="plain pvnames mono tiny">
                  {names.map((name) => (
                    <li key={name}>{name}</li>
                  ))}
                </ul>
              </details>
            )}
          </section>
        );
      })}
    </div>
  );
}
