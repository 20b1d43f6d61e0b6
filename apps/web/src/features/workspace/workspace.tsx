import type { AttemptView, ExerciseWorkspace, GradingAvailability, Receipt } from '@assay/contracts';
import { useQueryClient } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { useSearchParams } from 'react-router';
import { Note } from '../../components/note.js';
import { useShortcuts } from '../../components/shortcuts/shortcuts.js';
import { Splitter, useSplit } from '../../components/splitter.js';
import { attemptQuery } from '../../lib/attempt.js';
import { serverClock } from '../../lib/server-clock.js';
import { ActionProblem } from './action-problem.js';
import { EditorPanel } from './editor-panel.js';
import { EndDialog } from './end-dialog.js';
import { HelpDrawer } from './help-drawer.js';
import { HistoryDrawer } from './history-drawer.js';
import { PaneSwitch, panes } from './pane-switch.js';
import type { Pane } from './pane-switch.js';
import { ReceiptDialog } from './receipt-dialog.js';
import { ResultsPanel } from './results-panel.js';
import { isUnderWay } from './run-words.js';
import { isLocked, phaseOf } from './save-state.js';
import type { OpenAnswers } from './surfaces/open-answers.js';
import { firstPath } from './surfaces/surface.js';
import { SavingNotes } from './saving-notes.js';
import { TaskPanel } from './task-panel.js';
import { TimeLeftStore } from './time-left-store.js';
import { useRun, useSubmit } from './use-run-and-submit.js';
import type { Actions } from './workspace-bar.js';
import { RunAndSubmit, WorkspaceBar } from './workspace-bar.js';
import type { OpenExercise } from './workspace-session.js';

const UnansweredDialog = lazy(async () => ({ default: (await import('./surfaces/unanswered-dialog.js')).UnansweredDialog }));

export interface WorkspaceProps {
  attempt: AttemptView;
  exercises: readonly OpenExercise[];
  grading: GradingAvailability | null;
}

/** Chooses the exercise of the address; without one, the first that nothing was handed in for. */
export function Workspace(props: WorkspaceProps) {
  const { attempt, exercises } = props;
  const [search] = useSearchParams();
  const named = Number(search.get('exercise') ?? Number.NaN) - 1;
  const firstOpen = attempt.workspaces.findIndex(({ receipt }) => receipt === null);
  const [startAt] = useState(Math.max(0, firstOpen));
  const index = named in attempt.workspaces ? named : startAt;
  const workspace = attempt.workspaces[index];
  const open = exercises.find(({ id }) => id === workspace?.id);
  return workspace && open ? <ExerciseDesk key={open.id} {...props} workspace={workspace} open={open} index={index} /> : null;
}

interface DeskProps extends WorkspaceProps {
  workspace: ExerciseWorkspace;
  open: OpenExercise;
  index: number;
}

