/**
 * A worker to be killed: `holder.ts <driver> <installation>` starts a sandbox, says `ready` when its first process has, and holds on
 * to it.
 */
import { bubblewrapDriver, dockerDriver } from './drivers.js';

const [driverName, installation = 'holder'] = process.argv.slice(2);
const driver = driverName === 'docker' ? dockerDriver({ installation }) : bubblewrapDriver();
const image = await driver.ensureImage('base');
const spec = { role: 'static', image, memoryMb: 64, pids: 16, tmpMb: 8, lifeMs: 600_000 } as const;
await driver.start(spec, {
  onFrame: () => process.stdout.write('ready\n'),
  onEnd: () => process.exit(1),
});
