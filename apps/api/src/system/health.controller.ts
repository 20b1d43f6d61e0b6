import { apiPrefix } from '@assay/contracts';
import { Controller, Get } from '@nestjs/common';
import { Requires } from '../http/access.js';
import { openApiDocument } from '../openapi.js';
import { version } from '../version.js';
import { SystemService } from './system.service.js';

/** What orchestrators and generators ask, outside the contracts. */
@Controller()
export class HealthController {
  constructor(private readonly system: SystemService) {}

  @Get('/api/health/live')
  @Requires('public')
  live() {
    return { status: 'ok' };
  }

  /** 503 while the database does not answer. */
  @Get('/api/health/ready')
  @Requires('public')
  async ready() {
    await this.system.databaseTime();
    return { status: 'ok' };
  }

  @Get(`${apiPrefix}/openapi.json`)
  @Requires('public')
  openApi() {
    return openApiDocument(version);
  }
}
