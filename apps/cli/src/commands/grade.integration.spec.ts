import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exercisesFolder } from '@assay/catalogue';
import { currentEnvironment } from '@assay/platform';
import type { GradeAnswer } from '../grade/grade.js';
import { assay } from '../testing/command-line.js';

const example = (name: string) => path.join(exercisesFolder, 'word-counter/submissions', name);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-grade-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const grade = (submission: string, ...more: string[]) =>
  assay(['grade', '--exercise', 'word-counter', '--submission', submission, ...more]);

describe('assay grade', () => {
  it.each(['docker', 'bubblewrap'])('on %s accepts the reference with exit code 0', async (driver) => {
    const { exitCode, printed, complained } = await grade(example('reference'), '--driver', driver, '--json');
    expect(complained).not.toContain('Nothing can be graded');
    expect(complained.includes('development assurance')).toBe(driver === 'bubblewrap');
    const answer = JSON.parse(printed) as GradeAnswer;
    expect(answer).toMatchObject({
      verdict: 'accepted',
      score: 1,
      runtime: { driver },
      limitsHit: [],
      fault: null,
      steady: true,
    });
    expect(answer.usage.cpuMs).toBeGreaterThan(0);
    expect(answer.usage.wallMs).toBeGreaterThan(0);
    expect(exitCode).toBe(0);
  });

  it('ends with exit code 1 when the work is not accepted, and tells the candidate nothing of hidden tests', async () => {
    const { exitCode, printed } = await grade(example('ties-as-they-come'), '--driver', 'docker', '--json', '--repeat', '2');
    const answer = JSON.parse(printed) as GradeAnswer;
    expect(exitCode).toBe(1);
    expect(answer).toMatchObject({ verdict: 'partial', steady: true });
    expect(answer.runs).toHaveLength(2);
    const hidden = answer.groups.filter(({ visibility }) => visibility === 'hidden').map(({ id }) => id);
    expect(hidden.length).toBeGreaterThan(0);
    expect(answer.candidate.whileOpen.verdict).toBeNull();
    expect(answer.candidate.afterClose.cases.filter(({ group }) => hidden.includes(group))).toEqual([]);
  });

  it('says it in words without --json', async () => {
    const { exitCode, printed } = await grade(example('does-not-import'), '--driver', 'docker');
    expect(exitCode).toBe(1);
    expect(printed).toContain('word-counter version 1: load-error');
    expect(printed).toContain('SyntaxError');
  });

  it.each([
    [['grade'], "Required option '--exercise <slug|folder>' not specified."],
    [['grade', '--exercise', 'nothing-like-it', '--submission', '.'], 'there is no such exercise or folder'],
    [
      ['grade', '--exercise', 'word-counter', '--submission', '/nowhere/at/all'],
      'There is no folder or archive at /nowhere/at/all.',
    ],
    [['grade', '--exercise', 'word-counter', '--submission', '.', '--driver', 'vm'], 'Allowed choices are docker, bubblewrap.'],
    [['grade', '--exercise', 'word-counter', '--submission', '.', '--repeat', '0'], 'It must be a whole number from 1 to 1000.'],
    [['gade'], "Unknown command 'gade'."],
  ])('%j is wrong usage, exit code 2', async (args, sentence) => {
    const { exitCode, complained } = await assay(args);
    expect(complained).toContain(sentence);
    expect(exitCode).toBe(2);
  });

  it('refuses a submission with a link, exit code 2', async () => {
    await symlink('/etc/passwd', path.join(folder, 'solution.py'));
    const { exitCode, complained } = await grade(folder);
    expect(complained).toContain('solution.py is a link');
    expect(exitCode).toBe(2);
  });

  it('ends with exit code 2 and the file that is missing when the certificates for the engine are not there', async () => {
    const { exitCode, complained } = await assay(
      ['grade', '--exercise', 'word-counter', '--submission', example('reference'), '--driver', 'docker'],
      { ...currentEnvironment(), DOCKER_HOST: 'tcp://engine.invalid:2376', DOCKER_CERT_PATH: folder },
    );
    expect(complained).toContain('DOCKER_CERT_PATH must name a folder');
    expect(complained).toContain(path.join(folder, 'ca.pem'));
    expect(exitCode).toBe(2);
  });

  it('ends with exit code 3 and one sentence when no engine answers', async () => {
    const { exitCode, complained } = await assay(
      ['grade', '--exercise', 'word-counter', '--submission', example('reference'), '--driver', 'docker'],
      { ...currentEnvironment(), DOCKER_HOST: `unix://${folder}/nothing.sock` },
    );
    expect(complained).toContain('Nothing can be graded: the Docker engine does not answer');
    expect(complained).toContain('npm run assay -- provision');
    expect(exitCode).toBe(3);
  });
});
