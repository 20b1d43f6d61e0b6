import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as measurement from './index.js';

/** Mostly a short scale, so that statistics exist; the rest is what breaks arithmetic. */
const value = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 1e308, -1e308, 1e155, 5e-324, 1e-200, -0.1, 0.3) },
);
const tame = fc.integer({ min: 0, max: 4 });
const bit = fc.integer({ min: 0, max: 1 });
const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const level = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(0.95, 0.5, 0.999) }, { weight: 1, arbitrary: value });
const count = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 0, max: 300 }) },
  { weight: 1, arbitrary: fc.constantFrom(1_000_001, 10_000_001, 0.5, NaN, -1) },
);
/** Mostly no more of a group selected than applied. */
const selection = fc
  .tuple(count, count, bit)
  .map(([one, other, swap]) =>
    swap === 1 && one > other
      ? { selected: one, applicants: other }
      : { selected: Math.min(one, other), applicants: Math.max(one, other) },
  );

/** Records that fall anywhere, and complete tables of up to 12 × 4: with one kind of number in all cells, or any. */
function cells<Cell>(cellOf: (row: string, column: string, value: number) => Cell, numbers = value): fc.Arbitrary<Cell[]> {
  const scattered = fc.array(
    fc.tuple(name, name, numbers).map(([row, column, number]) => cellOf(row, column, number)),
    {
      maxLength: 25,
    },
  );
  const table = (cell: fc.Arbitrary<number>) =>
    fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4 }))
      .chain(([rows, columns]) =>
        fc
          .array(cell, { minLength: rows * columns, maxLength: rows * columns })
          .map((all) =>
            all.map((number, index) => cellOf(`u${String(Math.floor(index / columns))}`, `r${String(index % columns)}`, number)),
          ),
      );
  return fc.oneof(
    scattered,
    table(numbers),
    table(tame),
    table(bit),
    numbers.chain((same) => table(fc.constant(same))),
  );
}

const ratings = cells((unit, rater, number) => ({ unit, rater, value: number }));
const pairRatings = ratings.map((all) => all.filter(({ rater }) => ['a', 'b', 'r0', 'r1'].includes(rater)));
const taskRatings = cells((unit, rater, number) => ({ unit, rater, value: number })).chain((all) =>
  fc.integer({ min: 1, max: 3 }).map((tasks) => all.map((one, index) => ({ ...one, task: `t${String(index % tasks)}` }))),
);
const responses = cells((person, item, score) => ({ person, item, score }));
const answers = cells((person, item, score) => ({ person, item, score }), bit);
const records = cells((candidate, rater, number) => ({ candidate, rater, value: number }));
const facetRatings = fc.tuple(ratings, fc.integer({ min: 1, max: 2 })).map(([all, items]) =>
  all.map(({ unit, rater, value: number }, index) => ({
    person: unit,
    rater,
    item: `i${String(index % items)}`,
    value: number,
  })),
);
const matrix = fc
  .integer({ min: 0, max: 4 })
  .chain((size) => fc.array(fc.array(value, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }));
