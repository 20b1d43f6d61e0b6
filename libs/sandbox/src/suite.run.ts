import { suiteClaim } from '@assay/contracts';
import type { LimitKind, SuiteClaim } from '@assay/contracts';
import type { SuiteRun } from '@assay/domain';
import { z } from 'zod';
import type { Frame } from './frames.js';
import { channels, hostFrame } from './frames.js';
import type { RunCollector } from './run.collector.js';
import { endDeadlineMs, stillRunning } from './run.request.js';
import type { SandboxLink } from './sandbox.link.js';

/** Questions to the sandbox's first process. */
const spawn = 1;
const output = 2;
/** What it says unasked. */
const notice = 0;

/** A submission sandbox that holds the candidate's files and one implementation. */
export interface SuiteSandbox {
  link: SandboxLink;
  /** Whether it may serve another run of an author's tests; else it ends with this one. */
  goesOn: boolean;
  /** `clean`: the run left it as it should. */
  release: (clean: boolean) => void;
}

const answer = z.union([
  z.tuple([z.literal(notice), z.object({ outcome: z.enum(['time-limit', 'memory-limit', 'output-limit', 'crashed']) })]),
  z.tuple([z.literal(output), z.object({ text: z.string() })]),
]);
const counted = z.object({
  cpuMs: z.number(),
  peakMemoryMb: z.number().nullable(),
  limits: z.array(z.enum(['cpu', 'wall', 'call', 'memory', 'output', 'pids'] satisfies LimitKind[])),
  violations: z.array(z.string()),
});

/**
 * Lets the first process of a sandbox run the candidate's tests once, says what came of it and what they printed, and releases the
 * sandbox. Never throws for anything that they do.
 *
 * @param wallMs how long they may take on the clock
 */
export async function runSuite(
  { link, goesOn, release }: SuiteSandbox,
  wallMs: number,
  collector: RunCollector,
): Promise<{ result: SuiteRun; output: string }> {
  let clean = false;
  try {
    const { result, output, usage } = await runOnce(link, goesOn, wallMs);
    if (usage !== null) collector.add(usage);
    clean = goesOn && result.end === 'ended' && result.limits.length === 0 && usage?.violations.length === 0;
    return { result, output };
  } finally {
    release(clean);
  }
}

type Usage = z.infer<typeof counted>;

async function runOnce(
  link: SandboxLink,
  goesOn: boolean,
  wallMs: number,
): Promise<{ result: SuiteRun; output: string; usage: Usage | null }> {
  const claims: Buffer[] = [];
  const limits: LimitKind[] = [];
  let printed = '';
  let end = await new Promise<SuiteRun['end']>((resolve) => {
    const timer = setTimeout(() => {
      limits.push('wall');
      resolve('time-limit');
    }, wallMs);
    const settle = (how: SuiteRun['end']) => {
      clearTimeout(timer);
      resolve(how);
    };
    link.onPeerFrame((frame) => {
      if (frame.channel === channels.candidate && claims.length <= 1) claims.push(frame.payload);
      if (claims.length > 1) settle('crashed');
      const said = frame.channel === channels.supervisor ? answer.safeParse(parsed(frame.payload)) : undefined;
      if (said?.success !== true) return;
      const [ident, body] = said.data;
      if (ident === notice) settle(body.outcome);
      else printed = body.text;
    });
    link.onClosed(() => {
      settle('crashed');
    });
    link.send(question(spawn, 'spawn'));
  });
  link.send(question(output, 'output'));
  const usage = await countedBy(link, goesOn);
  const ended = goesOn && usage !== null ? stillRunning : await link.end();
  link.onPeerFrame(() => undefined);
  limits.push(...(usage?.limits ?? []));
  if (ended.outOfMemory && end === 'crashed') {
    end = 'memory-limit';
    limits.push('memory');
  }
  const claim = claimOf(claims);
  // Whoever has given its result ends, and that is no crash.
  if (end === 'crashed' && claim !== null) end = 'ended';
  return { result: { end, limits: [...new Set(limits)], claim }, output: printed, usage };
}

function question(ident: number, op: string): Frame {
  return { channel: channels.supervisor, epoch: 0, payload: Buffer.from(JSON.stringify([ident, op])) };
}

async function countedBy(link: SandboxLink, goesOn: boolean): Promise<Usage | null> {
  if (link.closed) return null;
  link.send(hostFrame({ t: goesOn ? 'count' : 'finish' }));
  const message = await link.message('usage', endDeadlineMs).catch(() => null);
  if (message === null) link.close();
  return counted.safeParse(message).data ?? null;
}

/** Exactly one well-formed claim, or none. */
function claimOf(frames: readonly Buffer[]): SuiteClaim | null {
  const [only] = frames;
  if (only === undefined || frames.length > 1) return null;
  return suiteClaim.safeParse(parsed(only)).data ?? null;
}

function parsed(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return null;
  }
}
