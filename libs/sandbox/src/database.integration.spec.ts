import { testService } from '@assay/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Docker from 'dockerode';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { containerOptions } from './docker/container.options.js';
import { readSeccompProfiles } from './docker/seccomp.profiles.js';
import { defaultRecipeFolder, imageName } from './image.recipe.js';
import type { SandboxImage } from './sandbox.port.js';
import { imageBuildMs, readyDriver } from './testing/drivers.js';

/** What a supervisor does at warm-up, and a session of a role that owns a database but is no superuser. Prints one JSON line. */
const warmUp = `
import json, os, shutil, subprocess, sys

programs = "/usr/lib/postgresql/17/bin/"
os.umask(0o077)
shutil.copytree("/opt/assay/data", "/work/data", copy_function=shutil.copyfile)
for folder, _, _ in os.walk("/work/data"):
    os.chmod(folder, 0o700)
setup = ["CREATE ROLE owner LOGIN PASSWORD 'open'", "ALTER DATABASE postgres OWNER TO owner"]
subprocess.run([programs + "postgres", "--single", "-D", "/work/data", "postgres"], input="\\n".join(setup), text=True, check=True, capture_output=True)
server = subprocess.Popen([programs + "postgres", "-D", "/work/data"], stderr=subprocess.PIPE, text=True)
for line in server.stderr:
    if "ready to accept connections" in line:
        break

def ask(sql, role="owner", host="/tmp"):
    command = [programs + "psql", "-X", "-At", "-w", "-h", host, "-U", role, "-d", "postgres", "-c", sql]
    done = subprocess.run(command, env={**os.environ, "PGPASSWORD": "open"}, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else "refused: " + done.stderr.strip()

print(json.dumps({
    "one": ask("SELECT 1"),
    "extension": ask("CREATE EXTENSION vector"),
    "distance": ask("SELECT '[0,0]'::vector <-> '[3,4]'"),
    "encoding": ask("SELECT pg_encoding_to_char(encoding) || ' ' || datlocale FROM pg_database WHERE datname = 'postgres'"),
    "order": ask("SELECT string_agg(word, '' ORDER BY word) FROM unnest(array['b', 'B', 'a', 'ä']) word"),
    "rows": ask("CREATE TABLE numbers AS SELECT generate_series(1, 200000) AS n; SELECT count(*) FROM numbers").split("\\n")[-1],
    "program": ask("COPY (SELECT 1) TO PROGRAM 'cat'"),
    "file": ask("SELECT pg_read_file('/etc/passwd')"),
    "superuser": ask("SELECT 1", role="postgres"),
    "network": ask("SELECT 1", host="127.0.0.1"),
    "databases": ask("SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database"),
}), flush=True)
server.terminate()
for _ in server.stderr:
    pass
sys.exit(server.wait())
`;

describe("the database's image under the hardening of every sandbox", () => {
  let image: SandboxImage;
  let docker: Docker;
  let container: Docker.Container | undefined;

  beforeAll(async () => {
    ({ image } = await readyDriver('docker', 'database'));
    docker = new Docker({ socketPath: new URL(testService('dockerHost')).pathname });
  }, imageBuildMs);

  afterAll(async () => {
    await container?.remove({ force: true });
  });

  it('starts from its copied data folder and answers over its socket, to those who may', async () => {
    const { database: seccomp } = await readSeccompProfiles(defaultRecipeFolder);
    const spec = { role: 'database' as const, image, memoryMb: 256, pids: 64, tmpMb: 96, lifeMs: 60_000 };
    const context = {
      imageName: imageName(image),
      labels: {},
      seccomp,
      cgroupParent: undefined,
      runtime: undefined,
      cpus: 2,
    };
    container = await docker.createContainer({
      ...containerOptions(spec, context),
      Cmd: ['/usr/bin/python3', '-I', '-B', '-c', warmUp],
      AttachStdin: false,
      OpenStdin: false,
      StdinOnce: false,
    });
    const stream = await container.attach({ stream: true, stdout: true, stderr: true });
    const [output, errors] = [new PassThrough(), new PassThrough()];
    docker.modem.demuxStream(stream, output, errors);
    stream.once('end', () => {
      output.end();
      errors.end();
    });
    const said = Promise.all([text(output), text(errors)]);
    await container.start();
    expect(await container.wait()).toMatchObject({ StatusCode: 0 });
    const [answers, complaints] = await said;
    expect(complaints).toBe('');
    expect(JSON.parse(answers)).toEqual({
      one: '1',
      extension: 'CREATE EXTENSION',
      distance: '5',
      encoding: 'UTF8 C.UTF-8',
      order: 'Babä',
      rows: '200000',
      program: expect.stringContaining('permission denied'),
      file: expect.stringContaining('permission denied'),
      superuser: expect.stringContaining('password authentication failed'),
      network: expect.stringContaining('Connection refused'),
      databases: 'postgres template1',
    });
  }, 120_000);
});
