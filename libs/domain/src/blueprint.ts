import type { EvidenceKind, ExerciseManifest, ExerciseSummary, RoleManifest, RubricManifest } from '@assay/contracts';
import { countOf, listed } from './words.js';

/** What of an exercise matters to a blueprint; an `ExerciseSummary` fits. */
export type PickedExercise = Pick<ExerciseSummary, 'code' | 'minutes'> & {
  readonly competencies: readonly { id: string; minutes: number; evidence?: EvidenceKind }[];
};

/** Another assessment of the same hiring loop, published or planned. */
export interface LoopAssessment {
  title: string;
  competencies: readonly string[];
}

export type Blueprint = RoleManifest['blueprints'][number];

export interface CompetencyCoverage {
  competency: string;
  name: string;
  shortName: string;
  /** Its share of the role, in percent. */
  weight: number;
  /** Its share of all minutes of evidence picked, in percent; 0 while there are none. */
  share: number;
  /** What the evidence will rest on; null while there is none. */
  evidence: EvidenceKind | null;
  /** Minutes of evidence in the picked exercises. */
  minutes: number;
  /** Minutes that the blueprint asks for; null where it does not ask for this competency. */
  needed: number | null;
  /** Minutes missing, 0 when none. */
  short: number;
  /** True when nothing is asked for or nothing is missing. */
  met: boolean;
}

export interface PublishRule {
  rule: 'has-exercises' | 'exercises-published' | 'sitting-length' | 'competencies' | 'loop-competencies';
  met: boolean;
  /** For the screen: what holds, or what to do so that it holds. */
  sentence: string;
}

/** Minutes of one sitting: the sum over the exercises. */
export function totalMinutes(exercises: readonly Pick<PickedExercise, 'minutes'>[]): number {
  return exercises.reduce((sum, exercise) => sum + exercise.minutes, 0);
}

/**
 * The blueprint that a set of exercises follows most: the one with the largest share of its items answered, the earlier
 * one on a tie; null while no exercise answers any item.
 */
export function followedBlueprint(role: RoleManifest, exercises: readonly PickedExercise[]): Blueprint | null {
  const codes = new Set(exercises.map((exercise) => exercise.code));
  let best: { blueprint: Blueprint; share: number } | null = null;
  for (const blueprint of role.blueprints) {
    const answered = blueprint.items.filter((alternatives) => alternatives.some((code) => codes.has(code))).length;
    const share = answered / blueprint.items.length;
    if (share > (best?.share ?? 0)) {
      best = { blueprint, share };
    }
  }
  return best?.blueprint ?? null;
}

/**
 * Minutes of evidence per competency of the role, in the role's order, against what a blueprint needs (none: nothing is
 * needed). Minutes are those that the exercises declare; they may sum to less than the sitting.
 */
export function coverageOf(
  role: RoleManifest,
  exercises: readonly PickedExercise[],
  blueprint: Blueprint | null,
): CompetencyCoverage[] {
  const minutes = minutesByCompetency(exercises);
  const all = role.competencies.reduce((sum, { id }) => sum + (minutes.get(id) ?? 0), 0);
  return role.competencies.map(({ id, name, shortName, weight }) => {
    const has = minutes.get(id) ?? 0;
    const share = all === 0 ? 0 : (100 * has) / all;
    const needed = blueprint?.needs[id] ?? null;
    const short = Math.max(0, (needed ?? 0) - has);
    const evidence = evidenceFor(id, exercises);
    return { competency: id, name, shortName, weight, share, evidence, minutes: has, needed, short, met: short === 0 };
  });
}

/**
 * What an assessment must satisfy before it can be published. `publishedIds` are the ids of the exercise versions that can
 * be taken now; an exercise outside it was withdrawn or replaced. An assessment that stands beside others in a hiring loop must reach
 * with them what the role asks of a loop.
 */
export function publishRules(
  role: RoleManifest,
  exercises: readonly (PickedExercise & { id: string; title: string })[],
  publishedIds: ReadonlySet<string>,
  others: readonly LoopAssessment[] = [],
): PublishRule[] {
  return [
    hasExercises(exercises),
    areAllPublished(exercises, publishedIds),
    fitsOneSitting(role, exercises),
    reachesEnough(role, exercises),
    ...(others.length === 0 ? [] : [loopReachesEnough(role, exercises, others)]),
  ];
}

