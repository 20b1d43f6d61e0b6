import type { ExercisePackage } from '@assay/contracts';
import { hashOfFiles, hashOfJson } from '@assay/platform';

/**
 * SHA-256 (lower-case hex) over everything that a package is made of: manifest, statement, requirements, starter, tests, test
 * manifest and rubric. Neither the order of files nor that of keys matters; example submissions are not part of it.
 */
export function hashOfPackage(contents: Omit<ExercisePackage, 'hash'>): string {
  return hashOfJson({ ...contents, starter: hashOfFiles(contents.starter), tests: hashOfFiles(contents.tests) });
}
