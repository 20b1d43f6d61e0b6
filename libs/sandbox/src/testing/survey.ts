import { cp, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRecipeFolder } from '../image.recipe.js';
import { SandboxLink } from '../sandbox.link.js';
import type { SandboxDriver, SandboxImage, SandboxRole, SandboxSpec } from '../sandbox.port.js';
import { callGroup, filesBelow, pythonTests, runCold } from './drivers.js';

const folder = join(pythonTests, 'containment');

/** What a sandbox says of itself; see `sandbox-images/python/tests/containment/survey.py`. */
export interface Survey {
  status: Record<string, string>;
  first_status: Record<string, string>;
  mounts: [place: string, options: string[], type: string][];
  capacity: Record<string, [bytes: number, inodes: number]>;
  limits: Record<string, [soft: number, hard: number]>;
  own_limits: [number, boolean];
  interfaces: string[];
  network: { devices: string[]; reach: string | null };
  sockets: Record<string, string | null>;
  devices: string[];
  calls: Record<string, string>;
  environment: Record<string, string>;
  hostname: string[];
  processes: number;
  control_group: {
    memory: number | null;
    with_swap: number | null;
    swap: number | null;
    pids: number | null;
    cpus: number | null;
    paths: string[];
  };
  written: string[];
  run: string[];
  opened: string[];
  lending: string[];
}

/** Limits of the surveyed sandboxes. */
export const surveyed = { memoryMb: 124, pids: 40, tmpMb: 24 } as const;

/** The survey where candidate code runs, and beside the tests. */
export async function surveyRun(driver: SandboxDriver, image: SandboxImage): Promise<{ submission: Survey; grader: Survey }> {
  const files = await filesBelow(folder);
  const survey = files.filter(({ path }) => path === 'survey.py');
  const tests = files.filter(({ path }) => path !== 'first_process.py');
  const group = callGroup(tests, {
    limits: { memoryMb: surveyed.memoryMb - 24, pids: surveyed.pids, tmpMb: surveyed.tmpMb - 8 },
  });
  const solution = survey.map(({ content }) => ({ path: 'solution.py', content }));
  const request = { group, image, modules: ['solution'], files: solution, tests, drawSeed: 'survey' };
  const { cases, fault, loadError } = await runCold(driver, request);
  if (fault !== null || loadError !== null) throw new Error(fault?.message ?? loadError ?? '');
  const [submission, grader] = ['submission', 'grader'].map((side) => {
    const told = new Map<string, string>();
    for (const { id, message } of cases) {
      const topic = new RegExp(`\\[${side}-(\\w+)-\\d\\]$`).exec(id)?.[1];
      const part = JSON.parse((message ?? '').replace('RuntimeError: ', '')) as string;
      if (topic !== undefined) told.set(topic, (told.get(topic) ?? '') + part);
    }
    return Object.fromEntries([...told].map(([topic, text]) => [topic, JSON.parse(text) as unknown])) as unknown as Survey;
  });
  return { submission, grader } as { submission: Survey; grader: Survey };
}

/** A copy of the recipe in which the survey takes the place of every first process. */
export async function surveyRecipe(): Promise<{ recipeFolder: string; remove: () => Promise<void> }> {
  const recipeFolder = await mkdtemp(join(tmpdir(), 'assay-survey-'));
  await cp(defaultRecipeFolder, recipeFolder, { recursive: true });
  const runner = join(recipeFolder, 'runner', 'assay_runner');
  await copyFile(join(folder, 'survey.py'), join(runner, 'survey.py'));
  for (const name of ['submission', 'grader', 'static']) {
    await copyFile(join(folder, 'first_process.py'), join(runner, `${name}.py`));
  }
  return { recipeFolder, remove: () => rm(recipeFolder, { recursive: true }) };
}

/** The survey of a first process, by a driver of the recipe above. */
export async function surveyFirstProcess(driver: SandboxDriver, image: SandboxImage, role: SandboxRole): Promise<Survey> {
  const spec: SandboxSpec = { role, image, ...surveyed, lifeMs: 60_000 };
  const link = await SandboxLink.open(driver, spec, []);
  try {
    const { found } = await link.message('survey', 60_000);
    return found as Survey;
  } finally {
    await link.dispose();
  }
}