const groups = fc.uniqueArray(
  fc.tuple(name, selection).map(([group, counts]) => ({ group, ...counts })),
  { selector: ({ group }) => group, maxLength: 5 },
);
const people = fc.array(fc.record({ group: name, score: value }), { maxLength: 40 });
const dated = fc.oneof(
  fc.array(fc.record({ week: value, rating: value, expected: tame }), { maxLength: 6 }),
  fc.array(fc.record({ week: fc.integer({ min: 0, max: 30 }), rating: tame, expected: tame }), {
    minLength: 3,
    maxLength: 60,
    size: 'max',
  }),
);
const graded = fc.oneof(
  fc.array(fc.record({ score: value, grade: value }), { maxLength: 6 }),
  fc.array(fc.record({ score: tame, grade: tame }), { minLength: 3, maxLength: 80, size: 'max' }),
);
const measured = fc.record({ score: value, se: value });
const usable = fc.record({
  score: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  se: fc.double({ min: 0, max: 1e9, noNaN: true }),
});
const weights = fc.oneof(
  fc.constantFrom('unweighted' as const, 'linear' as const, 'quadratic' as const, 'ordinal' as const),
  matrix.map((disagreement) => ({ disagreement })),
);
const scale = fc.record(
  { weights, level, categories: fc.constantFrom([0, 1, 2, 3, 4], [1], [], [NaN, 1]) },
  { requiredKeys: [] },
);
const metric = fc.constantFrom('nominal', 'ordinal', 'interval', 'ratio');
const part = fc.record({ weight: value, score: value, standardError: value, reliability: value });
const wholePart = fc.record({
  weight: tame,
  score: value,
  standardError: tame,
  reliability: fc.double({ min: 0, max: 1, noNaN: true }),
});
const parts = fc.oneof(fc.array(part, { maxLength: 4 }), fc.array(wholePart, { minLength: 1, maxLength: 4 }));
/** A square of numbers, or a covariance matrix of as many parts. */
function covariancesOf(size: number): fc.Arbitrary<number[][]> {
  const diagonal = fc.array(fc.oneof(fc.constant(1), value), { minLength: size, maxLength: size });
  return fc.oneof(
    matrix,
    diagonal.map((entries) => entries.map((entry, row) => entries.map((_, column) => (row === column ? entry : 0)))),
  );
}
const composites = parts.chain((all) => fc.tuple(fc.constant(all), covariancesOf(all.length)));
const parameters = fc.array(
  fc.record({ item: fc.constantFrom('r0', 'r1', 'r2', 'r3', 'a', 'b'), difficulty: value, discrimination: value }),
);

/** Data large enough for words, not only numbers. */
const crowd = fc
  .array(fc.tuple(tame, tame, bit), { minLength: 90, maxLength: 120, size: 'max' })
  .map((rows) =>
    rows.flatMap((row, person) => row.map((score, item) => ({ person: `u${String(person)}`, item: `r${String(item)}`, score }))),
  );
const judges = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: 12, maxLength: 12 })
  .map((all) =>
    all.map((number, index) => ({ rater: `j${String(index % 6)}`, unit: `i${String(Math.floor(index / 6))}`, value: number })),
  );
const share = fc.double({ min: -1, max: 1, noNaN: true });
const estimates = fc.tuple(share, share, share, fc.integer({ min: 2, max: 60 })).map(([lower, estimate, upper, n]) => ({
  ok: true as const,
  estimate,
  standardError: null,
  interval: { lower, upper, level: 0.95 },
  n,
}));

const krippendorff = fc
  .tuple(
    ratings,
    fc.record({ metric, level, samples: fc.constantFrom(0, 20, -1, NaN), seed: value }, { requiredKeys: ['samples'] }),
  )
  .map(([all, options]) => measurement.krippendorffAlpha(all, options as measurement.KrippendorffOptions));
const severity = fc.tuple(records, level).map(([all, l]) => measurement.raterSeverity(all, { level: l }));
const studies = fc.oneof(
  ratings.map((all) => measurement.gStudyPersonsByRaters(all)),
  taskRatings.map((all) => measurement.gStudyPersonsByTasksByRaters(all)),
  taskRatings.map((all) => measurement.gStudyPersonsByRatersInTasks(all)),
);
const impact = fc.tuple(groups, level).map(([all, l]) => measurement.fourFifths(all, { level: l }));
const outranking = fc
  .tuple(measured, measured, value)
  .map(([a, b, covariance]) => measurement.outrankProbability(a, b, covariance));

function withStudy(use: (study: measurement.GStudy, one: number, other: number) => unknown): fc.Arbitrary<unknown> {
  return fc.tuple(studies, value, value).map(([study, one, other]) => (study.ok ? use(study, one, other) : study));
}

