import { canonicalJson, messageOf } from '@assay/platform';
import type { SeccompProfiles } from '@assay/sandbox';
import { z } from 'zod';

/** Images whose containers contain candidate code. */
export const sandboxImage = /^assay\/sandbox-(python-[a-z]+|database):[0-9a-f]{12}$/;
/** Every sandbox carries it; containers without it are none of the worker's business. */
export const ownerLabel = 'assay.installation';

const megabyte = 1024 * 1024;
const nothing = z.array(z.never()).max(0);

const ourLabels = z
  .record(z.string().regex(/^assay\.[a-z]+$/), z.string().max(200))
  .refine((labels) => ownerLabel in labels, { error: `must carry ${ownerLabel}` });

/** Options of a file system in memory: writable, but nothing in it runs, is a device or lends rights. */
const tmpfs = z.string().regex(/^rw,nosuid,nodev,noexec,size=\d{1,3}m,nr_inodes=\d{1,6},mode=0\d{3},uid=65\d{3},gid=65\d{3}$/);

/** The folder in memory where a pair of sandboxes meets. Named by nobody but the driver, and never on the host's disk. */
const meetingVolume = /^assay-[0-9a-f]{24}$/;
const meeting = z.strictObject({
  Type: z.literal('volume'),
  Source: z.string().regex(meetingVolume),
  Target: z.literal('/link'),
  ReadOnly: z.boolean(),
  VolumeOptions: z.strictObject({
    NoCopy: z.literal(true),
    Labels: ourLabels,
    DriverConfig: z.strictObject({
      Name: z.literal('local'),
      Options: z.strictObject({
        type: z.literal('tmpfs'),
        device: z.literal('tmpfs'),
        o: z.string().regex(/^size=\d{1,3}k,nr_inodes=\d{1,3},mode=0755,uid=65\d{3},gid=65\d{3},nosuid,nodev,noexec$/),
      }),
    }),
  }),
});

const ulimit = z.strictObject({
  Name: z.enum(['core', 'nofile', 'fsize', 'memlock', 'msgqueue', 'cpu', 'nproc']),
  Soft: z.int(),
  Hard: z.int(),
});

/**
 * What a worker may ask of the engine: a sandbox and nothing else. Strict: a member that stands not here is refused, so an
 * engine that learns new ways out offers none of them to a worker.
 *
 * @param seccomp the profiles that sandboxes run under; that of the database is for its image alone.
 */
export function containerRequest(seccomp: SeccompProfiles) {
  const [database, python] = [seccomp.database, seccomp.submission].map((text) => canonicalJson(JSON.parse(text)));
  const isContained = (image: string, options: readonly string[]) => {
    const profile = image.startsWith('assay/sandbox-database:') ? database : python;
    const isOurProfile = (option: string) =>
      option.startsWith('seccomp=') && canonical(option.slice('seccomp='.length)) === profile;
    return options.length === 2 && options.includes('no-new-privileges:true') && options.some(isOurProfile);
  };
  const request = z.strictObject({
    Image: z.string().regex(sandboxImage),
    Cmd: z.array(z.string().max(1_000)).max(40),
    Env: z.array(z.string().max(1_000)).max(40),
    User: z.string().regex(/^65\d{3}:65\d{3}$/),
    WorkingDir: z.string(),
    Hostname: z.string().regex(/^[a-z0-9-]{1,40}$/),
    Labels: ourLabels,
    AttachStdin: z.boolean(),
    AttachStdout: z.boolean(),
    AttachStderr: z.boolean(),
    OpenStdin: z.boolean(),
    StdinOnce: z.boolean(),
    Tty: z.literal(false),
    NetworkDisabled: z.literal(true),
    StopTimeout: z.int().min(0).max(10),
    HostConfig: z.strictObject({
      NetworkMode: z.literal('none'),
      ReadonlyRootfs: z.literal(true),
      CapDrop: z.tuple([z.literal('ALL')]),
      SecurityOpt: z.array(z.string()),
      IpcMode: z.literal('private'),
      CgroupnsMode: z.literal('private'),
      ShmSize: z
        .int()
        .positive()
        .max(64 * megabyte),
      Memory: z
        .int()
        .min(megabyte)
        .max(8_192 * megabyte),
      MemorySwap: z
        .int()
        .min(megabyte)
        .max(8_192 * megabyte),
      MemorySwappiness: z.literal(0),
      OomScoreAdj: z.int().min(0).max(1_000),
      PidsLimit: z.int().positive().max(1_024),
      Ulimits: z.array(ulimit),
      Tmpfs: z.record(z.enum(['/tmp', '/work', '/tests']), tmpfs.optional()),
      Mounts: z.array(meeting).max(1).optional(),
      LogConfig: z.strictObject({ Type: z.literal('none'), Config: z.strictObject({}) }),
      RestartPolicy: z.strictObject({ Name: z.literal('no') }),
      Init: z.literal(false),
      NanoCpus: z.int().positive(),
      CgroupParent: z
        .string()
        .regex(/^\/?assay[a-z0-9]*(\.slice)?$/)
        .optional(),
      Runtime: z
        .string()
        .regex(/^[a-z][a-z0-9]{0,20}$/)
        .optional(),
      // An engine's own default, sent by some clients; anything in them is a way out.
      Binds: nothing.optional(),
      Devices: nothing.optional(),
      CapAdd: nothing.optional(),
    }),
  });
  return request.refine(({ Image, HostConfig }) => isContained(Image, HostConfig.SecurityOpt), {
    path: ['HostConfig', 'SecurityOpt'],
    error: 'must be no-new-privileges and our seccomp profile',
  });
}

/** One text for all ways to write the same JSON; undefined for what is none. */
function canonical(text: string): string | undefined {
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export type ContainerRequest = ReturnType<typeof containerRequest>;

/** Why a request for a container is refused, or undefined when it is a sandbox. */
export function refusalOf(schema: ContainerRequest, body: string): string | undefined {
  let asked: unknown;
  try {
    asked = JSON.parse(body);
  } catch (thrown) {
    return `The request is no JSON: ${messageOf(thrown)}`;
  }
  const checked = schema.safeParse(asked);
  return checked.success
    ? undefined
    : checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
