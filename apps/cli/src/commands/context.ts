import type { AssayConfig } from '@assay/platform';

/** What every command is given. */
export interface CommandContext {
  /**
   * The settings, read when a command asks for them.
   *
   * @throws ConfigError naming every wrong variable.
   */
  config: () => AssayConfig;
  /** Aborts when the person or the system asks us to stop. */
  signal: AbortSignal;
  /** Sets the exit code of a command that ended in an orderly way. */
  exitWith: (code: number) => void;
}
