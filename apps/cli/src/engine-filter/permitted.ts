import { ownerLabel, sandboxImage } from './container-request.js';

/** What a worker needs to know of an engine: what it is, and what it can enforce. */
const info = [
  ...['ServerVersion', 'OSType', 'Architecture', 'SystemTime', 'NCPU', 'MemTotal', 'CgroupDriver', 'CgroupVersion'],
  ...['MemoryLimit', 'PidsLimit', 'SecurityOptions'],
];

/** What is done with a request: `container` needs a sandbox of ours, and `create` a body that describes one. */
export type Permission =
  | { kind: 'pass' }
  /** Only these members of the answer go back: the rest tells about the host. */
  | { kind: 'pick'; members: readonly string[] }
  /** To be asked at `path`: some clients repeat the whole body behind a question mark, where a name or a platform may hide. */
  | { kind: 'create'; path: string }
  | { kind: 'container'; id: string }
  /** A volume that must carry our label. */
  | { kind: 'volume'; name: string }
  /** As if it were not there: whoever asks goes on to say what is missing. */
  | { kind: 'absent' }
  | { kind: 'refuse' };

const pass: Permission = { kind: 'pass' };
const refuse: Permission = { kind: 'refuse' };

const containerActions = new Set(['POST start', 'POST kill', 'POST attach', 'POST wait', 'GET json', 'GET stats']);

/** Decides by method and target alone; nothing that a worker does not need is permitted. */
export function permissionFor(method: string, target: string): Permission {
  const url = new URL(target, 'http://engine');
  const path = url.pathname.replace(/^\/v\d+\.\d+(?=\/)/, '');
  if (path === '/_ping' && (method === 'GET' || method === 'HEAD')) {
    return pass;
  }
  if (method === 'GET' && path === '/version') {
    return { kind: 'pick', members: ['Version', 'ApiVersion', 'MinAPIVersion', 'Os', 'Arch'] };
  }
  if (method === 'GET' && path === '/info') {
    return { kind: 'pick', members: info };
  }
  if (method === 'GET' && (path === '/containers/json' || path === '/volumes')) {
    return asksForOurs(url) ? pass : refuse;
  }
  if (method === 'POST' && path === '/containers/create') {
    return { kind: 'create', path: url.pathname };
  }
  const image = /^\/images\/(.+)\/json$/.exec(path)?.[1];
  if (method === 'GET' && image !== undefined) {
    return sandboxImage.test(decodeURIComponent(image)) ? pass : { kind: 'absent' };
  }
  const volume = /^\/volumes\/([A-Za-z0-9][\w.-]+)$/.exec(path)?.[1];
  if (method === 'DELETE' && volume !== undefined) {
    return { kind: 'volume', name: volume };
  }
  return containerPermission(method, path);
}

function containerPermission(method: string, path: string): Permission {
  const [, id, action] = /^\/containers\/([0-9a-f]{64})(?:\/([a-z]+))?$/.exec(path) ?? [];
  if (id === undefined) {
    return refuse;
  }
  const isPermitted = action === undefined ? method === 'DELETE' : containerActions.has(`${method} ${action}`);
  return isPermitted ? { kind: 'container', id } : refuse;
}

/** A list is filtered by the engine itself: it must be asked for sandboxes only. */
function asksForOurs(url: URL): boolean {
  try {
    const filters = JSON.parse(url.searchParams.get('filters') ?? '{}') as { label?: unknown };
    const labels = Array.isArray(filters.label) ? filters.label : [];
    return labels.some((label) => typeof label === 'string' && label.startsWith(`${ownerLabel}=`));
  } catch {
    return false;
  }
}
