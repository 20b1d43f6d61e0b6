import type { ExerciseWorkspace, GradingAvailability } from '@assay/contracts';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { AnsiText } from '../../components/ansi-text.js';
import { DevelopmentAssurance } from '../../components/development-assurance.js';
import { Note } from '../../components/note.js';
import { TabBar, TabPanel } from '../../components/tabs.js';
import { Status, Tag } from '../../components/tag.js';
import { localTime, shortDuration } from '../../lib/time.js';
import { GradingNote } from './grading-note.js';
import { OurFault } from './our-fault.js';
import { isOurFault, isUnderWay, runWords } from './run-words.js';
import { TestResults } from './test-results.js';

export interface ResultsPanelProps {
  exercise: ExerciseWorkspace;
  /** "Saving" and "Asking" before the run is known to the server. */
  starting: boolean;
  grading: GradingAvailability | null;
  /** What stopped Run or Submit. */
  problem: ReactNode;
  creditSeconds: number;
  /** Opens a visible test in the editor. */
  onOpenTest: (stem: string, test: string) => void;
}

type Part = 'tests' | 'output';

/** What the visible tests said, and what the program wrote. */
export function ResultsPanel(props: ResultsPanelProps) {
  const { exercise, starting, grading, problem, creditSeconds, onOpenTest } = props;
  const [part, setPart] = useState<Part>('tests');
  const run = exercise.lastRun;
  const words = run ? runWords(run) : null;
  const spoken = starting ? 'Starting the run.' : run && words ? `Visible tests: ${words.word}.` : '';
  return (
    <section className="p-res" aria-label="Results" data-region="results" tabIndex={-1}>
      <h2 className="sr">Results</h2>
      <TabBar
        id="results"
        label="Results"
        value={part}
        onChange={setPart}
        tabs={[
          { value: 'tests', label: 'Tests', badge: words && !starting && <Tag tone={words.tone}>{words.word}</Tag> },
          { value: 'output', label: 'Output' },
        ]}
        end={<HandedIn exercise={exercise} />}
      />
      <span className="sr" role="status">
        {spoken}
      </span>
      <TabPanel id="results" value={part} className="scroll resb" focusable={!run?.report}>
        {problem && <div className="faultp">{problem}</div>}
        {grading && grading.state !== 'available' && grading.state !== 'unknown' && (
          <div className="faultp">
            <GradingNote grading={grading} />
          </div>
        )}
        {run?.report?.assurance && <DevelopmentAssurance />}
        {part === 'tests' ? (
          <TestsPart exercise={exercise} starting={starting} creditSeconds={creditSeconds} onOpenTest={onOpenTest} />
        ) : (
          <OutputPart exercise={exercise} />
        )}
      </TabPanel>
    </section>
  );
}

function HandedIn({ exercise: { receipt, runsLeft, hasVisibleTests } }: { exercise: ExerciseWorkspace }) {
  if (receipt) {
    return (
      <span className="vis">
        <Status tone="ok" icon="check">
          Handed in {localTime(receipt.receivedAt)}
        </Status>
      </span>
    );
  }
  if (!hasVisibleTests) return null;
  return (
    <span className="small muted vis">
      {runsLeft < 10 ? `${String(runsLeft)} runs left. ` : 'Visible tests only. '}Hidden tests run when you submit.
    </span>
  );
}

type TestsPartProps = Pick<ResultsPanelProps, 'exercise' | 'starting' | 'creditSeconds' | 'onOpenTest'>;

function TestsPart({ exercise, starting, creditSeconds, onOpenTest }: TestsPartProps) {
  const run = exercise.lastRun;
  if (starting) {
    return <Waiting words="Saving your text and starting the run" />;
  }
  if (!exercise.hasVisibleTests) {
    return <p className="faultp small muted">Nothing is run here. Your answers are looked at when you have submitted them.</p>;
  }
  if (!run) {
    return (
      <p className="faultp small muted">
        Nothing has run yet. <strong>Run</strong> saves your text and runs the visible tests in a sandbox; it is never scored.
      </p>
    );
  }
  if (isOurFault(run)) {
    return <OurFault run={run} revision={exercise.latest?.revision ?? null} creditSeconds={creditSeconds} />;
  }
  if (isUnderWay(run) || !run.report) {
    const queued = run.state === 'received' || run.state === 'queued';
    return <Waiting words={queued ? 'Waiting for a sandbox' : 'Running the visible tests'} since={run.requestedAt} />;
  }
  const { report } = run;
  return (
    <>
      {report.fault && (
        <div className="faultp">
          <Note tone="bad" fact="Your files could not be loaded.">
            <pre className="block faulttext" tabIndex={0}>
              <AnsiText>{report.fault.message}</AnsiText>
            </pre>
          </Note>
        </div>
      )}
      {report.cases.length === 0 && !report.fault && (
        <p className="faultp small muted">This exercise has no visible tests. What you save and submit is what counts.</p>
      )}
      {report.cases.length > 0 && <TestResults key={run.id} cases={report.cases} onOpenTest={onOpenTest} />}
    </>
  );
}

function Waiting({ words, since }: { words: string; since?: string }) {
  return (
    <p className="faultp row g4">
      <Status tone="acc" icon="ring" spin>
        {words}
      </Status>
      {since && <span className="small muted">Started {localTime(since, undefined, { seconds: true })}</span>}
    </p>
  );
}

function OutputPart({ exercise: { lastRun } }: { exercise: ExerciseWorkspace }) {
  const report = lastRun?.report;
  if (!report) {
    return <p className="faultp small muted">What your program writes appears here after a run.</p>;
  }
  return (
    <div className="faultp wide col">
      {report.usage && (
        <p className="small muted">
          CPU {shortDuration(report.usage.cpuMs)}, {shortDuration(report.usage.wallMs)} in all
          {report.usage.peakMemoryMb !== null && `, ${String(Math.round(report.usage.peakMemoryMb))} MB at most`}
        </p>
      )}
      {report.limitsHit.length > 0 && (
        <Note tone="warn" fact="A limit was reached:">
          {report.limitsHit.map((limit) => limitWords[limit]).join(', ')}.
        </Note>
      )}
      {report.output ? (
        <pre className="block" tabIndex={0}>
          <AnsiText>{report.output}</AnsiText>
        </pre>
      ) : (
        <p className="small muted">Your program wrote nothing outside the tests.</p>
      )}
    </div>
  );
}

const limitWords = {
  cpu: 'CPU time of the run',
  wall: 'time of the run',
  call: 'time of one call',
  memory: 'memory',
  output: 'length of the output',
  pids: 'number of processes',
} as const;
