import type { AttemptEvent } from '@assay/contracts';
import { AttemptEventListener, AttemptEventStore, CandidateSessionStore, UnitOfWork } from '@assay/database';
import { startStopwatch } from '@assay/platform';
import type { OnModuleDestroy } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { RunningAttemptService } from '../attempts/running-attempt.service.js';
import type { CandidateActor } from '../http/actor.js';
import { Wakeup } from './wakeup.js';

/** A sign of life at least so often, so that proxies keep the connection and a dead one is noticed. */
const heartbeatMs = 15_000;
const batch = 200;

/**
 * Streams an attempt's events as server-sent events (HTML standard, section 9.2). Rows are the truth: a stream starts after
 * any seq and sends what is there, then looks again whenever it is woken, so that a reconnect loses and repeats nothing.
 */
@Injectable()
export class EventStreamsService implements OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: AttemptEventStore,
    private readonly listener: AttemptEventListener,
    private readonly sessions: CandidateSessionStore,
    private readonly running: RunningAttemptService,
  ) {}

  /** Open streams end, so that the server can close. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  /**
   * The frames of a stream that begins after event `seq`, until the client is `gone`, the session ends or the process stops.
   *
   * @throws AssayError `attempt-not-started`
   */
  async open(actor: CandidateActor, seq: number, gone: AbortSignal): Promise<AsyncGenerator<string>> {
    const attempt = await this.unitOfWork.run(actor.tenantId, (tx) => this.running.find(tx, actor));
    return this.frames(actor, attempt.id, seq, AbortSignal.any([gone, this.stopping.signal]));
  }

  private async *frames(actor: CandidateActor, attemptId: string, after: number, over: AbortSignal): AsyncGenerator<string> {
    const wakeup = new Wakeup(over);
    const unsubscribe = this.listener.subscribe(actor.tenantId, attemptId, () => wakeup.ring());
    try {
      yield 'retry: 2000\n\n';
      let sent = after;
      let quiet = startStopwatch();
      while (!over.aborted) {
        const news = await this.unitOfWork.run(actor.tenantId, (tx) => this.events.after(tx, attemptId, sent, batch));
        for (const event of news) {
          yield frameOf(event);
          sent = event.seq;
          quiet = startStopwatch();
        }
        if (quiet.elapsedMs() >= heartbeatMs) {
          if (!(await this.sessionLives(actor))) {
            return;
          }
          yield ': still here\n\n';
          quiet = startStopwatch();
        }
        if (news.length < batch) {
          await wakeup.next(heartbeatMs);
        }
      }
    } finally {
      unsubscribe();
    }
  }

  private async sessionLives(actor: CandidateActor): Promise<boolean> {
    const session = await this.unitOfWork.run(actor.tenantId, (tx) => this.sessions.findOptionalLive(tx, actor.sessionId));
    return session !== null;
  }
}

function frameOf(event: AttemptEvent): string {
  return `id: ${String(event.seq)}\ndata: ${JSON.stringify(event)}\n\n`;
}