/** What every public function gives for such data. */
const results: Record<string, fc.Arbitrary<unknown>> = {
  percentAgreement: fc.tuple(ratings, value).map(([all, within]) => measurement.percentAgreement(all, { within })),
  krippendorffAlpha: krippendorff,
  gwetAgreementCoefficient: fc.tuple(ratings, scale).map(([all, options]) => measurement.gwetAgreementCoefficient(all, options)),
  brennanPrediger: fc.tuple(ratings, scale).map(([all, options]) => measurement.brennanPrediger(all, options)),
  fleissKappa: fc.tuple(ratings, scale).map(([all, options]) => measurement.fleissKappa(all, options)),
  scottPi: fc.tuple(pairRatings, scale).map(([all, options]) => measurement.scottPi(all, options)),
  cohenKappa: fc.tuple(pairRatings, scale).map(([all, options]) => measurement.cohenKappa(all, options)),
  cohenKappaOfTable: fc.tuple(matrix, scale).map(([table, options]) => measurement.cohenKappaOfTable(table, options)),
  intraclassCorrelation: fc
    .tuple(ratings, fc.constantFrom('ICC(1,1)', 'ICC(2,1)', 'ICC(3,1)', 'ICC(1,k)', 'ICC(2,k)', 'ICC(3,k)'), level)
    .map(([all, form, l]) => measurement.intraclassCorrelation(all, { form: form, level: l })),
  kendallW: ratings.map((all) => measurement.kendallW(all)),
  raterSeverity: severity,
  crossedEffects: fc.tuple(records, level).map(([all, l]) => measurement.crossedEffects(all, { level: l })),
  sharedCandidates: fc.tuple(records, level).map(([all, l]) => measurement.sharedCandidates(all, { level: l })),
  connectedComponents: records.map((all) => measurement.connectedComponents(all)),
  comparablePair: severity.map((fit) => (fit.ok ? measurement.comparablePair(fit, 'u0', 'u1') : fit)),
  candidateOutranks: severity.map((fit) => (fit.ok ? measurement.candidateOutranks(fit, 'u0', 'u1') : fit)),
  severityDrift: fc.tuple(dated, level).map(([all, l]) => measurement.severityDrift(all, { level: l })),
  outrankProbability: outranking,
  chanceOutranks: fc.tuple(usable, usable).map(([a, b]) => measurement.chanceOutranks(a, b)),
  isTooClose: value.map((chance) => measurement.isTooClose(chance)),
  indistinguishableRuns: fc
    .array(fc.record({ a: name, b: name, chance: value }))
    .map((pairs) => measurement.indistinguishableRuns(['a', 'b', 'c', 'd'], pairs)),
  compositeScore: fc
    .tuple(composites, level)
    .map(([[all, errorCorrelation], l]) => measurement.compositeScore(all, { errorCorrelation, level: l })),
  compositeReliability: composites.map(([all, covariance]) => measurement.compositeReliability(all, covariance)),
  cronbachAlpha: fc.tuple(responses, level).map(([all, l]) => measurement.cronbachAlpha(all, { level: l })),
  itemAnalysis: fc
    .tuple(responses, level, value)
    .map(([all, l, marks]) => measurement.itemAnalysis(all, { level: l, fullMarks: new Map([['r0', marks]]) })),
  fitOneParameterLogistic: fc
    .oneof(answers, responses)
    .map((all) => measurement.fitOneParameterLogistic(all, { maxCycles: 300 })),
  fitTwoParameterLogistic: fc
    .oneof(answers, responses)
    .map((all) => measurement.fitTwoParameterLogistic(all, { maxCycles: 300 })),
  eapAbilities: fc.tuple(fc.oneof(answers, responses), parameters).map(([all, items]) => measurement.eapAbilities(all, items)),
  gStudyPersonsByRaters: studies,
  gStudyPersonsByTasksByRaters: studies,
  gStudyPersonsByRatersInTasks: studies,
  dStudy: withStudy((study, raters) => measurement.dStudy(study, { raters })),
  cutScoreDependability: withStudy((study, raters, cut) => measurement.cutScoreDependability(study, cut, { raters })),
  ratersNeeded: withStudy((study, target) =>
    measurement.ratersNeeded(study, { coefficient: 'phi', target: target > 0 ? target / (target + 1) : target }),
  ),
  modifiedAngoff: fc.tuple(ratings, level).map(([all, l]) => measurement.modifiedAngoff(all, { level: l })),
  borderlineRegression: fc
    .tuple(graded, value, level)
    .map(([all, borderlineGrade, l]) => measurement.borderlineRegression(all, { borderlineGrade, level: l })),
  fisherExact: fc.tuple(count, count, count, count).map(([a, b, c, d]) =>
    measurement.fisherExact([
      [a, b],
      [c, d],
    ]),
  ),
  riskRatio: fc.tuple(selection, selection, level).map(([a, b, l]) => measurement.riskRatio(a, b, { level: l })),
  fourFifths: impact,
  selectionRateAudit: fc.tuple(groups, value).map(([all, minShare]) => measurement.selectionRateAudit(all, { minShare })),
  scoringRateAudit: people.map((all) => measurement.scoringRateAudit(all)),
  manyFacetRasch: facetRatings.map((all) => measurement.manyFacetRasch(all, { mostIterations: 200 })),
  seededRandom: value.map((seed) => measurement.seededRandom(seed)()),
  notEstimable: name.map((detail) => measurement.notEstimable('no-data', detail)),
  agreementVerdict: fc.oneof(krippendorff, estimates).map((outcome) => measurement.agreementVerdict(outcome)),
  percentAgreementVerdict: ratings.map((all) => measurement.percentAgreementVerdict(measurement.percentAgreement(all))),
  severityVerdict: severity.map((fit) => measurement.severityVerdict(fit, 'r0')),
  driftVerdict: dated.map((all) => measurement.driftVerdict(measurement.severityDrift(all))),
  outrankVerdict: outranking.map((outcome) => measurement.outrankVerdict(outcome, 'A', 'B')),
  reliabilityVerdict: fc.oneof(responses, crowd).map((all) => measurement.reliabilityVerdict(measurement.cronbachAlpha(all))),
  itemVerdict: fc.oneof(responses, crowd).map((all) => measurement.itemVerdict(measurement.itemAnalysis(all), 'r0')),
  impactVerdict: impact.map((outcome) => measurement.impactVerdict(outcome, 'a')),
  angoffVerdict: fc.oneof(ratings, judges).map((all) => measurement.angoffVerdict(measurement.modifiedAngoff(all))),
  borderlineVerdict: graded.map((all) =>
    measurement.borderlineVerdict(measurement.borderlineRegression(all, { borderlineGrade: 2 })),
  ),
};

