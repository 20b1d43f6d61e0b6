import type { Evidence } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { CodeView } from '../../components/code/code-view.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Skeleton } from '../../components/skeleton.js';
import { Status } from '../../components/tag.js';
import { linesQuery } from './compare.queries.js';

interface CitedEvidenceProps {
  evidence: readonly Evidence[];
  loopId: string;
  candidateId: string;
  submissionId: string | null;
}

/** The lines and tests that a rating cites, in full. */
export function CitedEvidence({ evidence, ...place }: CitedEvidenceProps) {
  return evidence.map((one, index) => <Cited key={index} one={one} {...place} />);
}

function Cited({ one, submissionId, ...place }: Omit<CitedEvidenceProps, 'evidence'> & { one: Evidence }) {
  if (one.kind === 'test') {
    return (
      <p className="row small top">
        <Status icon="flask">Test</Status>
        <span className="wraps mono">{one.caseId}</span>
      </p>
    );
  }
  const range = one.kind === 'lines' ? { from: one.from, to: one.to } : { from: one.line, to: one.line };
  return (
    <>
      {submissionId !== null && <Lines {...place} submissionId={submissionId} path={one.path} {...range} />}
      {one.kind === 'note' && <p className="small">“{one.text}”</p>}
    </>
  );
}

interface LinesProps {
  loopId: string;
  candidateId: string;
  submissionId: string;
  path: string;
  from: number;
  to: number;
}

function Lines({ loopId, candidateId, submissionId, path, from, to }: LinesProps) {
  const lines = useQuery({
    ...linesQuery({ loopId, candidateId }, { submissionId, path, from, to }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (lines.error) return <ProblemNote error={lines.error} />;
  if (!lines.data) return <Skeleton label="Loading the cited lines" lines={2} />;
  return (
    <figure className="snip">
      <figcaption className="tiny muted">
        {path}, {from === to ? `line ${String(from)}` : `lines ${String(from)}–${String(to)}`}
      </figcaption>
      <CodeView code={lines.data.lines.join('\n')} path={path} firstLine={lines.data.from} />
    </figure>
  );
}