function ExerciseDesk({ attempt, exercises, grading, workspace, open, index }: DeskProps) {
  const [search, setSearch] = useSearchParams();
  const pane = panes.find((candidate) => candidate === search.get('pane')) ?? 'task';
  const [path, setPath] = useState(() => firstPath(open.workbook.snapshot().files, workspace));
  const [goTo, setGoTo] = useState<{ line: number; at: number } | null>(null);
  const [layer, setLayer] = useState<'help' | 'history' | 'end' | null>(null);
  const [unanswered, setUnanswered] = useState<OpenAnswers[]>([]);
  const [receiptId, setReceiptId] = useState<string | null>(null);
  const task = useSplit({ store: 'workspace-task', initial: 31, min: 18, max: 60 });
  // Where nothing is run, what is written gets the room.
  const runs = workspace.files.some(({ readOnly }) => readOnly);
  const results = useSplit({
    store: runs ? 'workspace-results' : 'workspace-results-quiet',
    initial: runs ? 38 : 14,
    min: runs ? 12 : 10,
    max: 75,
  });

  const saving = useSyncExternalStore(open.saver.subscribe, open.saver.snapshot);
  const time = useTimeLeft(attempt);
  const over = time.seconds === 0;
  const locked = isLocked(saving) || over;
  useLastSave(over, exercises);

  const run = useRun(open);
  const submit = useSubmit(open);
  const { lastRun } = workspace;
  const running = run.isPending || (lastRun !== null && isUnderWay(lastRun) && lastRun.state !== 'retrying');

  const showPane = (next: Pane): void =>
    setSearch((current) => new URLSearchParams([...without(current, 'pane'), ['pane', next]]), { replace: true });
  const hrefOf = (number: number): string => `/attempt?${new URLSearchParams({ exercise: String(number), pane }).toString()}`;

  const handIn = (): void => {
    setUnanswered([]);
    run.reset();
    submit.mutate(undefined, { onSuccess: (receipt) => setReceiptId(receipt.id), onError: () => showPane('results') });
  };
  const actions: Actions = {
    onRun: () => {
      if (!running && !over && workspace.runsLeft > 0 && workspace.hasVisibleTests) {
        submit.reset();
        run.mutate({ clientId: crypto.randomUUID() });
        showPane('results');
      }
    },
    onSubmit: () => {
      if (submit.isPending || locked) return;
      void unansweredOf(workspace, open).then((missing) => {
        if (missing.length === 0) handIn();
        else setUnanswered(missing);
      });
    },
    running,
    submitting: submit.isPending,
    runUnavailable: over ? 'The time is over' : isLocked(saving) ? 'Read only' : whyNothingRuns(workspace),
    submitUnavailable: over ? 'The time is over' : isLocked(saving) && 'Read only',
  };
  useDeskShortcuts(actions, open, showPane);

  const openTest = (stem: string, test: string): void => {
    const file = open.workbook.snapshot().files.find((candidate) => candidate.path.endsWith(`${stem}.py`));
    if (file) {
      setPath(file.path);
      setGoTo({ line: lineOfTest(open.workbook.text(file.path), test), at: Date.now() });
      showPane('code');
    }
  };
  const receipt: Receipt | null = workspace.receipt?.id === receiptId ? workspace.receipt : null;
  const nextOpen = attempt.workspaces.findIndex(({ receipt: has }, at) => has === null && at !== index);
  const problem = run.error ? (
    <ActionProblem error={run.error} verb="run" />
  ) : submit.error ? (
    <ActionProblem error={submit.error} verb="handed in" />
  ) : null;

  return (
    <div
      className="ws"
      data-pane={pane}
      style={{ '--task': `${String(task.percent)}%`, '--results': `${String(results.percent)}%` } as CSSProperties}
    >
      <title>{`${workspace.title} · Assay`}</title>
      <a className="skip" href="#editor">
        Skip to the editor
      </a>
      <WorkspaceBar
        attempt={attempt}
        currentId={workspace.id}
        hrefOf={hrefOf}
        phase={phaseOf(saving)}
        time={time}
        actions={actions}
        onHelp={() => setLayer('help')}
      />
      <PaneSwitch pane={pane} onPane={showPane} run={lastRun} />
      <main className="wsgrid">
        <TaskPanel exercise={workspace} />
        <Splitter split={task} orientation="vertical" label="Width of the task" />
        <div className="p-right">
          <EditorPanel
            exercise={open}
            workspace={workspace}
            path={path}
            onPath={setPath}
            locked={locked}
            goTo={goTo}
            onHistory={() => setLayer('history')}
            notes={over ? <TimeIsOver /> : <SavingNotes exercise={open} state={saving} />}
          />
          <Splitter split={results} orientation="horizontal" label="Height of the results" after />
          <ResultsPanel
            exercise={workspace}
            starting={run.isPending}
            grading={grading}
            problem={problem}
            creditSeconds={attempt.timeCreditSeconds}
            onOpenTest={openTest}
          />
        </div>
      </main>
      <div className="mbar">
        <RunAndSubmit actions={actions} large />
      </div>
      <HistoryDrawer exercise={open} opened={layer === 'history'} onClose={() => setLayer(null)} locked={locked} />
      <HelpDrawer opened={layer === 'help'} onClose={() => setLayer(null)} onEnd={() => setLayer('end')} />
      <EndDialog
        opened={layer === 'end'}
        onClose={() => setLayer(null)}
        exercises={exercises}
        seconds={time.seconds}
        open={attempt.workspaces.filter(({ receipt: has }) => has === null).map(({ title }) => title)}
      />
      <Suspense fallback={null}>
        {unanswered.length > 0 && (
          <UnansweredDialog
            missing={unanswered}
            onClose={() => setUnanswered([])}
            onSubmit={handIn}
            onField={(answersPath, fieldId) => {
              setUnanswered([]);
              setPath(answersPath);
              showPane('code');
              void import('./surfaces/open-answers.js').then(({ leadTo }) => leadTo(fieldId));
            }}
          />
        )}
      </Suspense>
      <ReceiptDialog
        receipt={receipt}
        exerciseTitle={workspace.title}
        onClose={() => setReceiptId(null)}
        next={nextOpen === -1 ? null : hrefOf(nextOpen + 1)}
        onEnd={() => {
          setReceiptId(null);
          setLayer('end');
        }}
      />
    </div>
  );
}

