import type { TextFile } from '@assay/contracts';
import { issuesOfFiles } from '@assay/domain';

export interface WorkbookFile {
  path: string;
  readOnly: boolean;
  /** The candidate made it, so the candidate may remove it. */
  own: boolean;
}

interface Entry extends WorkbookFile {
  /** Asked for only when the text is needed: turning a large document into a string at each key would be felt. */
  read: () => string;
  /** Grows when something else than the editor wrote the text. */
  version: number;
}

export interface WorkbookView {
  files: readonly WorkbookFile[];
  /** Grows when texts were replaced from outside, so that an editor must load them again. */
  generation: number;
}

/** The files of one exercise as they stand in the editor now. */
export class Workbook {
  private entries: Entry[];
  private view: WorkbookView;
  private readonly starterPaths: ReadonlySet<string>;
  private readonly listeners = new Set<() => void>();

  /**
   * @param given starter files and visible tests; the latter are read-only and never sent.
   * @param texts what the candidate has so far, instead of the starter.
   */
  constructor(given: readonly (TextFile & { readOnly: boolean })[], texts: readonly TextFile[] | null) {
    this.starterPaths = new Set(given.map(({ path }) => path));
    const locked = given.filter(({ readOnly }) => readOnly);
    const lockedPaths = new Set(locked.map(({ path }) => path));
    const writable = (texts ?? given).filter(({ path }) => !lockedPaths.has(path));
    this.entries = [...writable.map((file) => this.entry(file, false)), ...locked.map((file) => this.entry(file, true))];
    this.view = this.look(0);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): WorkbookView => this.view;

  /** The text of a file now; empty for a path that is not there. */
  text(path: string): string {
    return this.entries.find((entry) => entry.path === path)?.read() ?? '';
  }

  /** The editor changed a file. */
  edit(path: string, read: () => string): void {
    this.entries = this.entries.map((entry) => (entry.path === path && !entry.readOnly ? { ...entry, read } : entry));
  }

  /** A surface other than the editor changed a file: the editor loads it again when it shows it. */
  rewrite(path: string, text: string): void {
    this.entries = this.entries.map((entry) =>
      entry.path === path && !entry.readOnly ? { ...entry, read: () => text, version: entry.version + 1 } : entry,
    );
  }

  /** How often a file was rewritten. */
  version(path: string): number {
    return this.entries.find((entry) => entry.path === path)?.version ?? 0;
  }

  /** Why a file of this name cannot be made, or null. */
  refusal(path: string): string | null {
    const others = this.entries.map((entry) => ({ path: entry.path, content: '' }));
    return issuesOfFiles([...others, { path, content: '' }])[0]?.message ?? null;
  }

  add(path: string): void {
    const locked = this.entries.findIndex(({ readOnly }) => readOnly);
    const at = locked === -1 ? this.entries.length : locked;
    this.entries = this.entries.toSpliced(at, 0, this.entry({ path, content: '' }, false));
    this.changed(this.view.generation);
  }

  /** Takes away a file that the candidate made. */
  remove(path: string): void {
    this.entries = this.entries.filter((entry) => entry.path !== path || !entry.own);
    this.changed(this.view.generation);
  }

  /** Puts other texts in the place of all writable files, as when a revision is restored. */
  replace(texts: readonly TextFile[]): void {
    const locked = this.entries.filter(({ readOnly }) => readOnly);
    const lockedPaths = new Set(locked.map(({ path }) => path));
    const writable = texts.filter(({ path }) => !lockedPaths.has(path)).map((file) => this.entry(file, false));
    this.entries = [...writable, ...locked];
    this.changed(this.view.generation + 1);
  }

  /** What is saved and handed in: every writable file. */
  collect(): TextFile[] {
    return this.entries.filter(({ readOnly }) => !readOnly).map(({ path, read }) => ({ path, content: read() }));
  }

  private entry({ path, content }: TextFile, readOnly: boolean): Entry {
    return { path, readOnly, own: !readOnly && !this.starterPaths.has(path), read: () => content, version: 0 };
  }

  private look(generation: number): WorkbookView {
    return { files: this.entries.map(({ path, readOnly, own }) => ({ path, readOnly, own })), generation };
  }

  private changed(generation: number): void {
    this.view = this.look(generation);
    this.listeners.forEach((listener) => listener());
  }
}

/** Whether two sets of files say the same, in any order. */
export function sameFiles(one: readonly TextFile[], other: readonly TextFile[]): boolean {
  const texts = new Map(one.map(({ path, content }) => [path, content]));
  return one.length === other.length && other.every(({ path, content }) => texts.get(path) === content);
}
