import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Leaves the counts of a target's run in `dist/test-results/<target>.json`, for the sum over all projects. */
export default class ResultsReporter {
  onRunComplete(_contexts, results) {
    const target = process.env.NX_TASK_TARGET_TARGET;
    if (target === undefined) {
      return;
    }
    const folder = path.join(process.cwd(), 'dist/test-results');
    mkdirSync(folder, { recursive: true });
    const counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(path.join(folder, `${target}.json`), JSON.stringify(counts));
  }
}
