import type { GradingAvailability, GradingReport } from '@assay/contracts';
import { hashOfFiles } from '@assay/platform';
import type { GradingWork } from '../grading/grading-engine.service.js';
import { GradingEngineService } from '../grading/grading-engine.service.js';

const available: GradingAvailability = {
  state: 'available',
  driver: 'docker',
  assurance: 'production',
  message: 'Gradings run.',
  command: null,
  progress: null,
};

/** An engine without sandboxes: what it answers is decided by the spec, work by work. */
export class FakeEngine extends GradingEngineService {
  now = available;
  readonly works: GradingWork[] = [];
  /** Answers a report unless the spec says otherwise. */
  answer: (work: GradingWork) => Promise<GradingReport> = (work) => Promise.resolve(reportOf(work));

  availability(): GradingAvailability {
    return this.now;
  }

  metrics(): null {
    return null;
  }

  refresh(): Promise<GradingAvailability> {
    return Promise.resolve(this.now);
  }

  grade(work: GradingWork): Promise<GradingReport> {
    this.works.push(work);
    return this.answer(work);
  }

  reap(): Promise<number> {
    return Promise.resolve(0);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Every test case of the groups that were run, passed; or the verdict that is wanted instead. */
export function reportOf({ exercise, files, purpose }: GradingWork, change: Partial<GradingReport> = {}): GradingReport {
  const groups = exercise.manifest.groups.filter((group) => purpose === 'grading' || group.visibility === 'visible');
  const cases = groups.flatMap((group) => (exercise.testManifest[group.id] ?? []).map((id) => ({ group: group.id, id })));
  return {
    exercise: {
      id: exercise.manifest.id,
      slug: exercise.manifest.slug,
      version: exercise.manifest.version,
      packageHash: exercise.hash,
    },
    filesHash: hashOfFiles(files),
    runtime: { driver: 'docker', assurance: 'production', imageProfile: 'base', imageVersion: 'fake' },
    verdict: 'accepted',
    score: 1,
    groups: groups.map(({ id, title, harness, visibility, weight }) => {
      const total = exercise.testManifest[id]?.length ?? 0;
      return { id, title, harness, visibility, weight, passed: total, total };
    }),
    cases: cases.map(({ group, id }) => ({
      id,
      group,
      outcome: 'passed',
      requirements: ['R1'],
      message: null,
      expected: null,
      actual: null,
      stdout: 'candidate text with \u0000 and half a pair \ud83d',
      durationMs: 1.5,
    })),
    limitsHit: [],
    usage: { cpuMs: 12, wallMs: 30, peakMemoryMb: null },
    fault: null,
    ...change,
  };
}
