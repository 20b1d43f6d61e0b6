import type { GradingReport } from '@assay/contracts';
import { gradeFiles } from '@assay/grading';
import { AssayError, canonicalJson } from '@assay/platform';
import type { SandboxDriver } from '@assay/sandbox';
import type { DemoPiece } from './demo.js';
import { pieceKey } from './demo.js';
import { findOptionalReport, removeOtherReports, writeReport } from './recorded-reports.js';

/** What a piece came to, and whether its file was written. */
export interface Recorded {
  piece: DemoPiece;
  report: GradingReport;
  changed: boolean;
}

/**
 * Grades every piece and keeps the reports in the catalogue. A report that says the same as the recorded one, times and
 * memory aside, leaves its file as it is.
 *
 * @throws AssayError `sandbox-failed` when a piece could not be graded; files of pieces graded before it are written.
 */
export async function recordPieces(
  pieces: readonly DemoPiece[],
  driver: SandboxDriver,
  onRecorded: (recorded: Recorded) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const piece of pieces) {
    const report = await gradePiece(piece, driver, signal);
    const before = await findOptionalReport(piece);
    const changed = before === null || canonicalJson(timeless(before)) !== canonicalJson(timeless(report));
    if (changed) {
      await writeReport(piece, report);
    }
    onRecorded({ piece, report, changed });
  }
  await removeOtherReports(pieces);
}

/** Grades one piece for good. @throws AssayError `sandbox-failed` on a fault of the platform. */
export async function gradePiece(piece: DemoPiece, driver: SandboxDriver, signal?: AbortSignal): Promise<GradingReport> {
  const { exercise, files } = piece;
  const report = await gradeFiles({ exercise, files, purpose: 'grading', driver, ...(signal ? { signal } : {}) });
  if (report.verdict === 'judge-error') {
    throw new AssayError(
      'sandbox-failed',
      `${pieceKey(piece)} could not be graded: ${report.fault?.message ?? 'no reason given'}`,
    );
  }
  return report;
}

/** A report without what differs between two runs of the same work. */
function timeless(report: GradingReport) {
  return { ...report, usage: null, cases: report.cases.map((one) => ({ ...one, durationMs: null })) };
}
