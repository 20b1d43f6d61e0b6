import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../random.js';
import { eapAbilities } from './ability.js';
import type { ItemParameters } from './irt.js';
import { fitOneParameterLogistic, fitTwoParameterLogistic } from './irt.js';
import type { ItemResponse } from './responses.js';
import { numbersIn } from '../testing/numbers.js';

interface Gold {
  data: { response_patterns: { pattern: string; count: number }[] };
}

function readLsat6(): Gold {
  return JSON.parse(readFileSync(new URL('../../gold/irt_1pl_mml_lsat6.json', import.meta.url), 'utf8')) as Gold;
}

function responsesOf(matrix: readonly (readonly (number | null)[])[]): ItemResponse[] {
  return matrix.flatMap((row, person) =>
    row.flatMap((score, item) =>
      score === null ? [] : [{ person: `p${String(person).padStart(4, '0')}`, item: `i${item}`, score }],
    ),
  );
}

function matrixOf({ data }: Gold): number[][] {
  return data.response_patterns.flatMap(({ pattern, count }) => Array.from({ length: count }, () => Array.from(pattern, Number)));
}

function estimated<Result extends { ok: boolean }>(outcome: Result): Extract<Result, { ok: true }> {
  expect(outcome).toMatchObject({ ok: true });
  return outcome as Extract<Result, { ok: true }>;
}

const answersToLsat6 = matrixOf(readLsat6());
const lsat6 = responsesOf(answersToLsat6);
const oneParameter = estimated(fitOneParameterLogistic(lsat6));
const twoParameter = estimated(fitTwoParameterLogistic(lsat6));

describe.each([
  ['1PL', oneParameter, 6],
  ['2PL', twoParameter, 10],
] as const)('the %s of LSAT section 6', (_name, fit, parameters) => {
  it('counts people and parameters, and names items', () => {
    expect(fit).toMatchObject({ n: 1000, parameters, items: [0, 1, 2, 3, 4].map((item) => ({ item: `i${item}` })) });
  });
});

describe('standard errors', () => {
  // Rizopoulos 2006, Journal of Statistical Software 17(5), summary of the constrained fit to LSAT.
  it('are those that ltm prints for the 1PL', () => {
    const printed = [0.3266, 0.1422, 0.0977, 0.1691, 0.251];
    oneParameter.items.forEach(({ difficultyStandardError, discriminationStandardError }, index) => {
      expect(difficultyStandardError).toBeCloseTo(printed[index] ?? NaN, 3);
      expect(discriminationStandardError).toBeCloseTo(0.0694, 3);
    });
  });

  it('shrink with the root of the number of people', () => {
    const fourfold = estimated(fitTwoParameterLogistic(responsesOf([1, 2, 3, 4].flatMap(() => answersToLsat6))));
    fourfold.items.forEach((item, index) => {
      const single = twoParameter.items[index];
      expect(item.difficulty).toBeCloseTo(single?.difficulty ?? NaN, 3);
      expect(item.difficultyStandardError * 2).toBeCloseTo(single?.difficultyStandardError ?? NaN, 3);
      expect(item.discriminationStandardError * 2).toBeCloseTo(single?.discriminationStandardError ?? NaN, 3);
    });
  });
});

describe('fits to simulated answers', () => {
  const truth = Array.from({ length: 12 }, (_, index) => ({
    item: `i${index}`,
    difficulty: -1.65 + 0.3 * index,
    discrimination: 0.8 + 0.1 * (index % 5),
  }));
  const random = seededRandom(20260101);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const answers = Array.from({ length: 1500 }, () => {
    const ability = normal();
    return truth.map(({ difficulty, discrimination }) =>
      random() < 1 / (1 + Math.exp(-discrimination * (ability - difficulty))) ? 1 : 0,
    );
  });

  function expectNearTruth(fit: typeof twoParameter) {
    for (const { item, difficulty, difficultyStandardError, discrimination, discriminationStandardError } of fit.items) {
      const [own] = truth.filter((other) => other.item === item);
      expect(Math.abs(difficulty - (own?.difficulty ?? NaN)) / difficultyStandardError).toBeLessThan(4);
      expect(Math.abs(discrimination - (own?.discrimination ?? NaN)) / discriminationStandardError).toBeLessThan(4);
    }
  }

  it('recover the parameters within their standard errors', () => {
    expectNearTruth(estimated(fitTwoParameterLogistic(responsesOf(answers))));
  });

  it('recover them when each person answers only half of the items', () => {
    const halves = answers.map((row) => {
      const skipped = Math.floor(random() * row.length);
      return row.map((answer, index) => ((index + skipped) % 2 === 0 ? answer : null));
    });
    expectNearTruth(estimated(fitTwoParameterLogistic(responsesOf(halves))));
  });
});

