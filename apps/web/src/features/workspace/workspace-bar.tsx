import type { AttemptView } from '@assay/contracts';
import { Button, IconButton } from '../../components/button.js';
import { Logo } from '../../components/logo.js';
import { count } from '../../lib/time.js';
import { SaveIndicator } from './save-indicator.js';
import type { SavePhase } from './save-state.js';
import { Steps } from './steps.js';
import type { TimeLeftView } from './time-left-store.js';
import { Timer } from './timer.js';

export interface Actions {
  onRun: () => void;
  onSubmit: () => void;
  running: boolean;
  submitting: boolean;
  /** Why Run cannot be used now. */
  runUnavailable: string | false;
  submitUnavailable: string | false;
}

export interface WorkspaceBarProps {
  attempt: AttemptView;
  currentId: string;
  hrefOf: (index: number) => string;
  phase: SavePhase;
  time: TimeLeftView;
  actions: Actions;
  onHelp: () => void;
}

/** Title, steps, save state, timer, Run, Submit, Help: always in this order. */
export function WorkspaceBar({ attempt, currentId, hrefOf, phase, time, actions, onHelp }: WorkspaceBarProps) {
  const { assessment, workspaces, timeCreditSeconds } = attempt;
  return (
    <header className="cbar">
      <span className="brandx">
        <Logo />
      </span>
      <div className="ttl">
        <h1>{assessment.role}</h1>
        <span className="tiny muted">
          {assessment.title} · {count(workspaces.length, 'exercise')}
        </span>
      </div>
      <Steps exercises={workspaces} currentId={currentId} hrefOf={hrefOf} />
      <span className="sp" />
      <SaveIndicator phase={phase} />
      <Timer seconds={time.seconds} said={time.said} creditSeconds={timeCreditSeconds} />
      <div className="row acts">
        <RunAndSubmit actions={actions} keys />
        <IconButton icon="help" label="Help and shortcuts" onClick={onHelp} />
      </div>
    </header>
  );
}

/** The two actions, in the bar and on small screens at the lower edge. */
export function RunAndSubmit({ actions, keys = false, large = false }: { actions: Actions; keys?: boolean; large?: boolean }) {
  const size = large ? 'lg' : 'md';
  return (
    <>
      <Button
        icon="play"
        size={size}
        onClick={actions.onRun}
        busy={actions.running && 'Running'}
        unavailable={actions.runUnavailable}
        {...(keys && { keys: 'mod+enter' })}
      >
        Run
      </Button>
      <Button
        kind="primary"
        size={size}
        onClick={actions.onSubmit}
        busy={actions.submitting && 'Submitting'}
        unavailable={actions.submitUnavailable}
        {...(keys && { keys: 'mod+shift+enter' })}
      >
        Submit
      </Button>
    </>
  );
}