/** What the forms leave open; nothing where that cannot be told, because handing in must not depend on it. */
async function unansweredOf({ forms }: ExerciseWorkspace, { workbook }: OpenExercise): Promise<OpenAnswers[]> {
  if (forms === undefined) return [];
  return import('./surfaces/open-answers.js').then(
    ({ openAnswers }) => openAnswers(forms, workbook),
    () => [],
  );
}

function TimeIsOver() {
  return (
    <div className="ednote">
      <Note tone="warn" icon="clock" fact="The time is over." role="alert">
        Whatever was saved is being handed in for you. You need to do nothing.
      </Note>
    </div>
  );
}

/** The time left by the server's clock; the deadline may move while the page is open. */
function useTimeLeft({ deadline, startedAt, timeCreditSeconds }: AttemptView) {
  const [store] = useState(() => new TimeLeftStore(serverClock, deadline ?? '', startedAt ?? '', timeCreditSeconds));
  useEffect(() => store.moved(deadline ?? '', timeCreditSeconds), [store, deadline, timeCreditSeconds]);
  return useSyncExternalStore(store.subscribe, store.snapshot);
}

const handingInMs = 1_500;

/** At the deadline the last words go out within the grace, and the page asks until the server has closed the attempt. */
function useLastSave(over: boolean, exercises: readonly OpenExercise[]): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!over) {
      return;
    }
    for (const { saver } of exercises) {
      if (saver.snapshot().edits > saver.snapshot().savedEdits) {
        saver.flush().catch(() => undefined);
      }
    }
    const ask = setInterval(() => void client.invalidateQueries({ queryKey: attemptQuery().queryKey }), handingInMs);
    return () => clearInterval(ask);
  }, [over, exercises, client]);
}

function useDeskShortcuts(actions: Actions, open: OpenExercise, showPane: (pane: Pane) => void): void {
  const focus = (pane: Pane, selector: string) => () => {
    showPane(pane);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
  };
  useShortcuts('Workspace', [
    { keys: 'mod+enter', label: 'Run the visible tests', run: actions.onRun },
    { keys: 'mod+shift+enter', label: 'Submit this exercise', run: actions.onSubmit },
    { keys: 'mod+s', label: 'Save now', run: () => void open.saver.flush().catch(() => undefined) },
    { keys: 'alt+1', label: 'Go to the task', run: focus('task', '[data-region="task"] [role="tabpanel"]') },
    {
      keys: 'alt+2',
      label: 'Go to the code',
      run: focus('code', '[data-region="code"] .fsurf, [data-region="code"] .mdpreview, .cm-content'),
    },
    { keys: 'alt+3', label: 'Go to the results', run: focus('results', '[data-region="results"]') },
  ]);
}

function without(search: URLSearchParams, name: string): [string, string][] {
  return [...search].filter(([key]) => key !== name);
}

function lineOfTest(text: string, test: string): number {
  const name = /^\w+/.exec(test.split('::').at(-1) ?? '')?.[0] ?? '';
  const at = text.split('\n').findIndex((line) => new RegExp(`def ${name}\\b`).test(line));
  return at === -1 ? 1 : at + 1;
}

function whyNothingRuns({ hasVisibleTests, runsLeft }: ExerciseWorkspace): string | false {
  if (!hasVisibleTests) return 'There is nothing to run';
  return runsLeft === 0 && 'No runs left';
}
