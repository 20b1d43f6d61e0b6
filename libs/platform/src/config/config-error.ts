import { AssayError } from '../errors.js';

export interface ConfigIssue {
  /** The environment variable. */
  variable: string;
  /** What is wrong with it and what would be right. */
  sentence: string;
}

/** The environment is not fit to start with; names every wrong variable at once. Values are never repeated: they may be secret. */
export class ConfigError extends AssayError {
  readonly variables: readonly ConfigIssue[];

  constructor(variables: readonly ConfigIssue[]) {
    super('config-invalid', variables.map(({ variable, sentence }) => `${variable} ${sentence}`).join('\n'), {
      issues: variables.map(({ variable, sentence }) => ({ path: variable, message: sentence })),
    });
    this.variables = variables;
  }
}
