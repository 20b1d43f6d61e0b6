import type { LimitKind, RunCase, RunReport, SandboxEnd } from '@assay/contracts';
import { limitKind, runCase } from '@assay/contracts';
import { z } from 'zod';
import { blankReport } from './blank.report.js';
import type { HostMessage } from './sandbox.link.js';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import { runtimeOf } from './sandbox.port.js';

const strings = z.array(z.string());
const messages = z.discriminatedUnion('t', [
  z.object({ t: z.literal('collected'), ids: strings }),
  z.object({ t: z.literal('uncollected'), path: z.string(), message: z.string(), ours: z.boolean() }),
  z.object({ t: z.literal('begin'), id: z.string() }),
  runCase.extend({ t: z.literal('end') }),
  z.object({ t: z.literal('canary'), name: z.string(), outcome: z.string() }),
  z.object({ t: z.literal('load-error'), message: z.string() }),
  z.object({ t: z.literal('fault'), code: z.enum(['reference-failed']), message: z.string() }),
  z.object({ t: z.literal('finish'), status: z.int().nullable(), limits: z.array(limitKind), violations: strings }),
  z.object({
    t: z.literal('usage'),
    cpuMs: z.number().min(0),
    peakMemoryMb: z.number().min(0).nullable(),
    limits: z.array(limitKind).default([]),
    violations: strings.default([]),
  }),
]);

/** Gathers what the sandboxes' first processes say into a run report. Messages of unknown shape change nothing. */
export class RunCollector {
  readonly #report: RunReport;
  #begunAt = 0;
  #isCounted = false;

  constructor(group: string, driver: SandboxDriver, image: SandboxImage) {
    this.#report = blankReport(group, runtimeOf(driver, image));
  }

  expectCanaries(names: string[]): void {
    this.#report.canaries.expected = names;
  }

  begin(): void {
    this.#begunAt = performance.now();
  }

  stopClock(): void {
    this.#report.usage.wallMs = Math.round(performance.now() - this.#begunAt);
  }

  take(message: HostMessage): void {
    const parsed = messages.safeParse(message);
    if (!parsed.success) return;
    const report = this.#report;
    const said = parsed.data;
    switch (said.t) {
      case 'collected':
        report.collected = said.ids;
        break;
      case 'uncollected':
        report.uncollected.push({ path: said.path, message: said.message, ours: said.ours });
        break;
      case 'begin':
        report.begun.push(said.id);
        break;
      case 'end': {
        const { t, ...result } = said;
        report.cases.push(result);
        break;
      }
      case 'canary':
        report.canaries.reported.push({ name: said.name, outcome: said.outcome });
        break;
      case 'load-error':
        report.loadError = said.message;
        break;
      case 'fault':
        this.fault(said.code, said.message);
        break;
      case 'finish':
        report.status = said.status;
        this.#limits(said.limits);
        report.violations.push(...said.violations);
        break;
      case 'usage':
        this.#isCounted = true;
        report.usage.cpuMs = said.cpuMs;
        report.usage.peakMemoryMb = said.peakMemoryMb;
        this.#limits(said.limits);
        report.violations.push(...said.violations);
    }
  }

  /** Adds what one of several sandboxes of the same group used. */
  add({ cpuMs, peakMemoryMb, violations }: Pick<RunReport['usage'], 'cpuMs' | 'peakMemoryMb'> & { violations: string[] }): void {
    const { usage } = this.#report;
    usage.cpuMs += cpuMs;
    usage.peakMemoryMb = peakMemoryMb === null ? usage.peakMemoryMb : Math.max(usage.peakMemoryMb ?? 0, peakMemoryMb);
    this.#report.violations.push(...violations);
  }

  /** The whole of a run that the host decided, with no tests' sandbox to tell of it. */
  decided(cases: RunCase[], limits: LimitKind[]): void {
    const ids = cases.map(({ id }) => id);
    Object.assign(this.#report, { collected: ids, begun: ids, cases, status: 0 });
    this.#limits(limits);
    this.stopClock();
  }

  violation(what: string): void {
    this.#report.violations.push(what);
  }

  ends(submission: SandboxEnd | null, grader: SandboxEnd): void {
    this.#report.ends = { submission, grader };
    if (submission?.outOfMemory === true) this.#limits(['memory']);
  }

  fault(code: string, message: string): void {
    this.#report.fault = { code, message };
  }

  /** The submission's first process has said what was used. */
  get isCounted(): boolean {
    return this.#isCounted;
  }

  /** Nothing happened that could have left a trace in the grader sandbox. */
  get isClean(): boolean {
    const { status, limits, violations, fault } = this.#report;
    return status !== null && limits.length === 0 && violations.length === 0 && fault === null;
  }

  report(): RunReport {
    return structuredClone(this.#report);
  }

  #limits(kinds: LimitKind[]): void {
    for (const kind of kinds) if (!this.#report.limits.includes(kind)) this.#report.limits.push(kind);
  }
}
