import { openApiDocument } from './openapi.js';
import { version } from './version.js';

process.stdout.write(`${JSON.stringify(openApiDocument(version), null, 2)}\n`);