function hasExercises(exercises: readonly unknown[]): PublishRule {
  const met = exercises.length > 0;
  const sentence = met ? `${countOf(exercises.length, 'exercise')} picked.` : 'Pick at least one exercise.';
  return { rule: 'has-exercises', met, sentence };
}

function areAllPublished(exercises: readonly { id: string; title: string }[], publishedIds: ReadonlySet<string>): PublishRule {
  const withdrawn = exercises.filter((exercise) => !publishedIds.has(exercise.id)).map((exercise) => exercise.title);
  const met = withdrawn.length === 0;
  const sentence = met
    ? 'Every exercise is published.'
    : `Take out or replace what is not published any more: ${listed(withdrawn)}.`;
  return { rule: 'exercises-published', met, sentence };
}

function fitsOneSitting(role: RoleManifest, exercises: readonly PickedExercise[]): PublishRule {
  const most = role.rules.maxMinutesPerSitting;
  const over = totalMinutes(exercises) - most;
  const met = over <= 0;
  const sentence = met
    ? `At most ${String(most)} minutes in one sitting.`
    : `Take out ${String(over)} minutes: one sitting is at most ${String(most)} minutes.`;
  return { rule: 'sitting-length', met, sentence };
}

function reachesEnough(role: RoleManifest, exercises: readonly PickedExercise[]): PublishRule {
  const known = new Set(role.competencies.map((competency) => competency.id));
  const reached = [...minutesByCompetency(exercises).keys()].filter((id) => known.has(id)).length;
  const least = role.rules.minCompetenciesPerAssessment;
  const met = reached >= least;
  const sentence = met
    ? `Reaches ${String(reached)} of ${String(known.size)} competencies (needs ${String(least)}).`
    : `Reach ${String(least - reached)} more ${least - reached === 1 ? 'competency' : 'competencies'}: an assessment needs ${String(least)}, this one has ${String(reached)}.`;
  return { rule: 'competencies', met, sentence };
}

function loopReachesEnough(
  role: RoleManifest,
  exercises: readonly PickedExercise[],
  others: readonly LoopAssessment[],
): PublishRule {
  const known = new Set(role.competencies.map(({ id }) => id));
  const reached = new Set([...minutesByCompetency(exercises).keys(), ...others.flatMap(({ competencies }) => competencies)]);
  const count = [...reached].filter((id) => known.has(id)).length;
  const least = role.rules.minCompetenciesPerLoop;
  const met = count >= least;
  const beside = `With ${listed(others.map(({ title }) => `“${title}”`))} the hiring loop reaches ${String(count)}`;
  const sentence = met
    ? `${beside} of ${String(known.size)} competencies (needs ${String(least)}).`
    : `${beside} competencies and needs ${String(least)}: add exercises for ${String(least - count)} more, here or there, or start this assessment in a loop of its own.`;
  return { rule: 'loop-competencies', met, sentence };
}

function minutesByCompetency(exercises: readonly PickedExercise[]): Map<string, number> {
  const minutes = new Map<string, number>();
  for (const { id, minutes: some } of exercises.flatMap((exercise) => exercise.competencies)) {
    minutes.set(id, (minutes.get(id) ?? 0) + some);
  }
  return minutes;
}

function evidenceFor(competency: string, exercises: readonly PickedExercise[]): EvidenceKind | null {
  const kinds = exercises.flatMap(({ competencies }) =>
    competencies.flatMap(({ id, evidence }) => (id === competency && evidence !== undefined ? [evidence] : [])),
  );
  const [first] = kinds;
  return first === undefined ? null : kinds.every((kind) => kind === first) ? first : 'both';
}

/** What the evidence of an exercise for one of its competencies rests on. Written groups are graded by the rubric. */
export function evidenceKindOf(
  competency: string,
  groups: ExerciseManifest['groups'],
  rated: readonly RubricManifest['criteria'][number]['competency'][],
): EvidenceKind {
  const automatic = groups.some(
    ({ harness, evidence }) => harness !== 'written' && evidence.some((one) => one.competency === competency),
  );
  if (!automatic) return 'rubric';
  return rated.includes(competency) ? 'both' : 'automatic';
}