describe('data that do not determine a model', () => {
  const different = { what: 'different-values', more: 1 };
  const guttman = Array.from({ length: 40 }, (_, person) => [0, 1, 2, 3].map((item) => (person % 5 > item ? 1 : 0)));
  const contrary = Array.from({ length: 40 }, (_, person) => (person % 2 === 0 ? [1, 0] : [0, 1]));

  it.each([
    [
      'an item that all have right',
      [
        [1, 1, 0],
        [1, 0, 1],
        [1, 1, 1],
      ],
      'not-identifiable',
      different,
    ],
    [
      'an item that all have wrong',
      [
        [0, 1, 0],
        [0, 0, 1],
        [0, 1, 1],
      ],
      'not-identifiable',
      different,
    ],
    ['one item', [[1], [0]], 'too-few-items', { what: 'items', more: 1 }],
    ['answers in perfect order', guttman, 'not-identifiable', null],
    ['answers without a common ability', contrary, 'not-identifiable', null],
    [
      'items that nobody answered together',
      [
        [1, null],
        [0, null],
        [null, 1],
        [null, 0],
      ],
      'not-identifiable',
      null,
    ],
    [
      'partial credit',
      [
        [0.5, 1],
        [0, 1],
      ],
      'bad-data',
      null,
    ],
    [
      'a score that is no number',
      [
        [NaN, 1],
        [0, 1],
      ],
      'bad-data',
      null,
    ],
    ['nothing', [], 'no-data', { what: 'ratings', more: 1 }],
  ] as const)('give the 1PL a reason: %s', (_case, matrix, reason, needs) => {
    expect(fitOneParameterLogistic(responsesOf(matrix))).toMatchObject({ ok: false, reason, needs });
  });

  it('give the 2PL a reason with two items, since four parameters need more than three proportions', () => {
    const pairs = answersToLsat6.map((row) => row.slice(0, 2));
    expect(fitTwoParameterLogistic(responsesOf(pairs))).toMatchObject({
      reason: 'too-few-items',
      needs: { what: 'items', more: 1 },
    });
  });

  it('name the item whose discrimination runs away', () => {
    const doubled = answersToLsat6.map((row) => [...row.slice(1), row[1] ?? 0]);
    const fit = fitTwoParameterLogistic(responsesOf(doubled));
    expect(fit).toMatchObject({
      ok: false,
      reason: 'not-identifiable',
      detail: expect.stringMatching(/without bound on: .*i[04]/),
    });
  });

  it('report a fit that had no time to settle', () => {
    expect(fitTwoParameterLogistic(lsat6, { maxCycles: 5 })).toMatchObject({ ok: false, reason: 'no-convergence' });
    expect(fitTwoParameterLogistic(lsat6, { maxCycles: 0 })).toMatchObject({ ok: false, reason: 'bad-data' });
  });

  it('never leave a number that is not finite', () => {
    const matrices = fc
      .integer({ min: 1, max: 4 })
      .chain((items) =>
        fc.array(fc.array(fc.constantFrom(0, 1, 1, 0, null), { minLength: items, maxLength: items }), { maxLength: 15 }),
      );
    fc.assert(
      fc.property(matrices, (matrix) => {
        for (const fit of [fitOneParameterLogistic, fitTwoParameterLogistic]) {
          const outcome = fit(responsesOf(matrix), { maxCycles: 300 });
          expect(numbersIn(outcome).every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('fits', () => {
  it('do not depend on the order of responses and people', () => {
    const reversed = lsat6
      .toReversed()
      .map(({ person, ...response }) => ({ ...response, person: `${9999 - Number(person.slice(1))}` }));
    const fit = estimated(fitOneParameterLogistic(reversed));
    fit.items.forEach((item, index) => {
      expect(item.difficulty).toBeCloseTo(oneParameter.items[index]?.difficulty ?? NaN, 6);
      expect(item.difficultyStandardError).toBeCloseTo(oneParameter.items[index]?.difficultyStandardError ?? NaN, 6);
    });
  });

  it('turn difficulties around when right and wrong change places', () => {
    const fit = estimated(fitOneParameterLogistic(lsat6.map((response) => ({ ...response, score: 1 - response.score }))));
    fit.items.forEach((item, index) => {
      expect(item.difficulty).toBeCloseTo(-(oneParameter.items[index]?.difficulty ?? NaN), 4);
    });
  });

  it('are better with more parameters', () => {
    expect(twoParameter.logLikelihood).toBeGreaterThan(oneParameter.logLikelihood);
  });
});

describe('EAP abilities', () => {
  const single: ItemParameters[] = [{ item: 'i0', difficulty: 0, discrimination: 1 }];

  it('rise with every right answer, and are surer than before any answer', () => {
    const { abilities } = estimated(
      eapAbilities(
        responsesOf([
          [0, 0, 0, 0, 0],
          [1, 0, 0, 0, 0],
          [1, 1, 0, 0, 0],
          [1, 1, 1, 1, 1],
        ]),
        twoParameter.items,
      ),
    );
    const values = abilities.map(({ ability }) => ability);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(abilities.every(({ standardError }) => standardError > 0 && standardError < 1)).toBe(true);
  });

  // Means of the posterior lie near ltm's modes: −1.895 (0.795) for none right, 0.606 (0.855) for all right.
  it('are near the empirical Bayes scores that ltm prints for the 2PL', () => {
    const { abilities } = estimated(
      eapAbilities(
        responsesOf([
          [0, 0, 0, 0, 0],
          [1, 1, 1, 1, 1],
        ]),
        twoParameter.items,
      ),
    );
    expect(Math.abs((abilities[0]?.ability ?? NaN) + 1.895)).toBeLessThan(0.06);
    expect(Math.abs((abilities[1]?.ability ?? NaN) - 0.606)).toBeLessThan(0.06);
    expect(abilities[1]?.standardError).toBeCloseTo(0.855, 1);
  });

  it('are opposite for one right and one wrong answer to an item of middle difficulty', () => {
    const { abilities } = estimated(eapAbilities(responsesOf([[0], [1]]), single));
    expect(abilities[0]?.ability).toBeCloseTo(-(abilities[1]?.ability ?? NaN), 12);
    expect(abilities[0]?.standardError).toBeCloseTo(abilities[1]?.standardError ?? NaN, 12);
  });

  it('stay at the mean and spread of the population when the items tell nothing', () => {
    const rows = [
      [0, 0, 0, 0, 0],
      [0, 1, 0, 1, 1],
      [1, 1, 1, 1, 1],
    ];
    const items = [0, 1, 2, 3, 4].map((item) => ({ item: `i${item}`, difficulty: 0, discrimination: 1e-9 }));
    const { abilities } = estimated(eapAbilities(responsesOf(rows), items));
    expect(abilities.every(({ ability, standardError }) => Math.abs(ability) < 1e-6 && Math.abs(standardError - 1) < 1e-6)).toBe(
      true,
    );
  });

  it.each([
    ['no responses', [], single, 'no-data'],
    ['an item without parameters', responsesOf([[0, 1]]), single, 'bad-data'],
    ['two sets of parameters', responsesOf([[0]]), [...single, ...single], 'bad-data'],
    ['partial credit', responsesOf([[0.5]]), single, 'bad-data'],
    ['parameters that are no numbers', responsesOf([[1]]), [{ item: 'i0', difficulty: NaN, discrimination: 1 }], 'bad-data'],
    ['parameters beyond all bounds', responsesOf([[1]]), [{ item: 'i0', difficulty: 1e308, discrimination: 1e308 }], 'bad-data'],
  ] as const)('have a reason for %s', (_case, responses, parameters, reason) => {
    expect(eapAbilities(responses, parameters)).toMatchObject({ ok: false, reason });
  });
});
