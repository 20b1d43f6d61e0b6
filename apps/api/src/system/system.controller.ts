import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import { Endpoint } from '../http/endpoint.js';
import { SystemService } from './system.service.js';

@Controller()
export class SystemController {
  constructor(private readonly system: SystemService) {}

  @Endpoint(routes.system.status)
  status() {
    return this.system.status();
  }
}