/** Every place of a result that is no number to show, and words that were made from one. */
function silentNumbers(result: unknown, path = 'result'): string[] {
  if (typeof result === 'number') return Number.isFinite(result) ? [] : [`${path} is ${String(result)}`];
  if (typeof result === 'string') return /\b(NaN|Infinity|undefined)\b/.test(result) ? [`${path} says ${result}`] : [];
  if (typeof result !== 'object' || result === null) return [];
  const inner: [string, unknown][] = Object.entries(result instanceof Map || result instanceof Set ? [...result] : result);
  return inner.flatMap(([key, inside]) => silentNumbers(inside, `${path}.${key}`));
}

describe('public functions', () => {
  it('are all in this test', () => {
    const functions = Object.entries(measurement).filter(([, exported]) => typeof exported === 'function');
    expect(functions.map(([exported]) => exported).sort()).toEqual(Object.keys(results).sort());
  });

  it.each(Object.entries(results))('%s gives finite numbers or a reason, and never throws', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (result) => {
        expect(silentNumbers(result)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the search for silent numbers', () => {
  it('looks into maps, typed arrays and sentences', () => {
    expect(silentNumbers({ a: [1, { b: NaN }] })).toHaveLength(1);
    expect(silentNumbers(new Map([['a', -Infinity]]))).toHaveLength(1);
    expect(silentNumbers({ errors: Float64Array.of(1, Infinity) })).toHaveLength(1);
    expect(silentNumbers({ sentence: 'off by NaN' })).toHaveLength(1);
    expect(silentNumbers({ a: 1, b: null, c: 'word' })).toEqual([]);
  });
});
