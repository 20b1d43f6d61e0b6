import type { RunGroupRequest } from '@assay/sandbox';
import { sharesPair } from '@assay/sandbox';

/** Groups of one grading that run at the same time, each in sandboxes of its own. */
export const groupsAtOnce = 2;

/**
 * Parts the groups of a grading into series, each to run from first to last in one pair of sandboxes. Groups that may share a pair are
 * dealt out to as many series as run at the same time; every other group is a series of its own.
 *
 * @returns each group once; series begin in the order of their first groups
 */
export function seriesOf(requests: readonly RunGroupRequest[]): RunGroupRequest[][] {
  const kin: RunGroupRequest[][] = [];
  for (const request of requests) {
    const known = kin.find(([first]) => first !== undefined && sharesPair(first, request));
    if (known === undefined) kin.push([request]);
    else known.push(request);
  }
  const series = kin.flatMap(dealtOut);
  const place = ([first]: RunGroupRequest[]) => requests.indexOf(first as RunGroupRequest);
  return series.sort((one, other) => place(one) - place(other));
}

function dealtOut(kin: readonly RunGroupRequest[]): RunGroupRequest[][] {
  const hands = Array.from({ length: groupsAtOnce }, (_, hand) => kin.filter((_request, index) => index % groupsAtOnce === hand));
  return hands.filter(({ length }) => length > 0);
}
