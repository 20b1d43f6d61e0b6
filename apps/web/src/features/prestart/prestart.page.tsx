import './prestart.css';
import type { AttemptView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.js';
import { CandidateHeader } from '../../components/candidate-header.js';
import { Checkbox } from '../../components/field.js';
import { Icon } from '../../components/icon.js';
import { Markdown } from '../../components/markdown.js';
import { Note } from '../../components/note.js';
import { ProblemNote } from '../../components/problem-note.js';
import { api } from '../../lib/api.js';
import { storeAttempt } from '../../lib/attempt.js';
import { count, localTime } from '../../lib/time.js';
import { aiPolicy } from './ai-policy.js';
import { RecordedTable } from './recorded-table.js';
import { StartChecks } from './start-checks.js';

export interface PrestartPageProps {
  attempt: AttemptView;
  /** The person is here: a good moment to fetch the workspace. */
  onReading: () => void;
}

/** All that a candidate should know before the clock starts. */
export function PrestartPage({ attempt, onReading }: PrestartPageProps) {
  const { assessment, candidate, company, exercises } = attempt;
  useEffect(onReading, [onReading]);
  return (
    <div className="ps">
      <title>Before you start · Assay</title>
      <CandidateHeader company={company} />
      <main className="psgrid">
        <div className="psmain">
          <p className="small muted">Invitation for {candidate.name}</p>
          <h1 className="big">{assessment.role}</h1>
          <p className="lead">
            {capitalised(count(exercises.length, 'exercise'))} like the work itself. Hidden tests check behaviour; two people rate
            what tests cannot, without seeing your name.
          </p>
          <section aria-labelledby="what">
            <h2 id="what">What you will do</h2>
            <ol className="plain exl">
              {exercises.map((exercise, index) => (
                <li key={exercise.id}>
                  <span className="n" aria-hidden="true">
                    {index + 1}
                  </span>
                  <div>
                    <strong>{exercise.title}</strong>
                    <span className="muted small">{exercise.summary}</span>
                  </div>
                  <span className="small muted nowrap">about {exercise.minutes} min</span>
                </li>
              ))}
            </ol>
            <p className="small muted">
              {exercises.length > 1 ? 'Any order. The minutes are a guide: only the total counts.' : 'The minutes are a guide.'}
            </p>
          </section>
          <section aria-labelledby="rules">
            <h2 id="rules">Rules</h2>
            <Rules />
            {assessment.rules.trim() !== '' && (
              <div className="small own">
                <Markdown>{assessment.rules}</Markdown>
              </div>
            )}
            <Note icon="star" fact={aiPolicy(exercises)}>
              Where they are allowed, say in a comment how you used one; it does not change the score.
            </Note>
          </section>
          <section aria-labelledby="recorded">
            <h2 id="recorded">What we record, and for how long</h2>
            <RecordedTable company={company} months={attempt.retentionMonths} />
          </section>
        </div>
        <StartCard attempt={attempt} />
      </main>
    </div>
  );
}

function Rules() {
  return (
    <div className="two">
      <div>
        <h3 className="row">
          <Icon name="check" />
          Fine
        </h3>
        <ul className="small">
          <li>Python docs, search, your own notes</li>
          <li>Your own editor: paste in at any time</li>
          <li>Leaving the tab. It is never a penalty</li>
        </ul>
      </div>
      <div>
        <h3 className="row">
          <Icon name="cross" />
          Not in this one
        </h3>
        <ul className="small">
          <li>Help from another person</li>
          <li>Sharing the exercises afterwards</li>
        </ul>
      </div>
    </div>
  );
}

function StartCard({ attempt }: { attempt: AttemptView }) {
  const { company, minutes, minutesGranted, timeFactor, linkExpiresAt } = attempt;
  const [read, setRead] = useState(false);
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: () => api(routes.attempts.start, { body: { rulesAccepted: true } }),
    onSuccess: (running) => storeAttempt(client, running),
  });
  const total = Math.round(minutesGranted * 100) / 100;
  return (
    <aside className="pscard card" aria-labelledby="start-title">
      <div className="body col g4">
        <div>
          <h2 id="start-title" className="row">
            <span className="bignum">{total}</span> minutes, one sitting
          </h2>
          {timeFactor !== 1 && (
            <p className="small muted">
              {minutes} minutes plus your extra time ({timeFactor}×)
            </p>
          )}
        </div>
        <StartChecks />
        <hr />
        <Checkbox label="I have read the rules and what is recorded." checked={read} onChange={setRead} />
        <div>
          <Button
            kind="primary"
            size="lg"
            full
            busy={start.isPending && 'Starting'}
            unavailable={!read && 'Tick that you have read the rules'}
            onClick={() => start.mutate()}
          >
            Start, {total} minutes
          </Button>
          {!read && (
            <p className="hint why" aria-hidden="true">
              Tick the box above first.
            </p>
          )}
        </div>
        {start.error && <ProblemNote error={start.error}>The clock has not started unless this page says so.</ProblemNote>}
        <p className="small muted">
          The clock starts when you press Start, not before. Your link works until {localTime(linkExpiresAt)}.
        </p>
        <hr />
        <div className="col g1">
          <h3>Need an adjustment?</h3>
          <p className="small muted">
            Extra time is set by {company}, before or during: ask the person who invited you. Raters never see it.
          </p>
        </div>
        <div className="col g1">
          <h3>If something breaks</h3>
          <p className="small muted">
            Work is saved as you type, also offline. If we fail, your minutes come back. At the end, whatever is saved is handed
            in for you.
          </p>
        </div>
      </div>
    </aside>
  );
}

const words = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

/** "Three exercises" at the start of a sentence. */
function capitalised(counted: string): string {
  return counted.replace(/^\d+/, (digits) => words[Number(digits)] ?? digits);
}
