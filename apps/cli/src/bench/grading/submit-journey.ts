import { loadExercise } from '@assay/catalogue';
import { AssayError } from '@assay/platform';
import type { Spread } from '../spread.js';
import { spreadOf } from '../spread.js';
import type { Candidate, RunTimes } from './candidate.js';
import { beginAttempt } from './candidate.js';
import type { Contestant } from './contestant.js';
import { barePytest } from './plain-contestants.js';
import type { PlatformChild } from './platform-child.js';
import type { RoundPlan } from './rounds.js';
import { alternate } from './rounds.js';

/** A trial run of an exercise's visible tests, asked for over HTTP, beside bare pytest running the same tests. Milliseconds. */
export interface SubmitTimes {
  exercise: string;
  tests: number;
  accepted: Spread;
  claimed: Spread;
  event: Spread;
  bare: Spread;
}

/** Its visible tests need nothing but pytest, and the demo's assessment has it. */
const exerciseSlug = 'word-counter';

interface Task {
  bare: Contestant;
  /** Asks for one run and waits for its result. */
  submit: () => Promise<RunTimes>;
  tests: number;
}

/** Alternates the two: a candidate's run from the request to the event with the verdict, and bare pytest. */
export async function timeSubmits(
  platform: PlatformChild,
  site: string,
  plan: RoundPlan,
  signal: AbortSignal,
): Promise<SubmitTimes> {
  const candidate = await beginAttempt(platform.url, platform.invitation, signal);
  try {
    const { bare, submit, tests } = await prepare(candidate, site, signal);
    const parts: RunTimes[] = [];
    const run = async () => void parts.push(await submit());
    const { settle } = platform;
    try {
      const times = await alternate([{ name: 'submit', settle, run }, bare], plan, signal);
      const part = (name: keyof RunTimes) => spreadOf(parts.slice(plan.unrecorded).map((each) => each[name]));
      return {
        exercise: exerciseSlug,
        tests,
        accepted: part('accepted'),
        claimed: part('claimed'),
        event: part('event'),
        bare: spreadOf(times.get(bare.name) ?? []),
      };
    } finally {
      await bare.close();
    }
  } finally {
    candidate.leave();
  }
}

/** The exercise's accepted example is saved in the attempt, and laid beside the visible tests for bare pytest. */
async function prepare(candidate: Candidate, site: string, signal: AbortSignal): Promise<Task> {
  const { package: exercise, examples } = await loadExercise(exerciseSlug);
  const accepted = examples.find(({ expectation }) => expectation.verdict === 'accepted');
  const workspace = candidate.attempt.workspaces.find(({ title }) => title === exercise.manifest.title);
  if (accepted === undefined || workspace === undefined) {
    throw new AssayError('bench-failed', `The demo's assessment has no exercise ${exerciseSlug} with an accepted example.`);
  }
  const visible = exercise.manifest.groups.filter(({ visibility }) => visibility === 'visible');
  const testPaths = visible.flatMap((group) => group.tests);
  const tests = visible.flatMap(({ id }) => exercise.testManifest[id] ?? []).length;
  const testFiles = exercise.tests.filter((file) => testPaths.includes(file.path));
  const files = [...accepted.files, ...testFiles].map(({ path, content }) => ({ path, content: Buffer.from(content) }));
  const bare = await barePytest({ files, testPaths, tests, site }, signal);
  const revisionId = await candidate.save(workspace.id, accepted.files);
  const submit = async () => {
    const { run, times } = await candidate.run(workspace.id, revisionId);
    const passed = run.report?.cases.filter(({ outcome }) => outcome === 'passed').length;
    if (passed !== tests) {
      throw new AssayError(
        'bench-failed',
        `A trial run passed ${passed ?? 'none'} of ${tests} tests: ${JSON.stringify(run.report)}`,
      );
    }
    return times;
  };
  return { bare, submit, tests };
}
