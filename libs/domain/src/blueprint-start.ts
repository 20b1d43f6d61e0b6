import type { RoleManifest } from '@assay/contracts';
import type { Blueprint, PickedExercise } from './blueprint.js';

/** One item of a blueprint: equivalent alternatives, of which one is taken. */
export interface FormFamily<E> {
  /** Those that exist, in the blueprint's order. */
  alternatives: E[];
}

/** A blueprint as a start, with what exists of it. */
export interface BlueprintStart<E> {
  blueprint: Blueprint;
  /** The items that can be taken. */
  families: FormFamily<E>[];
  /** How many of its items no exercise answers yet. */
  missing: number;
}

/** The blueprints of a role that an assessment can start from, those that are complete first. Alternatives that do not exist yet are left out. */
export function blueprintStarts<E extends PickedExercise>(role: RoleManifest, exercises: readonly E[]): BlueprintStart<E>[] {
  const byCode = new Map(exercises.map((exercise) => [exercise.code, exercise]));
  const starts = role.blueprints.map((blueprint) => {
    const families = blueprint.items
      .map((codes) => ({ alternatives: codes.map((code) => byCode.get(code)).filter((one) => one !== undefined) }))
      .filter(({ alternatives }) => alternatives.length > 0);
    return { blueprint, families, missing: blueprint.items.length - families.length };
  });
  return starts.filter(({ families }) => families.length > 0).toSorted((a, b) => Number(a.missing > 0) - Number(b.missing > 0));
}
