import type { GradingAvailability, RouteView, routes } from '@assay/contracts';
import { UnitOfWork, WorkerStatusStore } from '@assay/database';
import { Injectable } from '@nestjs/common';
import { version } from '../version.js';

/** A worker that was not seen for so long does not count, in seconds. */
const livingWithin = 20;

const order: readonly GradingAvailability['state'][] = ['available', 'preparing', 'unavailable', 'unknown'];

const noWorker: GradingAvailability = {
  state: 'unknown',
  driver: null,
  assurance: null,
  message: 'No worker has reported. Work that is handed in waits and is graded as soon as one runs.',
  command: null,
  progress: null,
};

@Injectable()
export class SystemService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workers: WorkerStatusStore,
  ) {}

  async status(): Promise<RouteView<typeof routes.system.status>> {
    const living = await this.workers.listLiving(livingWithin);
    return { version, now: (await this.databaseTime()).toISOString(), grading: best(living) };
  }

  /** @throws AssayError `unavailable` when the database does not answer. */
  async databaseTime(): Promise<Date> {
    const [row] = await this.unitOfWork.runWithoutTenant((statements) =>
      statements.query<{ now: Date }>('select statement_timestamp() as now'),
    );
    if (row === undefined) {
      throw new Error('The database answered its time without a row.');
    }
    return row.now;
  }
}

/** The best that any worker offers: one that can grade is enough. */
function best(living: readonly GradingAvailability[]): GradingAvailability {
  const [first] = [...living].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return first ?? noWorker;
}
