import type { GradingAvailability } from '@assay/contracts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../unit-of-work.js';

/** What the workers of this installation say of themselves. It belongs to no tenant and holds nothing of one. */
@Injectable()
export class WorkerStatusStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** A worker's sign of life, with whether it can grade. Forgets workers not seen for an hour. */
  async report(workerId: string, availability: GradingAvailability): Promise<void> {
    await this.unitOfWork.runWithoutTenant(async (statements) => {
      await statements.execute(
        `insert into worker_status (worker_id, availability) values ($1, $2)
         on conflict (worker_id) do update set seen_at = now(), availability = excluded.availability`,
        [workerId, JSON.stringify(availability)],
      );
      await statements.execute(`delete from worker_status where seen_at < now() - interval '1 hour'`);
    });
  }

  /** A worker that stops says so, and no longer counts. */
  async remove(workerId: string): Promise<void> {
    await this.unitOfWork.runWithoutTenant((statements) =>
      statements.execute('delete from worker_status where worker_id = $1', [workerId]),
    );
  }

  /** What the workers seen in the last `seconds` say, the latest sign of life first; empty when none lives. */
  async listLiving(seconds: number): Promise<GradingAvailability[]> {
    const rows = await this.unitOfWork.runWithoutTenant((statements) =>
      statements.query<{ availability: GradingAvailability }>(
        `select availability from worker_status where seen_at > now() - make_interval(secs => $1) order by seen_at desc`,
        [seconds],
      ),
    );
    return rows.map((row) => row.availability);
  }
}
