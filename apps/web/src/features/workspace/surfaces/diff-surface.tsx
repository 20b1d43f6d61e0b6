import './surfaces.css';
import { parseUnifiedDiff } from '@assay/domain';
import { DiffView } from '../../../components/diff/diff-view.js';
import { Note } from '../../../components/note.js';

/** A change of the starter, to read. */
export function DiffSurface({ path, text }: { path: string; text: string }) {
  const files = parseUnifiedDiff(text);
  return (
    <div className="fsurf scroll" tabIndex={-1}>
      {typeof files === 'string' ? (
        <Note tone="warn" fact={`${path} cannot be shown as a change:`}>
          {files}. You can look at it as text.
        </Note>
      ) : (
        <DiffView files={files} />
      )}
    </div>
  );
}
