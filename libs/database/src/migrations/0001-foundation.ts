import type { MigrationInterface, QueryRunner } from 'typeorm';
import { access } from './0001/access.js';
import { assessments } from './0001/assessments.js';
import { attempts } from './0001/attempts.js';
import { audit } from './0001/audit.js';
import { catalogue } from './0001/catalogue.js';
import { grading } from './0001/grading.js';
import { ground } from './0001/ground.js';
import { identity } from './0001/identity.js';
import { locators } from './0001/locators.js';
import { reviews } from './0001/reviews.js';

/** The first schema by topic, in the order in which tables refer to each other; rights come last, over all of them. */
export const foundation = [
  ground,
  identity,
  catalogue,
  assessments,
  attempts,
  grading,
  reviews,
  audit,
  locators,
  access,
] as const;

export class Foundation implements MigrationInterface {
  readonly name = 'Foundation1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const topic of foundation) {
      await runner.query(topic);
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The first migration is undone by dropping the database.'));
  }
}
