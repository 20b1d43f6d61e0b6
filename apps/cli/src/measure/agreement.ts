import type { Estimated, Outcome, Rating } from '@assay/measurement';
import {
  agreementVerdict,
  brennanPrediger,
  cohenKappa,
  fleissKappa,
  gwetAgreementCoefficient,
  intraclassCorrelation,
  kendallW,
  krippendorffAlpha,
  percentAgreement,
  percentAgreementVerdict,
  scottPi,
} from '@assay/measurement';
import type { Answer } from './answer.js';
import { answerOf, chance, estimateTable, figure, numbersTable, said } from './answer.js';
import type { MeasureOptions } from './options.js';

type Ratings = readonly Rating[];

interface Agreement extends Estimated {
  observedAgreement: number;
  expectedAgreement: number;
}

export function percentAnswer(ratings: Ratings, options: MeasureOptions): Answer {
  return answerOf(percentAgreement(ratings, options), (found) => [
    said(percentAgreementVerdict(found, options.within)),
    estimateTable(found, 'units', { raters: String(found.raters), 'agreeing pairs': `${found.agreeingPairs}/${found.pairs}` }),
  ]);
}

export function krippendorffAnswer(ratings: Ratings, options: MeasureOptions): Answer {
  return answerOf(krippendorffAlpha(ratings, options), (found) => [
    said(agreementVerdict(found)),
    estimateTable(found, 'units', { raters: String(found.raters), ratings: String(found.pairableRatings) }),
  ]);
}

export function gwetAnswer(ratings: Ratings, options: MeasureOptions): Answer {
  return chanceCorrectedAnswer(gwetAgreementCoefficient(ratings, options), isWeighted(options) ? 'AC2' : 'AC1');
}

export function brennanPredigerAnswer(ratings: Ratings, options: MeasureOptions): Answer {
  return chanceCorrectedAnswer(brennanPrediger(ratings, options), 'Brennan–Prediger');
}

export function cohenAnswer(ratings: Ratings, options: MeasureOptions): Answer {
  return chanceCorrectedAnswer(cohenKappa(ratings, options), isWeighted(options) ? 'weighted κ' : 'κ');
}

export function scottAnswer(ratings: Ratings, options: MeasureOptions): Answer {
  return chanceCorrectedAnswer(scottPi(ratings, options), 'π');
}

export function fleissAnswer(ratings: Ratings, options: MeasureOptions): Answer {
  return answerOf(fleissKappa(ratings, options), (found) => [
    said(agreementVerdict(found, 'κ')),
    agreementTable(found),
    numbersTable(
      ['category', 'kappa'],
      found.perCategory.map(({ category, kappa }) => [String(category), figure(kappa)]),
    ),
  ]);
}

export function iccAnswer(ratings: Ratings, options: MeasureOptions): Answer {
  return answerOf(intraclassCorrelation(ratings, options), (found) => [
    estimateTable(found, 'units', {
      raters: String(found.raters),
      F: figure(found.f),
      df: `${found.df1}, ${figure(found.df2, 1)}`,
    }),
  ]);
}

export function kendallAnswer(ratings: Ratings): Answer {
  return answerOf(kendallW(ratings), (found) => [
    estimateTable(found, 'units', {
      raters: String(found.raters),
      'chi-square': figure(found.chiSquare),
      df: String(found.degreesOfFreedom),
      p: chance(found.p),
    }),
  ]);
}

function chanceCorrectedAnswer(outcome: Outcome<Agreement>, symbol: string): Answer {
  return answerOf(outcome, (found) => [said(agreementVerdict(found, symbol)), agreementTable(found)]);
}

function isWeighted({ weights = 'unweighted' }: MeasureOptions): boolean {
  return weights !== 'unweighted';
}

function agreementTable(found: Agreement): string {
  return estimateTable(found, 'units', { seen: figure(found.observedAgreement), 'by chance': figure(found.expectedAgreement) });
}
