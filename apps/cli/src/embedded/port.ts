import { createServer } from 'node:net';
import { AssayError, systemCodeOf } from '@assay/platform';
import { freePort } from './postgres-server.js';

/**
 * The port to serve on: the configured one, or for 0 any free one.
 *
 * @throws AssayError `set-up-failed` when somebody else serves on it.
 */
export async function choosePort({ host, port }: { host: string; port: number }): Promise<number> {
  if (port === 0) {
    return freePort();
  }
  const code = await new Promise<string | undefined>((resolve) => {
    const probe = createServer();
    probe.once('error', (thrown) => resolve(systemCodeOf(thrown) ?? 'unknown'));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
  if (code === undefined) {
    return port;
  }
  throw new AssayError(
    'set-up-failed',
    code === 'EADDRINUSE'
      ? `Port ${port} is in use: stop the program that uses it, or set PORT to another one.`
      : `Assay cannot serve on ${host}, port ${port} (${code}): set HOST and PORT to an address of this machine.`,
  );
}
