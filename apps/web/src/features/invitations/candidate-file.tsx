import type { CandidateImport, Invitee } from '@assay/domain';
import { importCandidates, countOf } from '@assay/domain';
import Papa from 'papaparse';
import { useId, useState } from 'react';
import { Note } from '../../components/note.js';

/** Choose a CSV; says per row what is wrong before anything is sent. */
export function CandidateFile({ onChange }: { onChange: (invitees: readonly Invitee[]) => void }) {
  const id = useId();
  const [read, setRead] = useState<(CandidateImport & { name: string }) | null>(null);
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const result = importCandidates(await rowsOf(file));
    setRead({ ...result, name: file.name });
    onChange(result.invitees.map(({ invitee }) => invitee));
  };
  return (
    <>
      <div className="field">
        <label className="lab" htmlFor={id}>
          CSV file
        </label>
        <input
          id={id}
          className="input file"
          type="file"
          accept=".csv,text/csv,text/plain"
          aria-describedby={`${id}-hint`}
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
        <span className="hint" id={`${id}-hint`}>
          One candidate a row: name, e-mail, and extra time where needed (1.25 or 25 %). A first row with headings is fine.
        </span>
      </div>
      <div role="status" className="col g3">
        {read && (
          <Note
            tone={read.invitees.length > 0 ? 'ok' : 'warn'}
            fact={`${countOf(read.invitees.length, 'candidate')} read from ${read.name}.`}
          >
            {read.problems.length > 0 && `${countOf(read.problems.length, 'row')} left out.`}
          </Note>
        )}
        {read && read.problems.length > 0 && (
          <Note tone="warn" fact="These rows will not be invited.">
            <ul className="issues">
              {read.problems.map(({ row, sentence }) => (
                <li key={row}>
                  Row {row}: {sentence}
                </li>
              ))}
            </ul>
          </Note>
        )}
        {read && read.invitees.length > 0 && (
          <ul className="plain col g1 small invitees">
            {read.invitees.map(({ row, invitee }) => (
              <li key={row} className="row">
                <span className="trunc">{invitee.name}</span>
                <span className="sp" />
                <span className="muted trunc">{invitee.email}</span>
                {invitee.timeFactor !== 1 && <span className="nowrap">{invitee.timeFactor}×</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

function rowsOf(file: File): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(file, { complete: ({ data }) => resolve(data), error: reject });
  });
}
