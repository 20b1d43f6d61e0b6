import type { ExercisePackage, GradingReport } from '@assay/contracts';
import { harness, verdict } from '@assay/contracts';
import { loadExercise } from '@assay/catalogue';
import { candidateReportOf } from '@assay/domain';
import { currentEnvironment } from '@assay/platform';
import type { RunFile, SandboxDriver } from '@assay/sandbox';
import { defaultRecipeFolder } from '@assay/sandbox';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { secret, tallyExercise } from './tally.exercise.js';

/** Hostile and odd submissions, the exercises that they are handed in for, and how to add one: see its README. */
const redteamFolder = join(defaultRecipeFolder, 'tests', 'redteam');

const classes = ['tamper', 'exfiltration', 'resource', 'escape', 'honest'] as const;

/** `case.json`. */
const description = z.strictObject({
  attempts: z.string().min(10),
  exercise: z.string(),
  harness,
  /** One of these, where the class alone asks for less. */
  verdicts: z.array(verdict).min(1).optional(),
  /** It must not get more than this. */
  score: z.number().min(0).max(1).optional(),
  /** Runtimes that lack what contains it, each with what that is. */
  unenforced: z.partialRecord(z.enum(['docker', 'bubblewrap']), z.string()).default({}),
});

export interface RedteamCase extends z.infer<typeof description> {
  /** `<class>/<name>`. */
  id: string;
  class: (typeof classes)[number];
  files: RunFile[];
}

/** Every case that is a folder of files; archives are refused at intake, before anything is graded. */
export function redteamCases(): RedteamCase[] {
  return classes.flatMap((kind) =>
    readdirSync(join(redteamFolder, 'cases', kind))
      .sort()
      .map((name) => ({ id: `${kind}/${name}`, folder: join(redteamFolder, 'cases', kind, name) }))
      .filter(({ folder }) => existsSync(join(folder, 'files')))
      .map(({ id, folder }) => ({
        ...description.parse(JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'))),
        id,
        class: kind,
        files: filesBelow(join(folder, 'files')),
      })),
  );
}

/** Every file below a folder, as handed in. A name that begins with `dot-` stands for one that begins with a point, which would steer the tools of this repository. */
export function filesBelow(folder: string): RunFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: file.slice(folder.length + 1).replace(/(^|\/)dot-/g, '$1.'), content: readFileSync(file) }));
}

/** Loads an exercise of the set once. */
export function redteamExercises(): (name: string) => Promise<ExercisePackage> {
  const loaded = new Map<string, Promise<ExercisePackage>>([['tally', Promise.resolve(tallyExercise)]]);
  return (name) => {
    const found = loaded.get(name) ?? loadExercise(join(redteamFolder, 'exercises', name)).then((exercise) => exercise.package);
    loaded.set(name, found);
    return found;
  };
}

/** Whether the driver has what contains the case. */
export function isContainedBy(driver: SandboxDriver['name'], { unenforced }: RedteamCase): boolean {
  return unenforced[driver] === undefined;
}

/** What was planted in hidden tests, the names of hidden tests, and what the host's environment holds. */
function secretsOf(exercise: ExercisePackage, files: readonly RunFile[]): string[] {
  const hidden = exercise.tests.filter(({ path }) => path.startsWith('hidden/')).map(({ content }) => content);
  const planted = hidden.flatMap((source) => source.match(/PLANTED[-_]\w+/gi) ?? []);
  const own = files.map(({ content }) => Buffer.from(content).toString('utf8')).join('\n');
  const names = exercise.manifest.groups
    .filter(({ visibility, harness: kind }) => visibility === 'hidden' && kind === 'call')
    .flatMap(({ id }) => exercise.testManifest[id] ?? [])
    .filter((id) => !own.includes(id.split('::')[1] ?? id));
  const environment = Object.values(currentEnvironment()).filter((value) => value !== undefined && value.length >= 16);
  return [...new Set([secret, ...planted, ...names, ...environment.filter((value) => !value?.startsWith('/usr'))])].filter(
    (text) => text !== undefined,
  );
}

/** Everything that the candidate could ever be shown of a report, in one text. */
function everythingShown(report: GradingReport): string {
  const shown = (['grading', 'trial'] as const).flatMap((purpose) =>
    [true, false].flatMap((closed) =>
      (['groups', 'nothing'] as const).map((afterClose) =>
        candidateReportOf(report, { purpose, closed, disclosure: { afterClose } }),
      ),
    ),
  );
  return JSON.stringify(shown);
}

/** A text as someone would write it to get it past a search for it. */
function disguises(text: string): string[] {
  const bytes = Buffer.from(text);
  const rotated = text.replace(/[a-z]/gi, (sign) => {
    const first = sign <= 'Z' ? 65 : 97;
    return String.fromCharCode(((sign.charCodeAt(0) - first + 13) % 26) + first);
  });
  return [
    text,
    Array.from(text).reverse().join(''),
    rotated,
    bytes.toString('hex'),
    bytes.join(', '),
    Buffer.from(text, 'utf16le').toString('hex'),
    encodeURIComponent(text),
    // Base 64 depends on where in a longer text it begins: what is certain is the middle, for each of three beginnings.
    ...[0, 1, 2].map((before) =>
      Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        .slice(before === 0 ? 0 : 4, -4),
    ),
  ];
}

/** Letters and digits alone, so that neither case nor spacing hides anything. */
function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Secrets that the candidate could read out of what they are shown. */
export function leaksIn(report: GradingReport, exercise: ExercisePackage, files: readonly RunFile[]): string[] {
  const shown = squeezed(everythingShown(report));
  return secretsOf(exercise, files).filter((text) => disguises(text).some((disguise) => shown.includes(squeezed(disguise))));
}
