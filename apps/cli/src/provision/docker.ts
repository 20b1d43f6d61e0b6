import { AssayError } from '@assay/platform';
import type { RunResult } from '../processes/run.js';
import { run } from '../processes/run.js';

/** The docker client, speaking to one engine. */
export interface Docker {
  host: string;
  /** Runs `docker <args>`. */
  try(args: readonly string[], options?: { signal?: AbortSignal | undefined; timeoutMs?: number }): Promise<RunResult>;
  /** The same, and a failure is thrown with what the client said. */
  do(args: readonly string[], options?: { signal?: AbortSignal | undefined }): Promise<string>;
  hasImage(name: string): Promise<boolean>;
}

export function dockerAt(host: string): Docker {
  // The classic builder is everywhere; buildx is not.
  const env = { DOCKER_HOST: host, DOCKER_BUILDKIT: '0' };
  const tryIt: Docker['try'] = (args, options = {}) => run('docker', args, { env, ...options });
  return {
    host,
    try: tryIt,
    async do(args, options = {}) {
      const result = await tryIt(args, options);
      if (result.code !== 0) {
        const said = result.output.split('\n').slice(-15).join('\n');
        throw new AssayError('set-up-failed', `docker ${args.slice(0, 2).join(' ')} failed:\n${said}`);
      }
      return result.stdout;
    },
    async hasImage(name) {
      return (await tryIt(['image', 'inspect', '--format', '{{.Id}}', name])).code === 0;
    },
  };
}
