import type { ExercisePackage, ExerciseManifest, TestGroup } from '@assay/contracts';
import { exerciseError } from './catalogue.error.js';
import { checkKeyedGroups } from './keyed.checks.js';
import { checkReferences } from './reference.checks.js';
import { checkStreams } from './stream.checks.js';
import { requirementsMarkedIn } from './test.marks.js';

type Parts = Omit<ExercisePackage, 'hash' | 'testManifest'>;

/** Throws a CatalogueError at the first place where the files of an exercise do not fit together. */
export function checkParts(parts: Parts, knownCompetencies: ReadonlySet<string>): void {
  checkStarter(parts);
  checkGroups(parts.manifest);
  checkStreams(parts);
  checkTestFiles(parts);
  checkKeyedGroups(parts);
  checkReferences(parts);
  checkRequirements(parts);
  checkCompetencies(parts, knownCompetencies);
  checkCriteria(parts);
}

/** Harnesses for which candidates write no code. */
const codeless: readonly TestGroup['harness'][] = ['keyed', 'written'];
/** Harnesses that work without importing anything: candidates of `sql` write modules only where the tests ask for some. */
const moduleless: readonly TestGroup['harness'][] = [...codeless, 'sql'];

function checkStarter({ starter, manifest }: Parts): void {
  if (starter.length === 0) {
    throw exerciseError('file-missing', 'starter', 'is empty; give candidates a file to begin with.');
  }
  const canDoWithout = manifest.groups.every(({ harness }) => moduleless.includes(harness));
  const isCodeless = manifest.groups.every(({ harness }) => codeless.includes(harness));
  if (manifest.modules.length === 0 ? !canDoWithout : isCodeless) {
    const sentence =
      manifest.modules.length === 0
        ? 'names no module, but a group is about code.'
        : 'names modules, but no group is about code.';
    throw exerciseError('schema', 'exercise.yaml', sentence);
  }
  const paths = new Set(starter.map((file) => file.path));
  for (const module of manifest.modules) {
    const path = module.replaceAll('.', '/');
    if (!paths.has(`${path}.py`) && !paths.has(`${path}/__init__.py`)) {
      throw exerciseError('file-missing', `starter/${path}.py`, `is missing; exercise.yaml names the module ${module}.`);
    }
  }
  for (const group of manifest.groups) checkProgram(group, paths);
}

/** A `cli` group runs a program that candidates are given to begin with. */
function checkProgram(group: TestGroup, starter: ReadonlySet<string>): void {
  if ((group.harness === 'cli') !== (group.program !== undefined)) {
    const sentence =
      group.program === undefined ? 'needs a program to run.' : 'names a program, which belongs to the harness cli.';
    throw exerciseError('schema', 'exercise.yaml', `the group ${group.id} ${sentence}`);
  }
  if (group.program !== undefined && !starter.has(group.program)) {
    throw exerciseError('file-missing', `starter/${group.program}`, `is missing; the group ${group.id} runs it.`);
  }
}

function checkGroups({ groups }: ExerciseManifest): void {
  const ids = new Set<string>();
  for (const group of groups) {
    if (ids.has(group.id)) {
      throw exerciseError('schema', 'exercise.yaml', `has two groups with the id ${group.id}; rename one.`);
    }
    ids.add(group.id);
    checkWhatGroupRuns(group);
  }
  if (!groups.some((group) => group.weight > 0)) {
    throw exerciseError('schema', 'exercise.yaml', 'gives no group a weight above 0, so no score could be computed.');
  }
}

function checkWhatGroupRuns(group: TestGroup): void {
  const runsChecks = group.harness === 'static';
  const runsNothing = codeless.includes(group.harness) || group.harness === 'mutants';
  if (runsChecks !== group.checks.length > 0) {
    const sentence = runsChecks ? 'has the harness static and needs checks.' : 'has checks, which belong to the harness static.';
    throw exerciseError('schema', 'exercise.yaml', `the group ${group.id} ${sentence}`);
  }
  if (group.harness !== 'keyed' && (group.key !== undefined || group.answers !== undefined)) {
    throw exerciseError('schema', 'exercise.yaml', `the group ${group.id} has a key, which belongs to the harness keyed.`);
  }
  if ((runsChecks || runsNothing) === group.tests.length > 0) {
    const sentence = runsChecks || runsNothing ? `has the harness ${group.harness}, which runs no tests.` : 'names no test file.';
    throw exerciseError('schema', 'exercise.yaml', `the group ${group.id} ${sentence}`);
  }
}

