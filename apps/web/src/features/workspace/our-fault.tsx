import type { RevisionView, TrialRunView } from '@assay/contracts';
import { Icon } from '../../components/icon.js';
import { Note } from '../../components/note.js';
import { Status } from '../../components/tag.js';
import { duration, localTime } from '../../lib/time.js';

export interface OurFaultProps {
  run: TrialRunView;
  revision: RevisionView | null;
  creditSeconds: number;
}

/** A grading machine failed: whose fault, what is safe, what happens next. Never the word "failed" for the person's work. */
export function OurFault({ run, revision, creditSeconds }: OurFaultProps) {
  const again = run.state === 'retrying';
  return (
    <div className="faultp">
      <Note tone="acc" fact={again ? 'Our fault, retrying.' : 'Our fault.'}>
        A grading machine stopped before your run finished. Your code is saved and nothing counts against you.
        {again ? (
          <span className="row wrap g4 faultline">
            <Status tone="acc" icon="ring" spin>
              It starts again by itself
            </Status>
            <span className="muted">Started {localTime(run.requestedAt, undefined, { seconds: true })}</span>
          </span>
        ) : (
          ' Press Run to start it again.'
        )}
      </Note>
      <ul className="plain col faultlist small">
        {revision && (
          <li className="row">
            <span className="t-ok">
              <Icon name="check" small />
            </span>
            Your code reached us and is stored
            <span className="sp" />
            <span className="faint mono">
              rev {revision.seq} · {revision.hash.slice(0, 8)}
            </span>
          </li>
        )}
        {creditSeconds > 0 && (
          <li className="row">
            <span className="t-ok">
              <Icon name="check" small />
            </span>
            {duration(creditSeconds * 1_000)} given back to your clock
          </li>
        )}
        {again && (
          <li className="row">
            <span className="muted">
              <Icon name="ring" small spin />
            </span>
            Waiting for another machine
          </li>
        )}
      </ul>
      <p className="small muted faultlist">You can keep typing.</p>
    </div>
  );
}
