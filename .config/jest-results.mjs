import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Of the reason why a test failed: enough to see which expectation it was. */
const linesKept = 12;

/** Leaves what came of a target's run in `dist/test-results/<target>.json`, for the sum over all projects. */
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
      skipped: results.numPendingTests + results.numTodoTests,
      failures: results.testResults.flatMap(failuresOf),
    };
    writeFileSync(path.join(folder, `${target}.json`), JSON.stringify(counts));
  }
}

/** Failed tests of one file, or the file itself when it could not be run. */
function failuresOf({ testFilePath, testExecError, failureMessage, testResults }) {
  const file = path.relative(path.dirname(import.meta.dirname), testFilePath);
  if (testExecError !== undefined) {
    return [{ test: file, reason: shortened(failureMessage) }];
  }
  return testResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({ test: `${file} › ${fullName}`, reason: shortened(failureMessages.join('\n')) }));
}

function shortened(text) {
  const lines = stripVTControlCharacters(text ?? '').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .slice(0, linesKept)
    .join('\n');
}
