import type { ExercisePreview, Level } from '@assay/contracts';
import { Tag } from '../../components/tag.js';

const levels: readonly Level[] = [1, 2, 3, 4];

/** The criteria with their four anchors and examples. */
export function RubricPart({ rubric }: { rubric: ExercisePreview['rubric'] }) {
  return (
    <div className="pvtext wide col g4">
      <h2>Rubric, version {rubric.version}</h2>
      {rubric.criteria.map((criterion) => (
        <section key={criterion.id} className="card pvcard" aria-label={criterion.title}>
          <div className="row wrap">
            <h3>{criterion.title}</h3>
            <Tag tone="plain">{criterion.competency}</Tag>
          </div>
          <p className="small muted">{criterion.question}</p>
          <dl className="pvlevels small">
            {levels.map((level) => (
              <div key={level}>
                <dt>Level {level}</dt>
                <dd>
                  {criterion.anchors[level]}
                  <span className="blk muted">Example: {criterion.examples[level]}</span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
