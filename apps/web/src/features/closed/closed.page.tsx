import './closed.css';
import type { AttemptView, CandidateReport, Receipt } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../components/button.js';
import { CandidateHeader } from '../../components/candidate-header.js';
import { Card } from '../../components/card.js';
import { CodeView } from '../../components/code/code-view.js';
import { DevelopmentAssurance } from '../../components/development-assurance.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Status } from '../../components/tag.js';
import { endpointQuery } from '../../lib/endpoint-query.js';
import { receiptWords } from '../../lib/receipt-words.js';
import { localTime } from '../../lib/time.js';
import { LeftBehind } from './left-behind.js';

const resultQuery = () => endpointQuery(routes.attempts.result, {});

/** After the end: what was handed in, with its receipts, and what the assessment discloses. */
export function ClosedPage({ attempt }: { attempt: AttemptView }) {
  const { closed, company, assessment } = attempt;
  const result = useQuery({
    ...resultQuery(),
    refetchInterval: ({ state }) =>
      state.data?.exercises.some(({ receipt }) => receipt && receipt.state !== 'graded') ? 5_000 : false,
  });
  return (
    <div className="ps">
      <title>Handed in · Assay</title>
      <CandidateHeader company={company} />
      <main className="closed">
        <div>
          <h1 className="big">{closed?.how === 'deadline' ? 'The time is over' : 'You are done'}</h1>
          <p className="lead">
            {closed?.how === 'deadline'
              ? 'Everything that was saved has been handed in for you.'
              : 'Everything you handed in has arrived, and saved text was handed in with it.'}{' '}
            {company} will be in touch about {assessment.role}.
          </p>
          {closed && <p className="small muted">Ended {localTime(closed.at)}.</p>}
        </div>
        <LeftBehind attempt={attempt} />
        {result.error && (
          <ProblemNote error={result.error} actions={<Button onClick={() => void result.refetch()}>Try again</Button>} />
        )}
        {attempt.workspaces.map(({ id, title, receipt, latest }) => {
          const found = result.data?.exercises.find(({ exercise }) => exercise.id === id);
          return (
            <Card key={id} title={title} actions={<State receipt={found?.receipt ?? receipt} />}>
              <div className="col g4">
                <ReceiptFacts receipt={found?.receipt ?? receipt} />
                {found?.report && <Disclosed report={found.report} />}
                {latest && (
                  <details>
                    <summary className="small">Your files as saved last</summary>
                    {latest.files.map((file) => (
                      <div key={file.path} className="card filecard">
                        <h3 className="small mono">{file.path}</h3>
                        <CodeView code={file.content} path={file.path} />
                      </div>
                    ))}
                  </details>
                )}
              </div>
            </Card>
          );
        })}
        <p className="small muted">
          Two people rate what tests cannot, without seeing your name. The link of your invitation brings you back to these
          receipts. Something looks wrong? Tell the person who invited you and quote the receipt.
        </p>
      </main>
    </div>
  );
}

function State({ receipt }: { receipt: Receipt | null }) {
  if (!receipt) {
    return (
      <Status tone="unk" icon="minus">
        Nothing handed in
      </Status>
    );
  }
  const words = receiptWords(receipt.state);
  return <Status {...words}>{words.word}</Status>;
}

function ReceiptFacts({ receipt }: { receipt: Receipt | null }) {
  if (!receipt) {
    return <p className="small muted">No text of this exercise was saved before the end.</p>;
  }
  return (
    <dl className="kv small">
      <dt>Receipt</dt>
      <dd className="mono">{receipt.id}</dd>
      <dt>Content</dt>
      <dd className="mono">{receipt.hash}</dd>
      <dt>Received</dt>
      <dd>
        {localTime(receipt.receivedAt, undefined, { seconds: true })}
        {receipt.automatic && ', handed in for you at the end'}
      </dd>
    </dl>
  );
}

function Disclosed({ report }: { report: CandidateReport }) {
  if (report.verdict === 'judge-error') {
    return (
      <Status tone="acc" icon="retry" flow>
        Our fault: grading did not finish. We look after it; nothing counts against you.
      </Status>
    );
  }
  if (report.groups.length === 0) {
    return <p className="small muted">The results of the hidden tests are not shown for this exercise.</p>;
  }
  return (
    <ul className="plain col g1" aria-label="Groups of tests">
      {report.assurance && (
        <li>
          <DevelopmentAssurance />
        </li>
      )}
      {report.groups.map(({ title, passed }) => (
        <li key={title} className="row wrap small">
          <span className="group">{title}</span>
          <Status tone={passed ? 'ok' : 'bad'} icon={passed ? 'check' : 'cross'}>
            {passed ? 'All passed' : 'Not all passed'}
          </Status>
        </li>
      ))}
    </ul>
  );
}
