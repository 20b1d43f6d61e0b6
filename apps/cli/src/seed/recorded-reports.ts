import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { demoFolder } from '@assay/catalogue';
import type { GradingReport } from '@assay/contracts';
import { gradingReport } from '@assay/contracts';
import { AssayError, hashOfFiles } from '@assay/platform';
import type { DemoPiece } from './demo.js';
import { pieceKey } from './demo.js';

const folder = path.join(demoFolder, 'reports');

/** What to do about a report that is not there or not of this work. */
const help = 'Record the demo again: npm run assay -- seed --record';

/**
 * The report of a piece as it was recorded.
 *
 * @throws AssayError `set-up-failed` when there is none, or when it is of other files or another exercise than those here.
 */
export async function readReport(piece: DemoPiece): Promise<GradingReport> {
  const report = await findOptionalReport(piece);
  if (report === null) {
    throw new AssayError('set-up-failed', `The demo has no report of ${pieceKey(piece)}. ${help}`);
  }
  if (report.filesHash !== hashOfFiles(piece.files) || report.exercise.packageHash !== piece.exercise.hash) {
    throw new AssayError('set-up-failed', `The exercise or the files of ${pieceKey(piece)} changed since it was graded. ${help}`);
  }
  return report;
}

/** The recorded report, whatever it is of, or null. */
export async function findOptionalReport(piece: DemoPiece): Promise<GradingReport | null> {
  const text = await readFile(fileOf(piece), 'utf8').catch(() => null);
  const checked = text === null ? null : gradingReport.safeParse(JSON.parse(text));
  return checked?.data ?? null;
}

export async function writeReport(piece: DemoPiece, report: GradingReport): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(fileOf(piece), `${JSON.stringify(report, null, 2)}\n`);
}

/** Takes away the reports of pieces that the demo no longer has. */
export async function removeOtherReports(pieces: readonly DemoPiece[]): Promise<void> {
  const wanted = new Set(pieces.map((piece) => path.basename(fileOf(piece))));
  const others = (await readdir(folder)).filter((name) => !wanted.has(name));
  await Promise.all(others.map((name) => rm(path.join(folder, name))));
}

function fileOf(piece: DemoPiece): string {
  return path.join(folder, `${pieceKey(piece)}.json`);
}
