import type { Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { ItemParameters } from './irt.js';
import { logChances, nodes, posteriorOf } from './irt-likelihood.js';
import type { ItemResponse } from './responses.js';
import { tabulateResponses } from './responses.js';
import { at } from '../arrays.js';
import { finiteOrBadData } from '../finite.js';

/** Where a person stands, in standard deviations of the people that the items were fitted to. */
export interface Ability {
  person: string;
  ability: number;
  /** Standard deviation of the ability given the person's answers. */
  standardError: number;
}

export interface Abilities {
  /** Sorted by person. */
  abilities: Ability[];
  /** People. */
  n: number;
}

/**
 * Expected a posteriori (EAP) abilities under a 1PL or 2PL: mean and standard deviation of ability given a person's answers,
 * ability being standard normal, on the 61 nodes of the fit. The mean is drawn towards 0, the more so the fewer the answers;
 * items that a person did not answer are ignored.
 *
 * @returns reasons: `no-data`; `bad-data` for scores other than 0 and 1, a second score of a person on an item, an item
 * without parameters or with two sets of them, and parameters that are no finite numbers.
 *
 * Source: Bock & Mislevy 1982, Applied Psychological Measurement 6, 431–444.
 */
export function eapAbilities(responses: readonly ItemResponse[], parameters: readonly ItemParameters[]): Outcome<Abilities> {
  const table = tabulateResponses(responses);
  if (isNotEstimable(table)) return table;
  const parametersOf = Map.groupBy(parameters, ({ item }) => item);
  const unknown = table.items.find((item) => parametersOf.get(item)?.length !== 1);
  if (unknown !== undefined) return notEstimable('bad-data', `Item ${unknown} does not have one set of parameters.`);
  if (responses.some(({ score }) => score !== 0 && score !== 1)) {
    return notEstimable('bad-data', 'A score is neither 0 nor 1.');
  }
  const curves = table.items
    .flatMap((item) => parametersOf.get(item) ?? [])
    .map(({ difficulty, discrimination }) => ({ slope: discrimination, intercept: -discrimination * difficulty }));
  const chances = logChances(curves);
  const abilities = table.people.map((person, index) => {
    const { weights } = posteriorOf(table.scores[index] ?? [], chances);
    return { person, ...momentsOf(weights) };
  });
  return finiteOrBadData({ ok: true as const, abilities, n: abilities.length });
}

function momentsOf(weights: Float64Array): Omit<Ability, 'person'> {
  const expectationOf = (value: (node: number) => number) =>
    nodes.reduce((total, node, k) => total + at(weights, k) * value(node), 0);
  const ability = expectationOf((node) => node);
  return { ability, standardError: Math.sqrt(expectationOf((node) => (node - ability) ** 2)) };
}
