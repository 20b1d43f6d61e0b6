import type { EvidenceKind, ExerciseSummary } from '@assay/contracts';
import type { Blueprint, CompetencyCoverage, PublishRule } from '@assay/domain';
import { Note } from '../../components/note.js';
import { Status } from '../../components/tag.js';

interface CoveragePanelProps {
  coverage: readonly CompetencyCoverage[];
  /** The same with the exercise that is pointed at. */
  previewed: readonly CompetencyCoverage[] | null;
  preview: ExerciseSummary | null;
  blueprint: Blueprint | null;
  rules: readonly PublishRule[];
  /** Of the sitting, the previewed exercise included. */
  minutes: number;
  most: number;
}

/** Right: minutes of evidence per competency against what is needed, and what stands before publishing. */
export function CoveragePanel({ coverage, previewed, preview, blueprint, rules, minutes, most }: CoveragePanelProps) {
  const scale = Math.max(60, ...(previewed ?? coverage).map((one) => Math.max(one.minutes, one.needed ?? 0)));
  return (
    <aside className="bl-cov" aria-label="Coverage" data-region tabIndex={0}>
      <div className="row">
        <h2>Coverage</h2>
        <span className="sp" />
        <span className="tiny muted">updates as you edit</span>
      </div>
      <p className="small">
        <strong>{verdictOf(coverage)}</strong>{' '}
        <span className="muted">
          {weightOf(coverage)}{' '}
          {blueprint ? `Needs are those of the blueprint “${blueprint.title}”.` : 'No blueprint of the role fits yet.'}
        </span>
      </p>
      {coverage.length > 0 && (
        <table className="t cvt">
          <thead>
            <tr>
              <th scope="col">Competency</th>
              <th scope="col">Minutes</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {coverage.map((one) => (
              <CoverageRow
                key={one.competency}
                one={one}
                scale={scale}
                withPreview={previewed?.find((other) => other.competency === one.competency) ?? one}
              />
            ))}
          </tbody>
        </table>
      )}
      <div className="row wrap tiny muted g3" aria-hidden="true">
        <span className="row g1">
          <i className="lgk b" />
          in the assessment
        </span>
        <span className="row g1">
          <i className="lgk gh" />
          previewed
        </span>
        <span className="row g1">
          <i className="lgk tk" />
          needed
        </span>
      </div>
      {preview && (
        <Note tone="acc" icon="eye" fact={`Preview: ${preview.title}, ${String(preview.minutes)} min.`}>
          {minutes > most
            ? `It would make the sitting ${String(minutes)} min, ${String(minutes - most)} too many.`
            : `The sitting would take ${String(minutes)} of ${String(most)} min.`}
        </Note>
      )}
      <div className="col g1">
        <h3>Before publishing</h3>
        <ul className="plain col small pb">
          {rules.map(({ rule, met, sentence }) => (
            <li key={rule}>
              <Status tone={met ? 'ok' : 'warn'} icon={met ? 'check' : 'warning'} flow>
                {sentence}
              </Status>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}

function CoverageRow({ one, withPreview, scale }: { one: CompetencyCoverage; withPreview: CompetencyCoverage; scale: number }) {
  const share = (minutes: number): string => `${String((100 * minutes) / scale)}%`;
  const more = withPreview.minutes - one.minutes;
  const need = one.needed === null ? '' : ` of at least ${String(one.needed)}`;
  return (
    <tr>
      <th scope="row">
        <span className="faint">{one.competency}</span> {one.name}
        <span className="tiny muted blk cvw">
          Weight {percent(one.weight)}
          {one.minutes > 0 && `, evidence ${percent(one.share)}`}
        </span>
        {withPreview.evidence !== null && <span className="tiny muted blk cvw">{evidenceWords[withPreview.evidence]}</span>}
      </th>
      <td>
        <span className="cvn">
          <b>{one.minutes}</b> <span className="muted">{one.needed === null ? 'min' : `of ${String(one.needed)} min`}</span>
        </span>
        {(withPreview.minutes > 0 || one.needed !== null) && (
          <div
            className="cv"
            role="img"
            aria-label={`${String(one.minutes)} minutes${need}${more > 0 ? `, ${String(more)} more with the previewed exercise` : ''}`}
          >
            <i className="b" style={{ width: share(one.minutes) }} />
            {more > 0 && <i className="gh" style={{ left: share(one.minutes), width: share(more) }} />}
            {one.needed !== null && <u style={{ left: share(one.needed) }} />}
          </div>
        )}
      </td>
      <td className="nowrap">
        <CoverageState one={one} />
      </td>
    </tr>
  );
}

function CoverageState({ one }: { one: CompetencyCoverage }) {
  if (one.needed === null) return one.minutes > 0 ? <Status icon="plus">Extra</Status> : <Status icon="minus">Not asked</Status>;
  if (one.met) {
    return (
      <Status tone="ok" icon="check">
        Met
      </Status>
    );
  }
  return (
    <Status tone="warn" icon="warning">
      {one.short} min short
    </Status>
  );
}

function verdictOf(coverage: readonly CompetencyCoverage[]): string {
  const asked = coverage.filter(({ needed }) => needed !== null);
  const met = asked.filter((one) => one.met).length;
  if (asked.length === 0) {
    const covered = coverage.filter(({ minutes }) => minutes > 0).length;
    return covered === 0
      ? 'No competency has evidence yet.'
      : `${String(covered)} of ${String(coverage.length)} competencies have evidence.`;
  }
  return met === asked.length
    ? 'Every competency asked for is met.'
    : `${String(met)} of ${String(asked.length)} competencies are met.`;
}

const evidenceWords: Record<EvidenceKind, string> = {
  automatic: 'Graded automatically',
  rubric: 'By rubric only',
  both: 'Automatically and by rubric',
};

function percent(share: number): string {
  return `${String(Math.round(share))} %`;
}

/** How much of the role the picked exercises say something about. */
function weightOf(coverage: readonly CompetencyCoverage[]): string {
  const covered = coverage.filter(({ minutes }) => minutes > 0);
  if (covered.length === 0) return '';
  return `What has evidence carries ${percent(covered.reduce((sum, { weight }) => sum + weight, 0))} of the role’s weight.`;
}
