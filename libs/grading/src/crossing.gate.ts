import type { ExercisePackage } from '@assay/contracts';

/** Harnesses whose tests hold proxies of the solution. */
const calling: ReadonlySet<string> = new Set(['call', 'http', 'peer']);
const clock = String.raw`(?:time|datetime)\b`;
/** A patch of a clock, by its name or as an object. */
const patchedClock = new RegExp(String.raw`\b(?:setattr|patch(?:\.object)?)\(\s*["']?${clock}`);
const frozenClock = /^\s*(?:from|import)\s+(?:freezegun|time_machine)\b/;
const synchroniser = String.raw`(?:asyncio|threading)\.(?:Event|Queue|Lock|Condition|Semaphore|Barrier)`;

/**
 * What tests do that has no effect on the solution, because it runs in another process, as far as the source of the tests shows it; each
 * with its place, in sentences for the author.
 */
export function crossingProblems({ manifest, tests }: ExercisePackage): string[] {
  const paths = new Set(manifest.groups.filter(({ harness }) => calling.has(harness)).flatMap((group) => group.tests));
  return tests
    .filter(({ path }) => paths.has(path) || path.endsWith('conftest.py'))
    .flatMap(({ path, content }) => problemsIn(path, content, manifest.modules));
}

function problemsIn(path: string, source: string, modules: readonly string[]): string[] {
  const ours = namesOf(source, modules);
  const shared = new Set(
    [...source.matchAll(new RegExp(String.raw`(\w+)\s*=\s*${synchroniser}\(`, 'g'))].map(([, name = '']) => name),
  );
  return source.split('\n').flatMap((line, index) => {
    const at = `tests/${path}, line ${String(index + 1)}`;
    const code = line.replace(/#.*$/, '');
    const said: string[] = [];
    if (/^\s*(?:from|import)\s+contextvars\b/.test(code)) {
      said.push(`${at}: context variables do not cross to the solution; pass the value as an argument.`);
    }
    if (patchedClock.test(code) || frozenClock.test(code)) {
      said.push(
        `${at}: a patched clock does not cross to the solution; let it take the clock as an argument, or measure ratios.`,
      );
    }
    if (hands(code, ours, shared)) {
      said.push(`${at}: what synchronises tasks or threads does not cross to the solution; hand it a function to call or await.`);
    }
    return said;
  });
}

/** Names by which a test file reaches the solution: what it imports from a module, or the module itself. */
function namesOf(source: string, modules: readonly string[]): string[] {
  return modules.flatMap((module) => {
    const escaped = module.replaceAll('.', String.raw`\.`);
    const from = [...source.matchAll(new RegExp(String.raw`^from ${escaped} import (?:\(([^)]*)\)|([^\n#]*))`, 'gm'))];
    const names = from.flatMap(([, several, one = '']) =>
      (several ?? one).split(',').map((name) => name.trim().replace(/^.*\sas\s/, '')),
    );
    return [
      ...names.filter((name) => /^\w+$/.test(name)),
      ...(new RegExp(String.raw`^import ${escaped}\b`, 'm').test(source) ? [module] : []),
    ];
  });
}

/** Whether a line calls the solution with such an object. */
function hands(code: string, ours: readonly string[], shared: ReadonlySet<string>): boolean {
  if (ours.length === 0) return false;
  const called = new RegExp(
    String.raw`\b(?:${ours.map((name) => name.replaceAll('.', String.raw`\.`)).join('|')})(?:\.\w+)*\((.*)$`,
  );
  const [, given] = called.exec(code) ?? [];
  if (given === undefined) return false;
  return (
    new RegExp(synchroniser).test(given) ||
    [...shared].some((name) => new RegExp(String.raw`(?:^|[(,=]\s*)${name}\s*(?:[,)]|$)`).test(given))
  );
}
