import type { ExercisePackage } from '@assay/contracts';
import { hashOfFiles, hashOfJson } from '@assay/platform';

/**
 * SHA-256 (lower-case hex) over everything that a package is made of: manifest, statement, requirements, starter, tests, variants,
 * forms, test manifest and rubric. Neither the order of files nor that of keys matters. Example submissions are not part of it, and neither
 * is `hash`, so that `hashOfPackage(package) === package.hash` tells whether a package is what it was.
 */
export function hashOfPackage(contents: Omit<ExercisePackage, 'hash'>): string {
  const { manifest, statement, requirements, starter, tests, variants, forms, testManifest, rubric } = contents;
  const files = { starter: hashOfFiles(starter), tests: hashOfFiles(tests) };
  return hashOfJson({ manifest, statement, requirements, ...files, variants, forms, testManifest, rubric });
}
