import process from 'node:process';
import { runCommandLine } from './commands/run-command-line.js';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stop.abort());
}

// Nothing that is still open may keep a command that has ended.
process.exit(await runCommandLine(process.argv.slice(2), stop.signal));
