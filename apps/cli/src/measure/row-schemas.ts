import { z } from 'zod';

/** CSV knows text only, and JSON may hold the number of a rater where another file has a name. */
const name = z
  .union([z.string(), z.number().transform(String)], 'is no name')
  .transform((text) => text.trim())
  .pipe(
    z
      .string()
      .min(1, 'is empty')
      .max(200, 'is longer than 200 characters')
      .regex(/^\P{Cc}*$/u, 'has a control character'),
  );

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A decimal number, or text that is one: `Number` alone would take an empty cell for 0. */
const number = z
  .union([z.number(), z.string().trim().regex(decimal).transform(Number)], 'is no number')
  .pipe(z.number('is no number').refine((value) => Math.abs(value) <= 1e100, 'is too large to compute with'));

const count = number.pipe(z.number().refine((value) => Number.isSafeInteger(value) && value >= 0, 'is no whole number from 0'));

/** What a row of each kind of file must have; columns beyond these are ignored. */
export const rating = z.object({ rater: name, unit: name, value: number });
export const candidateRating = z.object({ candidate: name, rater: name, value: number, criterion: name.optional() });
export const datedRating = z.object({ week: number, rating: number, expected: number });
export const response = z.object({ person: name, item: name, score: number });
export const rightOrWrong = response.extend({
  score: number.pipe(z.number().refine((score) => score === 0 || score === 1, 'is neither 0 nor 1')),
});
export const taskRating = z.object({ rater: name, unit: name, value: number, task: name.optional() });
export const facetRating = z.object({ person: name, rater: name, item: name, value: number });
export const judgement = z.object({
  judge: name,
  item: name,
  value: number.pipe(z.number().refine((value) => value >= 0 && value <= 100, 'is no percentage from 0 to 100')),
});
export const gradedScore = z.object({ score: number, grade: number });
export const groupCount = z
  .object({ group: name, selected: count, applicants: count })
  .refine(({ selected, applicants }) => selected <= applicants, { path: ['selected'], message: 'is more than applied' });
export const scoredPerson = z.object({ group: name, score: number });
