import type { TextFile } from '@assay/contracts';
import type { HandedInFile } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { z } from 'zod';
import type { Comparison } from './comparison.js';
import { comparisonOf } from './comparison.js';
import type { ProblemYaml } from './problem.js';
import { readYaml, withConstants, words } from './problem.js';

export interface Case {
  /** Its path below `data/`, without ending: `secret/group1/many`. */
  name: string;
  input: string;
  answer: string;
}

export interface TestData {
  samples: Case[];
  secrets: Case[];
  comparison: Comparison;
  leftOut: string[];
}

const settingsYaml = z.looseObject({ args: words, output_validator_flags: words, output_validator_args: words });

/**
 * The cases that a program can be given on standard input alone. All are compared in the same way.
 *
 * @throws AssayError `exercise-invalid` when no secret case is left, or when they are compared in different ways
 */
export function readTestData(all: readonly HandedInFile[], files: readonly TextFile[], problem: ProblemYaml): TestData {
  const texts = new Map(files.map(({ path, content }) => [path, content]));
  const settings = (name: string) => settingsOf(name, texts, problem);
  const leftOut: string[] = [];
  const found = files
    .filter(({ path }) => /^data\/(?:sample|secret)\/.*\.in$/.test(path))
    .flatMap(({ path, content }): Case[] => {
      const name = path.slice('data/'.length, -'.in'.length);
      const answer = texts.get(`data/${name}.ans`);
      if (answer === undefined) {
        leftOut.push(`${path}: has no answer beside it, so it is no case.`);
        return [];
      }
      if (settings(name).args.length > 0 || all.some((other) => /^\.(?:args$|files\/)/.test(rest(other.path, `data/${name}`)))) {
        leftOut.push(`${path}: needs arguments or files besides its input, so it is left out; write a test for it.`);
        return [];
      }
      return [{ name, input: content, answer }];
    });
  const [samples, secrets] = ['sample/', 'secret/'].map((folder) => found.filter(({ name }) => name.startsWith(folder)));
  const [first, ...others] = secrets ?? [];
  if (first === undefined) {
    const sentence = 'data/secret: holds no case with an answer, so nothing would be tested.';
    throw new AssayError('exercise-invalid', [sentence, ...leftOut].join('\n'));
  }
  const flags = settings(first.name).flags;
  const different = others.find(({ name }) => settings(name).flags.join(' ') !== flags.join(' '));
  if (different !== undefined) {
    throw new AssayError(
      'exercise-invalid',
      `data/${different.name}.in: its output is compared in another way than that of data/${first.name}.in; here all are compared alike.`,
    );
  }
  const differing = samples?.find(({ name }) => settings(name).own && settings(name).flags.join(' ') !== flags.join(' '));
  if (differing !== undefined) {
    leftOut.push(`data/${differing.name}.in: samples are compared as the secret cases are, not with flags of their own.`);
  }
  return { samples: samples ?? [], secrets: [first, ...others], comparison: comparisonOf(flags), leftOut };
}

function rest(path: string, start: string): string {
  return path.startsWith(start) ? path.slice(start.length) : '';
}

/** What the file of a case says, or the nearest above it that says anything of it. */
function settingsOf(
  name: string,
  texts: ReadonlyMap<string, string>,
  problem: ProblemYaml,
): { args: string[]; flags: string[]; own: boolean } {
  const folders = name.split('/').map((_, depth, parts) => ['data', ...parts.slice(0, depth)].join('/'));
  const files = [
    `data/${name}.yaml`,
    ...folders.reverse().flatMap((folder) => [`${folder}/test_group.yaml`, `${folder}/testdata.yaml`]),
  ];
  const said = files.flatMap((file) => {
    const text = texts.get(file);
    return text === undefined ? [] : [readYaml(file, withConstants(text, problem), settingsYaml)];
  });
  const flags = said
    .map((file) => file.output_validator_args ?? file.output_validator_flags)
    .find((list) => list !== undefined && list.length > 0);
  return {
    args: said.map(({ args }) => args).find((list) => list !== undefined) ?? [],
    flags: [...(problem.validator_flags ?? []), ...(flags ?? [])],
    own: flags !== undefined,
  };
}
