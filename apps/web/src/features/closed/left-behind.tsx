import type { AttemptView } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { CodeView } from '../../components/code/code-view.js';
import { Note } from '../../components/note.js';
import { deviceKey, readCopy } from '../../lib/device-store.js';

/** Text that reached us too late, or never: it stays visible on the device where it was typed. */
export function LeftBehind({ attempt }: { attempt: AttemptView }) {
  const { startedAt, candidate, workspaces } = attempt;
  const copies = useQuery({
    queryKey: ['left-behind', startedAt],
    queryFn: () =>
      Promise.all(
        workspaces.map(async ({ id, title }) => ({
          title,
          copy: await readCopy(deviceKey(startedAt ?? '', candidate.name, id)),
        })),
      ),
    networkMode: 'always',
  });
  const left = (copies.data ?? []).flatMap(({ title, copy }) => (copy ? [{ title, files: copy.files }] : []));
  if (left.length === 0) {
    return null;
  }
  return (
    <section className="col g3" aria-label="Text that was not handed in">
      <Note tone="warn" icon="clock" fact="Some text did not reach us before the end.">
        It is kept on this device and is not part of what was handed in. If our side was the reason, send it to the person who
        invited you.
      </Note>
      {left.map(({ title, files }) => (
        <details key={title}>
          <summary className="small">{title}: text on this device</summary>
          {files.map((file) => (
            <div key={file.path} className="card filecard">
              <h3 className="small mono">{file.path}</h3>
              <CodeView code={file.content} path={file.path} />
            </div>
          ))}
        </details>
      ))}
    </section>
  );
}
