import { countOf } from '@assay/domain';
import type { Evidence, GradingReport, ReviewView } from '@assay/contracts';
import { useState } from 'react';
import { Button } from '../../components/button.js';
import { DevelopmentAssurance } from '../../components/development-assurance.js';
import { Keys } from '../../components/kbd.js';
import { Note } from '../../components/note.js';
import type { StatusProps } from '../../components/tag.js';
import { Status, Tag } from '../../components/tag.js';
import { casesToShow, isCited, testName } from './evidence.js';

type CaseOutcome = GradingReport['cases'][number]['outcome'];

const outcomes: Record<CaseOutcome, Pick<StatusProps, 'tone' | 'icon'> & { word: string }> = {
  passed: { tone: 'ok', icon: 'check', word: 'Passed' },
  failed: { tone: 'bad', icon: 'cross', word: 'Failed' },
  'time-limit': { tone: 'warn', icon: 'clock', word: 'Time limit' },
  'memory-limit': { tone: 'warn', icon: 'warning', word: 'Memory limit' },
  'output-limit': { tone: 'warn', icon: 'warning', word: 'Output limit' },
  crashed: { tone: 'bad', icon: 'cross', word: 'Crashed' },
  'not-run': { icon: 'minus', word: 'Not run' },
};

interface TestsPanelProps {
  grading: ReviewView['grading'];
  cited: readonly Evidence[];
  readOnly: boolean;
  selected: string | null;
  onSelect: (caseId: string) => void;
  onCite: (caseId: string) => void;
}

/** Below the code: what the tests say, failures first. */
export function TestsPanel({ grading, cited, readOnly, selected, onSelect, onCite }: TestsPanelProps) {
  const [all, setAll] = useState(false);
  const { report } = grading;
  if (report === null || report.verdict === 'judge-error') {
    return (
      <section className="dk-tests" aria-labelledby="tests-title" data-region>
        <h2 className="h3" id="tests-title" tabIndex={-1}>
          Tests
        </h2>
        <Note tone="acc" fact="The tests have not spoken yet.">
          {grading.state === 'needs-attention'
            ? 'Our grading failed several times; somebody is told.'
            : 'Grading is our part and still under way.'}{' '}
          You can rate already and cite tests later.
        </Note>
      </section>
    );
  }
  const cases = casesToShow(report);
  const failed = cases.filter(({ outcome }) => outcome !== 'passed');
  const shown = all ? cases : failed.slice(0, 4);
  return (
    <section className="dk-tests" aria-labelledby="tests-title" data-region>
      <div className="row wrap hd">
        <h2 className="h3" id="tests-title" tabIndex={-1}>
          Tests
        </h2>
        <strong className="small">
          {cases.length - failed.length} of {cases.length} passed
        </strong>
        <span className="small muted">in {countOf(report.groups.length, 'group')}</span>
        {report.runtime.assurance === 'development' && <DevelopmentAssurance />}
        <span className="sp" />
        {!readOnly && (
          <span className="tiny muted row g1" aria-hidden="true">
            <Keys of="e" hidden /> cite the selected line or test
          </span>
        )}
        <Button kind="quiet" size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `All ${String(cases.length)}`}
        </Button>
      </div>
      {report.fault && <Note tone="bad" fact={report.fault.message} />}
      {shown.length > 0 && (
        <div className="dk-cases" role="region" aria-label="Test results" tabIndex={0}>
          <table className="t rows">
            <thead className="sr">
              <tr>
                <th scope="col">Result</th>
                <th scope="col">Test</th>
                <th scope="col">What happened</th>
                <th scope="col">Requirement</th>
                <th scope="col">Cite</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((one) => (
                <tr key={`${one.group} ${one.id}`} aria-selected={selected === one.id ? true : undefined}>
                  <td>
                    <Outcome outcome={one.outcome} />
                  </td>
                  <th scope="row">
                    <button type="button" className="aslink mono" onClick={() => onSelect(one.id)}>
                      {testName(one.id)}
                    </button>
                  </th>
                  <td className="said">{one.message?.split('\n')[0]}</td>
                  <td className="nowrap">{one.requirements.join(', ')}</td>
                  <td className="num">
                    {isCited(cited, one.id) ? (
                      <Tag tone="acc" icon="link">
                        cited
                      </Tag>
                    ) : (
                      !readOnly && (
                        <Button
                          kind="quiet"
                          size="sm"
                          icon="link"
                          aria-label={`Cite ${testName(one.id)}`}
                          onClick={() => onCite(one.id)}
                        >
                          Cite
                        </Button>
                      )
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Outcome({ outcome }: { outcome: CaseOutcome }) {
  const { word, ...look } = outcomes[outcome];
  return <Status {...look}>{word}</Status>;
}
