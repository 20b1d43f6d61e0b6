import { request } from 'node:http';

/** Whether a Docker engine answers at a `unix://…` or `tcp://…` host, within two seconds. */
export function answers(host: string): Promise<boolean> {
  const url = new URL(host);
  const where =
    url.protocol === 'unix:'
      ? { socketPath: url.pathname }
      : { host: url.hostname, port: url.port === '' ? 2375 : Number(url.port) };
  return new Promise((resolve) => {
    const asking = request({ ...where, path: '/_ping', timeout: 2_000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asking.once('timeout', () => asking.destroy());
    asking.once('error', () => resolve(false));
    asking.end();
  });
}
