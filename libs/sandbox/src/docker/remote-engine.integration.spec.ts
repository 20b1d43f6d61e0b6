import { testService } from '@assay/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { createServer } from 'node:tls';
import type { SandboxImage } from '../sandbox.port.js';
import { Authority } from '../testing/certificates.js';
import { callGroup, dockerDriver, imageBuildMs, pythonFile, readyDriver, runCold } from '../testing/drivers.js';
import type { EngineCertificates } from './engine.connection.js';
import { readCertificates } from './engine.connection.js';

const tests = [pythonFile('test_double.py', 'from solution import double\n\ndef test_double():\n    assert double(21) == 42\n')];
const files = [pythonFile('solution.py', 'def double(number):\n    return 2 * number\n')];

/** The engine's socket behind TLS, as a remote engine has it: whoever shows no certificate of the authority is turned away. */
async function tlsBefore(socketPath: string, certificates: EngineCertificates) {
  const server = createServer({ ...certificates, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' });
  server.on('secureConnection', (client: TLSSocket) => {
    const engine = connect({ path: socketPath, allowHalfOpen: true });
    client.pipe(engine).on('error', () => client.destroy());
    engine.pipe(client).on('error', () => engine.destroy());
    client.once('close', () => engine.destroy());
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { host: `tcp://127.0.0.1:${String(port)}`, close: () => server.close() };
}

describe('a remote engine over TLS', () => {
  let ours: Authority;
  let stranger: Authority;
  let engine: Awaited<ReturnType<typeof tlsBefore>>;
  let good: EngineCertificates;
  let image: SandboxImage;

  beforeAll(async () => {
    const local = await readyDriver('docker');
    ({ image } = local);
    await local.driver.close();
    ours = await Authority.create('engine authority');
    stranger = await Authority.create('stranger');
    engine = await tlsBefore(new URL(testService('dockerHost')).pathname, {
      ca: ours.certificate,
      ...(await ours.issue('engine')),
    });
    good = { ca: ours.certificate, ...(await ours.issue('worker')) };
  }, imageBuildMs);

  afterAll(async () => {
    engine.close();
    await Promise.all([ours.remove(), stranger.remove()]);
  });

  it('runs a whole grading, and nothing is mounted from here', async () => {
    const driver = dockerDriver({ host: engine.host, tls: good });
    expect(await driver.probe()).toMatchObject({ available: true });
    const group = callGroup(tests);
    const report = await runCold(driver, { group, image, modules: ['solution'], files, tests, drawSeed: 'tls' });
    await driver.close();
    expect(report).toMatchObject({ fault: null, cases: [{ outcome: 'passed' }] });
  });

  it.each<[string, string, (known: EngineCertificates) => Promise<EngineCertificates | undefined>]>([
    [
      'whose certificate is of another authority than ours',
      'engine-certificates',
      (known) => Promise.resolve({ ...known, ca: stranger.certificate }),
    ],
    [
      'that does not know our certificate',
      'engine-unreachable',
      async (known) => ({ ...known, ...(await stranger.issue('worker')) }),
    ],
    ['that we show no certificate', 'engine-unreachable', () => Promise.resolve(undefined)],
  ])('%s is not spoken to, and it is said what to look at', async (_what, code, change) => {
    const driver = dockerDriver({ host: engine.host, tls: await change(good) });
    expect(await driver.probe()).toMatchObject({
      available: false,
      help: expect.stringContaining('DOCKER_CERT_PATH') as unknown,
    });
    await expect(driver.hasImage(image)).rejects.toMatchObject({ code });
    const group = callGroup(tests);
    const report = await runCold(driver, { group, image, modules: ['solution'], files, tests, drawSeed: 'tls' });
    expect(report.fault).toMatchObject({ code, message: expect.stringContaining('DOCKER_CERT_PATH') as unknown });
  });
});

describe('the certificates of a folder', () => {
  it("are read as Docker's own client wants them, or the file that is missing is named", async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-certificates-'));
    try {
      for (const name of ['ca', 'cert']) await writeFile(join(folder, `${name}.pem`), name);
      await expect(readCertificates(folder)).rejects.toMatchObject({
        code: 'config-invalid',
        message: expect.stringContaining(join(folder, 'key.pem')) as unknown,
      });
      await writeFile(join(folder, 'key.pem'), 'key');
      await expect(readCertificates(folder)).resolves.toEqual({ ca: 'ca', cert: 'cert', key: 'key' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
