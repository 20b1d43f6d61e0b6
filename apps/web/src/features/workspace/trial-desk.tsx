import './workspace.css';
import type { ExerciseWorkspace } from '@assay/contracts';
import { useState } from 'react';
import { EditorPanel } from './editor-panel.js';
import { firstPath } from './surfaces/surface.js';
import { Workbook } from './workbook.js';

export interface TrialDeskProps {
  workspace: Pick<ExerciseWorkspace, 'id' | 'kind' | 'files' | 'forms'>;
}

/** The workspace's editor and surfaces without an attempt: everything can be tried, and nothing of it is saved. */
export function TrialDesk({ workspace }: TrialDeskProps) {
  const [workbook] = useState(() => new Workbook(workspace.files, null));
  const [path, setPath] = useState(() => firstPath(workbook.snapshot().files, workspace));
  return (
    <div className="trial">
      <EditorPanel
        exercise={{ id: workspace.id, workbook }}
        workspace={workspace}
        path={path}
        onPath={setPath}
        locked={false}
        goTo={null}
        notes={null}
      />
    </div>
  );
}
