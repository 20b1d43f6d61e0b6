import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AssayConfig } from '@assay/platform';
import { AssayError } from '@assay/platform';
import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../http/access.js';
import { ApiConfig } from '../http/api-config.js';

const yearMs = 31_536_000_000;

/**
 * Serves the built web on the port of the API: files as they are, and the one page for every other address, since the page
 * itself knows the screens.
 */
@Controller()
export class WebController {
  constructor(@ApiConfig() private readonly config: AssayConfig) {}

  @Get('*')
  @Requires('public')
  async serve(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const root = this.config.http.webRoot;
    const wanted = wantedFile(request.url);
    if (wanted === null) {
      throw new NotFoundException();
    }
    if (root === undefined) {
      throw new AssayError('not-found', 'This process serves the API only: open the address where the web is served.');
    }
    if (wanted !== '/' && wanted !== '/index.html' && (await isFile(root, wanted))) {
      const hashed = wanted.startsWith('/assets/');
      return void reply.sendFile(wanted, { cacheControl: hashed, ...(hashed && { maxAge: yearMs, immutable: true }) });
    }
    if (path.extname(wanted) !== '' && wanted !== '/index.html') {
      throw new NotFoundException();
    }
    return void reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(withNonce(await readFile(path.join(root, 'index.html'), 'utf8'), reply.cspNonce.style));
  }
}

/** The decoded path; null where no file or screen can be: below /api, or not decodable. */
function wantedFile(url: string): string | null {
  try {
    const wanted = decodeURIComponent(url.split('?', 1)[0] ?? '/');
    return /^\/api(\/|$)/.test(wanted) || wanted.includes('\0') ? null : path.posix.normalize(wanted);
  } catch {
    return null;
  }
}

async function isFile(root: string, wanted: string): Promise<boolean> {
  const file = path.join(root, wanted);
  if (!file.startsWith(root + path.sep)) {
    return false;
  }
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** The page hands the nonce to what makes style elements while running; see `registerSecurityHeaders`. */
function withNonce(page: string, nonce: string): string {
  return page.replace(/<head[^>]*>/, (head) => `${head}<meta property="csp-nonce" nonce="${nonce}">`);
}
