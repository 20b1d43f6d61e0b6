import { ApiProblem, ApiUnreachable } from '@assay/api-client';
import type { RevisionView, TextFile } from '@assay/contracts';
import type { DeviceCopy, Draft } from '../../lib/device-store.js';
import type { Failure, SaveState } from './save-state.js';
import { acknowledged, dueAt, edited, failed, hasUnsaved, isLocked, retryNow, sending, takenOver } from './save-state.js';

export interface SaverParts {
  /** Every writable file as it stands now. */
  collect: () => TextFile[];
  send: (draft: Draft) => Promise<RevisionView>;
  /** Writes the copy on the device, or clears it with null. Failing to is no reason to stop. */
  keep: (copy: DeviceCopy | null) => Promise<void>;
  newId: () => string;
  /** Milliseconds on a clock that only goes forward. */
  now: () => number;
}

/** A revision could not be had now: the words say why and what to do. */
export class NotSaved extends Error {
  constructor(readonly trouble: NonNullable<SaveState['trouble']>['kind'] | 'gone') {
    super(`Not saved: ${trouble}`);
  }
}

interface Waiting {
  edits: number;
  resolve: (revision: RevisionView) => void;
  reject: (reason: NotSaved) => void;
}

const deviceMs = 400;

/** Saves one exercise while the candidate types: first on the device, then on the server, again and again until it is there. */
export class RevisionSaver {
  private waiting: Waiting[] = [];
  private sendTimer: ReturnType<typeof setTimeout> | null = null;
  private deviceTimer: ReturnType<typeof setTimeout> | null = null;
  private label: string | undefined;
  private disposed = false;
  private readonly listeners = new Set<() => void>();

  constructor(
    private state: SaveState,
    private readonly parts: SaverParts,
  ) {
    this.schedule();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): SaveState => this.state;

  edited(label?: string): void {
    this.label = label ?? this.label;
    this.become(edited(this.state, this.parts.now()));
    this.deviceTimer ??= setTimeout(() => this.keepNow(), deviceMs);
  }

  /** Writes the device's copy at once, as when the page is left. */
  keepNow(): void {
    if (this.deviceTimer) {
      clearTimeout(this.deviceTimer);
      this.deviceTimer = null;
    }
    const { base, draft } = this.state;
    const copy = hasUnsaved(this.state) ? { baseSeq: base?.seq ?? 0, files: this.parts.collect(), draft } : null;
    // Private windows forbid storage; the server still gets everything.
    this.parts.keep(copy).catch(() => undefined);
  }

  /**
   * Saves what is typed now and answers the revision that holds it; makes the first revision when there is none.
   * @throws NotSaved when that is not possible at the moment; nothing is lost.
   */
  flush(): Promise<RevisionView> {
    const { base, trouble } = this.state;
    if (base && !hasUnsaved(this.state)) {
      return Promise.resolve(base);
    }
    if (trouble && !('retryAt' in trouble)) {
      return Promise.reject(new NotSaved(trouble.kind));
    }
    if (!base && !hasUnsaved(this.state)) {
      this.become(edited(this.state, this.parts.now()));
    }
    const saved = new Promise<RevisionView>((resolve, reject) => {
      this.waiting.push({ edits: this.state.edits, resolve, reject });
    });
    this.become(retryNow(this.state));
    void this.send();
    return saved;
  }

  /** The line or the session may be back. */
  retry(): void {
    this.become(retryNow(this.state));
  }

  /** After a conflict: this device's text goes on top of the other's, as a named revision. */
  takeOver(theirs: RevisionView, label: string): Promise<RevisionView> {
    this.label = label;
    this.become(takenOver(this.state, theirs, this.parts.now()));
    return this.flush();
  }

  /** The attempt is over: what is unsaved stays on the device and on the screen. */
  close(): void {
    if (!isLocked(this.state)) {
      this.become(failed(this.state, { kind: 'closed' }, this.parts.now()));
    }
    this.rejectAll('closed');
  }

  dispose(): void {
    this.keepNow();
    this.disposed = true;
    this.clearSendTimer();
    this.rejectAll('gone');
  }

  private become(state: SaveState): void {
    this.state = state;
    this.listeners.forEach((listener) => listener());
    this.schedule();
  }

  private schedule(): void {
    this.clearSendTimer();
    const due = dueAt(this.state);
    if (due !== null && !this.disposed) {
      this.sendTimer = setTimeout(() => void this.send(), Math.max(0, due - this.parts.now()));
    }
  }

  private clearSendTimer(): void {
    if (this.sendTimer) {
      clearTimeout(this.sendTimer);
      this.sendTimer = null;
    }
  }

  private async send(): Promise<void> {
    if (this.state.sending || !hasUnsaved(this.state) || isLocked(this.state) || this.disposed) {
      return;
    }
    const draft = this.state.draft ?? this.newDraft();
    this.become(sending(this.state, draft));
    this.keepNow();
    try {
      const revision = await this.parts.send(draft);
      this.become(acknowledged(this.state, revision, this.parts.now()));
      this.keepNow();
      this.settle(revision);
    } catch (error) {
      this.fail(failureOf(error));
    }
  }

  private newDraft(): Draft {
    const { base, edits } = this.state;
    const draft = { clientId: this.parts.newId(), baseSeq: base?.seq ?? 0, files: this.parts.collect(), edits };
    const { label } = this;
    this.label = undefined;
    return label ? { ...draft, label } : draft;
  }

  /** Who waits for more than this revision holds waits for the next one, which goes out at once. */
  private settle(revision: RevisionView): void {
    const { savedEdits } = this.state;
    const satisfied = this.waiting.filter(({ edits }) => edits <= savedEdits);
    this.waiting = this.waiting.filter(({ edits }) => edits > savedEdits);
    satisfied.forEach(({ resolve }) => resolve(revision));
    if (this.waiting.length > 0) {
      void this.send();
    }
  }

  private fail(failure: Failure): void {
    this.become(failed(this.state, failure, this.parts.now()));
    this.keepNow();
    // Who pressed Run or Submit hears at once that the line is down; the text itself goes on trying.
    this.rejectAll(failure.kind);
  }

  private rejectAll(trouble: NotSaved['trouble']): void {
    const waiting = this.waiting;
    this.waiting = [];
    waiting.forEach(({ reject }) => reject(new NotSaved(trouble)));
  }
}

/** What a refused save means for the text: a conflict, the end, a matter of the files, or a reason to try again. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApiUnreachable || !(error instanceof ApiProblem)) {
    return { kind: 'offline' };
  }
  const { problem } = error;
  switch (problem.code) {
    case 'revision-conflict':
      return { kind: 'conflict' };
    case 'attempt-closed':
      return { kind: 'closed' };
    case 'not-signed-in':
      return { kind: 'signed-out' };
    case 'files-refused':
    case 'invalid-input':
    case 'too-large':
      return { kind: 'refused', problem };
    default:
      return { kind: 'unavailable', ...(problem.retryAfter !== undefined && { retryAfterMs: problem.retryAfter * 1_000 }) };
  }
}
