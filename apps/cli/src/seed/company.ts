import type { AssessmentVersionRow, Transaction } from '@assay/database';
import {
  AssessmentStore,
  ExerciseVersionStore,
  HiringLoopStore,
  RoleProfileStore,
  StaffStore,
  TenantStore,
} from '@assay/database';
import { publishRules } from '@assay/domain';
import { AssayError, hashPassword } from '@assay/platform';
import { demoId } from './demo-id.js';
import type { Cast, CastMember } from './demo.schema.js';
import type { Demo } from './demo.js';
import type { History } from './history.js';

export interface PublishedExercise {
  versionId: string;
  rubricVersionId: string;
}

/** The demo's company and what it assesses with, by the names of the cast. */
export interface Company {
  tenantId: string;
  staff: ReadonlyMap<string, CastMember & { id: string }>;
  loopId: string;
  assessmentId: string;
  assessmentVersionId: string;
  /** Of the whole assessment. */
  minutes: number;
  /** By the exercise's slug. */
  exercises: ReadonlyMap<string, PublishedExercise>;
}

/** A transaction whose stores take another instant for now. */
export function dated(tx: Transaction, at: Date): Transaction {
  return { ...tx, receivedAt: at };
}

/** Makes the company: staff, role, exercises, hiring loop and published assessment. */
export async function makeCompany(tx: Transaction, demo: Demo, history: History): Promise<Company> {
  const { cast, role } = demo;
  await new TenantStore().create(tx, cast.tenant);
  const staff = await hireStaff(tx, demo);
  const { id: roleId } = await new RoleProfileStore().publish(tx, role);
  const exercises = await publishExercises(tx, demo);
  const loops = new HiringLoopStore();
  const owner = memberOf(staff, cast.loop.owner).id;
  const loopId = await loops.create(tx, { title: cast.loop.title, roleProfileVersionId: roleId, createdBy: owner });
  const author = memberOf(staff, cast.assessment.author).id;
  const assessmentId = await new AssessmentStore().create(tx, roleId, author);
  await loops.addAssessment(tx, loopId, assessmentId);
  const assessmentVersionId = await publishAssessment(tx, demo, { assessmentId, author, exercises, history });
  const minutes = demo.exercises.reduce((sum, { manifest }) => sum + manifest.minutes, 0);
  return { tenantId: tx.tenantId, staff, loopId, assessmentId, assessmentVersionId, minutes, exercises };
}

/** Where an exercise of the assessment lies in the database. */
export function exerciseOf({ exercises }: Company, slug: string): PublishedExercise {
  const exercise = exercises.get(slug);
  if (exercise === undefined) {
    throw new AssayError('set-up-failed', `The demo's assessment has no exercise ${slug}.`);
  }
  return exercise;
}

/** The id that a member of the staff has in every installation. */
export function staffId({ assessment }: Cast, key: string): string {
  return demoId(`staff ${key}`, assessment.publishedAt);
}

/** @throws AssayError `set-up-failed` when the cast names somebody who is not there. */
export function memberOf(staff: Company['staff'], key: string): CastMember & { id: string } {
  const member = staff.get(key);
  if (member === undefined) {
    throw new AssayError('set-up-failed', `cast.yaml names ${key}, who is not among its staff.`);
  }
  return member;
}

async function hireStaff(tx: Transaction, { cast }: Demo): Promise<Company['staff']> {
  // Hashing is slow on purpose, so all are hashed at the same time.
  const hashes = await Promise.all(cast.staff.map(() => hashPassword(cast.password)));
  const store = new StaffStore();
  const staff = new Map<string, CastMember & { id: string }>();
  for (const [index, member] of cast.staff.entries()) {
    const { key, email, name, roles } = member;
    const id = staffId(cast, key);
    await store.create(tx, { id, email, name, roles, passwordHash: hashes[index] ?? null });
    staff.set(key, { ...member, id });
  }
  return staff;
}

async function publishExercises(tx: Transaction, demo: Demo): Promise<Company['exercises']> {
  const store = new ExerciseVersionStore();
  const published = new Map<string, PublishedExercise>();
  for (const exercise of demo.exercises) {
    const { id: versionId } = await store.publish(tx, exercise);
    const rubric = (await store.findOptionalRubric(tx, versionId)) as { id: string };
    published.set(exercise.manifest.slug, { versionId, rubricVersionId: rubric.id });
  }
  return published;
}

async function publishAssessment(
  tx: Transaction,
  demo: Demo,
  at: { assessmentId: string; author: string; exercises: Company['exercises']; history: History },
): Promise<string> {
  refuseUnready(demo);
  const { title, rules, publishedAt } = demo.cast.assessment;
  const exerciseVersionIds = [...at.exercises.values()].map(({ versionId }) => versionId);
  const store = new AssessmentStore();
  const then = dated(tx, publishedAt);
  await store.addDraft(then, at.assessmentId, { title, rules, exerciseVersionIds }, at.author);
  const draft = (await store.findOptionalDraft(then, at.assessmentId)) as Pick<AssessmentVersionRow, 'id' | 'number'>;
  await store.publish(then, draft.id, at.author);
  at.history.note(publishedAt, {
    action: 'assessment.published',
    actor: `staff:${at.author}`,
    subject: `assessment:${at.assessmentId}`,
    payload: { version: draft.number, exerciseVersionIds },
  });
  return draft.id;
}

/** The demo may not hold an assessment that the product would not let anybody publish. */
function refuseUnready({ role, exercises }: Demo): void {
  const picked = exercises.map(({ manifest }) => manifest);
  const unmet = publishRules(role, picked, new Set(picked.map(({ id }) => id))).filter(({ met }) => !met);
  if (unmet.length > 0) {
    throw new AssayError('set-up-failed', `The demo's assessment cannot be published: ${unmet[0]?.sentence ?? ''}`);
  }
}
