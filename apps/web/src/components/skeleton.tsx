import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';

/** Shows its children only when the wait is long enough to notice. */
export function Delayed({ afterMs = 300, children }: { afterMs?: number; children: ReactNode }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return late ? children : null;
}

export interface SkeletonProps {
  /** What is being loaded, for a screen reader: "Loading the assessments". */
  label: string;
  lines?: number;
}

const widths = ['62%', '88%', '74%', '46%'];

/** Grey lines in place of text that is on its way; after 300 ms, never over content. */
export function Skeleton({ label, lines = 4 }: SkeletonProps) {
  return (
    <Delayed>
      <div role="status" className="col g3">
        <span className="sr">{label}</span>
        {Array.from({ length: lines }, (_, index) => (
          <span key={index} className="skeleton" style={{ width: widths[index % widths.length] }} />
        ))}
      </div>
    </Delayed>
  );
}