/** Every file that a group names exists in the folder of its visibility; every test file belongs to exactly one group. */
function checkTestFiles({ manifest, tests }: Parts): void {
  const paths = new Set(tests.map((file) => file.path));
  const owners = new Map<string, string>();
  for (const group of manifest.groups) {
    for (const path of group.tests) {
      if (!paths.has(path)) {
        throw exerciseError('test-files', `tests/${path}`, `is missing; the group ${group.id} names it.`);
      }
      if (!path.startsWith(`${group.visibility}/`)) {
        throw exerciseError(
          'test-files',
          `tests/${path}`,
          `belongs to the ${group.visibility} group ${group.id}; move it to tests/${group.visibility}.`,
        );
      }
      const owner = owners.get(path);
      if (owner !== undefined) {
        throw exerciseError('test-files', `tests/${path}`, `is named by ${owner} and by ${group.id}; a test counts once.`);
      }
      owners.set(path, group.id);
    }
  }
  const forgotten = tests.find(({ path }) => isTestFile(path) && !owners.has(path));
  if (forgotten) {
    throw exerciseError(
      'test-files',
      `tests/${forgotten.path}`,
      'is in no group, so it would never run; name it in exercise.yaml.',
    );
  }
}

function isTestFile(path: string): boolean {
  return /(?:^|\/)test_[^/]*\.py$/.test(path);
}

function checkRequirements({ manifest, requirements, tests }: Parts): void {
  const known = new Set(requirements.map((requirement) => requirement.id));
  const refuseUnknown = (ids: readonly string[], file: string): void => {
    const unknown = ids.find((id) => !known.has(id));
    if (unknown !== undefined) {
      throw exerciseError('requirement-unknown', file, `refers to the requirement ${unknown}, which statement.md does not have.`);
    }
  };
  for (const { path, content } of tests) {
    refuseUnknown(requirementsMarkedIn(content), `tests/${path}`);
  }
  for (const check of manifest.groups.flatMap((group) => group.checks)) {
    refuseUnknown(check.requirements, 'exercise.yaml');
  }
}

/** Evidence and criteria are about competencies that the exercise declares and a role has; what is declared has evidence. */
function checkCompetencies({ manifest, rubric }: Parts, known: ReadonlySet<string>): void {
  const declared = new Set(manifest.competencies.map((competency) => competency.id));
  for (const id of declared) {
    if (!known.has(id)) {
      throw exerciseError('competency-unknown', 'exercise.yaml', `declares the competency ${id}, which the role does not have.`);
    }
  }
  const fromGroups = manifest.groups.flatMap((group) =>
    group.evidence.map(({ competency }) => ({ competency, file: 'exercise.yaml' })),
  );
  const fromRubric = rubric.criteria.map(({ competency }) => ({ competency, file: 'rubric.yaml' }));
  const evidence = [...fromGroups, ...fromRubric];
  const undeclared = evidence.find(({ competency }) => !declared.has(competency));
  if (undeclared) {
    throw exerciseError(
      'competency-unknown',
      undeclared.file,
      `gives evidence for ${undeclared.competency}; declare it with its minutes in exercise.yaml.`,
    );
  }
  const unmeasured = [...declared].find((id) => !evidence.some(({ competency }) => competency === id));
  if (unmeasured !== undefined) {
    throw exerciseError(
      'competency-unknown',
      'exercise.yaml',
      `declares ${unmeasured}, but no group and no criterion is evidence for it.`,
    );
  }
}

function checkCriteria({ rubric }: Parts): void {
  const ids = rubric.criteria.map((criterion) => criterion.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw exerciseError('schema', 'rubric.yaml', `has two criteria with the id ${twice}; rename one.`);
  }
}
