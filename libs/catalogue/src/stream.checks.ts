import type { ExercisePackage, Harness, TestGroup } from '@assay/contracts';
import { exerciseError } from './catalogue.error.js';

type Parts = Pick<ExercisePackage, 'manifest' | 'tests'>;

/** Taken by the runner in every sandbox: the app of an `http` group, and the server that latencies are measured against. */
const ownPorts: readonly number[] = [8_000, 8_001];
const callingHarnesses: readonly Harness[] = ['call', 'http', 'peer'];

/** Throws a CatalogueError at the first field of `http`, `peer` or `sql` that a group lacks, or has without having that harness. */
export function checkStreams({ manifest, tests }: Parts): void {
  const paths = new Set(tests.map(({ path }) => path));
  for (const group of manifest.groups) {
    checkApp(group, manifest.modules);
    checkServices(group);
    checkDatabase(group, paths);
    if (callingHarnesses.includes(group.harness) && manifest.modules.length === 0) {
      throw refused(group, `has the harness ${group.harness}, which imports modules; name them under modules.`);
    }
  }
}

function checkApp(group: TestGroup, modules: readonly string[]): void {
  const { harness, app, reset, isolation } = group;
  if ((harness === 'http') !== (app !== undefined)) {
    throw refused(
      group,
      app === undefined ? 'has the harness http and needs an app.' : 'has an app, which belongs to the harness http.',
    );
  }
  if (reset !== undefined && (harness !== 'http' || isolation !== 'run')) {
    throw refused(group, 'has a reset, which belongs to the harness http with isolation run.');
  }
  if (harness === 'http' && isolation === 'reimport') {
    throw refused(group, 'has isolation reimport, which a server cannot have; use run with a reset, or test.');
  }
  for (const path of [app, reset]) {
    const module = path?.split(':')[0];
    if (module !== undefined && !modules.includes(module)) {
      throw refused(group, `names ${String(path)}; add ${module} to modules.`);
    }
  }
}

function checkServices(group: TestGroup): void {
  const { harness, services } = group;
  if (harness === 'peer' && services === undefined) throw refused(group, 'has the harness peer and needs services.');
  if (services === undefined) return;
  if (harness !== 'peer' && harness !== 'http') {
    throw refused(group, 'has services, which belong to the harnesses peer and http.');
  }
  const ports = services.map(({ port }) => port);
  const taken = ports.find((port, index) => ownPorts.includes(port) || ports.indexOf(port) !== index);
  if (taken !== undefined) throw refused(group, `gives a service the port ${String(taken)}, which is taken; choose another.`);
  const names = services.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refused(group, `has two services with the name ${twice}; rename one.`);
}

function checkDatabase(group: TestGroup, paths: ReadonlySet<string>): void {
  const { harness, database } = group;
  if ((harness === 'sql') !== (database !== undefined)) {
    throw refused(
      group,
      database === undefined ? 'has the harness sql and needs a database.' : 'has a database, which belongs to the harness sql.',
    );
  }
  const missing = [database?.schema, database?.seed].find((path) => path !== undefined && !paths.has(path));
  if (missing !== undefined) {
    throw exerciseError('test-files', `tests/${missing}`, `is missing; the database of the group ${group.id} is made of it.`);
  }
}

function refused({ id }: TestGroup, sentence: string): Error {
  return exerciseError('schema', 'exercise.yaml', `the group ${id} ${sentence}`);
}
