import { once } from 'node:events';
import { pause } from '@assay/platform';
import type { OnModuleDestroy } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Client } from 'pg';
import { attemptEventChannel } from './attempt-event-channel.js';

type Wake = () => void;

const rereadMs = 5_000;
const longestPauseMs = 5_000;

/**
 * Tells event streams when to reread an attempt's events. One connection of its own per process, opened with the first
 * subscription. What it says is only "look again": on a notification, after every (re)connect, and every five seconds whatever
 * happens, so that a lost notification costs seconds and never an event.
 */
@Injectable()
export class AttemptEventListener implements OnModuleDestroy {
  private readonly subscriptions = new Map<string, Set<Wake>>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;

  constructor(private readonly appUrl: string) {}

  /** Calls `wake` whenever the attempt may have new events; answers the function that ends the subscription. */
  subscribe(tenantId: string, attemptId: string, wake: Wake): () => void {
    const key = `${tenantId}:${attemptId}`;
    const wakes = this.subscriptions.get(key) ?? new Set();
    this.subscriptions.set(key, wakes.add(wake));
    this.running ??= this.run();
    return () => {
      wakes.delete(wake);
      if (wakes.size === 0 && this.subscriptions.get(key) === wakes) {
        this.subscriptions.delete(key);
      }
    };
  }

  /** Closes the connection; nobody is woken afterwards. */
  async onModuleDestroy(): Promise<void> {
    this.subscriptions.clear();
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const reread = setInterval(() => this.wakeAll(), rereadMs);
    let pauseMs = 100;
    while (!this.stopping.signal.aborted) {
      const connected = await this.listen().catch(() => false);
      pauseMs = connected ? 100 : Math.min(pauseMs * 2, longestPauseMs);
      await pause(pauseMs, this.stopping.signal);
    }
    clearInterval(reread);
  }

  /** Listens until the connection is lost or the process stops. The periodic reread covers the time between. */
  private async listen(): Promise<boolean> {
    const client = new Client({
      connectionString: this.appUrl,
      application_name: 'assay-events',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    const ended = new AbortController();
    client.on('error', () => ended.abort());
    client.on('end', () => ended.abort());
    client.on('notification', ({ payload }) => this.wakeOne(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${attemptEventChannel}`);
      this.wakeAll();
      await aborted(AbortSignal.any([ended.signal, this.stopping.signal]));
      return true;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private wakeOne(key: string): void {
    this.subscriptions.get(key)?.forEach((wake) => wake());
  }

  private wakeAll(): void {
    this.subscriptions.forEach((wakes) => wakes.forEach((wake) => wake()));
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await once(signal, 'abort');
  }
}
