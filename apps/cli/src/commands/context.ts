/** What every command is given. */
export interface CommandContext {
  /** Aborts when the person or the system asks us to stop. */
  signal: AbortSignal;
  /** Sets the exit code of a command that ended in an orderly way. */
  exitWith: (code: number) => void;
}
