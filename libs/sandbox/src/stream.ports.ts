import type { TestGroup } from '@assay/contracts';

/** Loopback ports over which tests and solution reach each other; both sandboxes have the same numbers. */
export interface StreamPorts {
  /** The solution listens, the tests connect. */
  serve: number[];
  /** The tests connect, and the sandbox's first process answers nothing: what latencies are measured against. */
  noop: number[];
  /** The tests listen, the solution connects. */
  reach: number[];
}

/** Where the app of an `http` group listens. Services of the tests are elsewhere: the catalogue sees to it. */
const appPort = 8_000;
const noopPort = 8_001;
const databasePort = 5_432;

/** Buffers of the streams in the submission's first process. */
export const streamMemoryMb = 16;

/** The ports that a group needs between its tests and its solution, or null for one whose tests only call. */
export function streamPortsOf({ harness, services = [] }: TestGroup): StreamPorts | null {
  const reach = services.map(({ port }) => port);
  if (harness === 'http') return { serve: [appPort], noop: [noopPort], reach };
  if (harness === 'sql') return { serve: [], noop: [], reach: [databasePort] };
  return harness === 'peer' ? { serve: [], noop: [], reach } : null;
}

/** The ports between tests and the database beside the solution, which reaches it through the tests' sandbox. */
export const databasePorts: StreamPorts = { serve: [databasePort], noop: [], reach: [] };
