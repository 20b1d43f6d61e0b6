import { listRoles, loadRole } from '@assay/catalogue';
import { slug as slugSchema } from '@assay/contracts';
import { AssayError } from '@assay/platform';

/** What an author has to say of every exercise that does not exist yet. */
export interface ExerciseWishes {
  slug: string;
  /** Id of a competency that some role has. */
  competency: string;
  minutes: number;
}

/**
 * Refuses wishes that no exercise can fulfil.
 *
 * @param ask how the author gives another one, as it stands before "one of …": `choose`, or `say --competency with`
 * @throws AssayError `usage-wrong` at the first, with a sentence that says what would do
 */
export async function refuseWishes(
  { slug, competency, minutes }: ExerciseWishes,
  ask: Record<keyof ExerciseWishes, string>,
): Promise<void> {
  if (!slugSchema.safeParse(slug).success) {
    throw wrong(
      `${slug} cannot be the name of an exercise: ${ask.slug} lower-case words joined by hyphens, such as share-a-bill.`,
    );
  }
  const known = await competencies();
  if (!known.has(competency)) {
    throw wrong(`No role has the competency ${competency}; ${ask.competency} one of ${[...known.keys()].join(', ')}.`);
  }
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 240) {
    throw wrong(`An exercise takes 1 to 240 minutes; ${ask.minutes} another number.`);
  }
}

/** Ids and names of the competencies that exercises may give evidence for. */
export async function competencies(): Promise<Map<string, string>> {
  const roles = await Promise.all((await listRoles()).map(loadRole));
  return new Map(roles.flatMap((role) => role.competencies.map(({ id, name }) => [id, name])));
}

function wrong(sentence: string): AssayError {
  return new AssayError('usage-wrong', sentence);
}
