import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { GradingEngineService } from '../grading/grading-engine.service.js';
import { UpkeepService } from '../maintenance/upkeep.service.js';
import { WorkerSettings } from '../worker-settings.js';

/** Tells whoever asks on the health port whether this worker is well (200) or not (503), and whether it can grade. */
@Injectable()
export class HealthServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    private readonly upkeep: UpkeepService,
    private readonly engine: GradingEngineService,
    private readonly settings: WorkerSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { healthPort } = this.settings;
    if (healthPort === undefined) {
      return;
    }
    const server = createServer((_request, response) => {
      const well = this.upkeep.isWell();
      response.writeHead(well ? 200 : 503, { 'content-type': 'application/json' });
      const { workerId } = this.settings;
      response.end(JSON.stringify({ well, workerId, grading: this.engine.availability(), pool: this.engine.metrics() }));
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(healthPort, resolve);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (server !== undefined) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }
}
