import type { RunGroupRequest } from '@assay/sandbox';
import { sharesPair } from '@assay/sandbox';

/**
 * Parts the groups of a grading into series, each to run from first to last in one pair of sandboxes. Groups that may share a pair are
 * dealt out to as many series as run at the same time; every other group is a series of its own.
 *
 * @param atOnce how many series run at the same time
 * @returns each group once; series begin in the order of their first groups
 */
export function seriesOf(requests: readonly RunGroupRequest[], atOnce: number): RunGroupRequest[][] {
  const kin: RunGroupRequest[][] = [];
  for (const request of requests) {
    const known = kin.find(([first]) => first !== undefined && sharesPair(first, request));
    if (known === undefined) kin.push([request]);
    else known.push(request);
  }
  const series = kin.flatMap((alike) => dealtOut(alike, atOnce));
  const place = (one: RunGroupRequest[]) => Math.min(...one.map((request) => requests.indexOf(request)));
  return series.sort((one, other) => place(one) - place(other));
}

function dealtOut(alike: readonly RunGroupRequest[], hands: number): RunGroupRequest[][] {
  const dealt = Array.from({ length: hands }, (_, hand) => alike.filter((_request, index) => index % hands === hand));
  return dealt.filter(({ length }) => length > 0);
}
