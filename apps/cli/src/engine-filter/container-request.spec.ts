import { describe, expect, it } from '@jest/globals';
import { containerRequest, refusalOf } from './container-request.js';

const seccomp = '{"defaultAction":"SCMP_ACT_ERRNO","syscalls":[]}';
const databaseSeccomp = '{"defaultAction":"SCMP_ACT_ERRNO","syscalls":[{"names":["shmget"],"action":"SCMP_ACT_ALLOW"}]}';
const schema = containerRequest({ submission: seccomp, grader: seccomp, static: seccomp, database: databaseSeccomp });
const databaseImage = 'assay/sandbox-database:0123456789ab';
const ofDatabase = { SecurityOpt: ['no-new-privileges:true', `seccomp=${databaseSeccomp}`] };

/** A sandbox as the Docker driver asks for it. */
function sandbox() {
  return {
    Image: 'assay/sandbox-python-base:0123456789ab',
    Cmd: ['/usr/bin/python3', 'start.py'],
    Env: ['LANG=C.UTF-8'],
    User: '65532:65532',
    WorkingDir: '/tmp',
    Hostname: 'sandbox',
    Labels: { 'assay.installation': 'compose', 'assay.worker': 'w1' },
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    StdinOnce: true,
    Tty: false,
    NetworkDisabled: true,
    StopTimeout: 0,
    HostConfig: {
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true', `seccomp=${seccomp}`],
      IpcMode: 'private',
      CgroupnsMode: 'private',
      ShmSize: 4_194_304,
      Memory: 268_435_456,
      MemorySwap: 268_435_456,
      MemorySwappiness: 0,
      OomScoreAdj: 500,
      PidsLimit: 64,
      Ulimits: [{ Name: 'core', Soft: 0, Hard: 0 }],
      Tmpfs: { '/tmp': 'rw,nosuid,nodev,noexec,size=8m,nr_inodes=512,mode=0700,uid=65532,gid=65532' },
      LogConfig: { Type: 'none', Config: {} },
      RestartPolicy: { Name: 'no' },
      Init: false,
      NanoCpus: 2e9,
    },
  };
}

/** The folder where a pair of sandboxes meets. */
function meeting(change: Record<string, unknown> = {}, options: Record<string, unknown> = {}) {
  const o = 'size=64k,nr_inodes=16,mode=0755,uid=65533,gid=65533,nosuid,nodev,noexec';
  return {
    Type: 'volume',
    Source: `assay-${'0a'.repeat(12)}`,
    Target: '/link',
    ReadOnly: true,
    VolumeOptions: {
      NoCopy: true,
      Labels: { 'assay.installation': 'compose' },
      DriverConfig: { Name: 'local', Options: { type: 'tmpfs', device: 'tmpfs', o, ...options } },
    },
    ...change,
  };
}

type Change = Record<string, unknown>;
const asked = (change: Change = {}, host: Change = {}) =>
  JSON.stringify({ ...sandbox(), ...change, HostConfig: { ...sandbox().HostConfig, ...host } });

describe('a request for a container', () => {
  it('for a sandbox is taken', () => {
    expect(refusalOf(schema, asked())).toBeUndefined();
    expect(refusalOf(schema, asked({}, { Runtime: 'crun', CgroupParent: '/assay' }))).toBeUndefined();
    expect(refusalOf(schema, asked({}, { Mounts: [meeting()] }))).toBeUndefined();
    expect(refusalOf(schema, asked({ Image: databaseImage }, ofDatabase))).toBeUndefined();
  });

  it.each<[string, Change, Change]>([
    ['another image', { Image: 'debian:trixie-slim' }, {}],
    ['root', { User: '0:0' }, {}],
    ['no user', { User: '' }, {}],
    ['no label of ours', { Labels: {} }, {}],
    ['a label of another tool', { Labels: { 'assay.installation': 'x', 'com.docker.compose.project': 'x' } }, {}],
    ['an entry point', { Entrypoint: ['/bin/sh'] }, {}],
    ['volumes', { Volumes: { '/host': {} } }, {}],
    ['a network', {}, { NetworkMode: 'bridge' }],
    ["the host's network", {}, { NetworkMode: 'host' }],
    ['a network by another way', { NetworkingConfig: { EndpointsConfig: { bridge: {} } } }, {}],
    ['privileges', {}, { Privileged: true }],
    ['a folder of the host', {}, { Binds: ['/:/host'] }],
    ['a mount of the host', {}, { Mounts: [{ Type: 'bind', Source: '/', Target: '/host' }] }],
    ['a volume of another', {}, { Mounts: [meeting({ Source: 'postgres-data' })] }],
    ['a volume over the runner', {}, { Mounts: [meeting({ Target: '/opt/assay' })] }],
    ['a volume on disk', {}, { Mounts: [meeting({}, { type: 'none', device: '/', o: 'bind' })] }],
    ['a volume on which programs run', {}, { Mounts: [meeting({}, { o: 'size=64k' })] }],
    ['two volumes', {}, { Mounts: [meeting(), meeting()] }],
    ['a device', {}, { Devices: [{ PathOnHost: '/dev/vda' }] }],
    ['a capability', {}, { CapAdd: ['SYS_ADMIN'] }],
    ['capabilities kept', {}, { CapDrop: ['NET_RAW'] }],
    ["the host's processes", {}, { PidMode: 'host' }],
    ["the host's memory", {}, { IpcMode: 'host' }],
    ["the host's control group namespace", {}, { CgroupnsMode: 'host' }],
    ['no CPU limit', {}, { NanoCpus: 0 }],
    ["the host's users", {}, { UsernsMode: 'host' }],
    ['a writable root', {}, { ReadonlyRootfs: false }],
    ['no memory limit', {}, { Memory: 0 }],
    ['no process limit', {}, { PidsLimit: -1 }],
    ['no seccomp', {}, { SecurityOpt: ['no-new-privileges:true', 'seccomp=unconfined'] }],
    ['another seccomp profile', {}, { SecurityOpt: ['no-new-privileges:true', 'seccomp={"defaultAction":"SCMP_ACT_ALLOW"}'] }],
    ["the database's seccomp profile for another image", {}, ofDatabase],
    ['the seccomp profile of other images for the database', { Image: databaseImage }, {}],
    ['a seccomp profile that is no JSON', {}, { SecurityOpt: ['no-new-privileges:true', 'seccomp={'] }],
    ['new privileges', {}, { SecurityOpt: ['seccomp=' + seccomp] }],
    ['no confinement by AppArmor', {}, { SecurityOpt: ['no-new-privileges:true', `seccomp=${seccomp}`, 'apparmor=unconfined'] }],
    ['a tmpfs that runs programs', {}, { Tmpfs: { '/tmp': 'rw,size=8m' } }],
    ['a tmpfs over the system', {}, { Tmpfs: { '/etc': sandbox().HostConfig.Tmpfs['/tmp'] } }],
    ["the host's control groups", {}, { CgroupParent: '/system.slice' }],
    ['a log on the host', {}, { LogConfig: { Type: 'json-file', Config: {} } }],
  ])('with %s is refused', (_what, change, host) => {
    expect(refusalOf(schema, asked(change, host))).toEqual(expect.any(String));
  });

  it('that is no JSON is refused', () => {
    expect(refusalOf(schema, '{')).toContain('no JSON');
  });
});
