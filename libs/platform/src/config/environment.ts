import process from 'node:process';

export type Environment = Readonly<Record<string, string | undefined>>;

/** This process's environment: the one place that reads it. */
export function currentEnvironment(): Environment {
  return process.env;
}

/**
 * The environment for a child process: ours with `changes` on top (`undefined` removes), without npm's own variables, which
 * would make an inner npm behave as if it were the outer one.
 */
export function childEnvironment(changes: Environment = {}, inherited: Environment = process.env): Record<string, string> {
  const merged = Object.entries({ ...inherited, ...changes });
  return Object.fromEntries(
    merged.filter((entry): entry is [string, string] => entry[1] !== undefined && !/^(npm_|INIT_CWD$)/i.test(entry[0])),
  );
}

/** The folder in which the person typed the command: npm runs scripts in the project's own folder and tells this one apart. */
export function workingFolder(environment: Environment = process.env): string {
  return environment['INIT_CWD'] ?? process.cwd();
}
