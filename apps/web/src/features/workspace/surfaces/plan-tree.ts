import { isObject } from './answers-document.js';

/** One row of a plan: a node of `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)`. */
export interface PlanRow {
  /** Depth in the tree, from 0. */
  depth: number;
  node: string;
  /** Relation, index and condition: what the node works on. */
  on: string | null;
  /** Rows of one loop as planned, and as they came; null without ANALYZE. */
  planned: number;
  actual: number | null;
  loops: number | null;
  /** Shared blocks found in memory and read, the node's children included; null without BUFFERS. */
  hit: number | null;
  read: number | null;
  /** Milliseconds of the node alone over all its loops. */
  ownMs: number | null;
  /** Of the whole plan's time, 0..1. */
  share: number | null;
  dominant: boolean;
}

export interface PlanTree {
  rows: PlanRow[];
  /** Milliseconds of the whole; null without ANALYZE. */
  totalMs: number | null;
}

const deepest = 60;
const most = 500;

/** The plan in a text as PostgreSQL writes it, or null when it is none. Never throws. */
export function readPlan(text: string): PlanTree | null {
  try {
    return planIn(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The plan in parsed JSON: a list with one `Plan`, that object, or a node alone. */
export function planIn(parsed: unknown): PlanTree | null {
  const outer: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  const root = isObject(outer) && isObject(outer['Plan']) ? outer['Plan'] : outer;
  if (!isObject(root) || typeof root['Node Type'] !== 'string') return null;
  const rows: PlanRow[] = [];
  walk(root, { depth: 0, processes: 1 }, rows);
  const totalMs = wholeMs(root, 1);
  const shared = rows.map((row) => ({
    ...row,
    share: row.ownMs === null || totalMs === null || totalMs <= 0 ? null : Math.min(1, row.ownMs / totalMs),
  }));
  const largest = Math.max(...shared.map(({ share }) => share ?? -1));
  const dominant = largest > 0 ? shared.findIndex(({ share }) => share === largest) : -1;
  return { rows: shared.map((row, at) => ({ ...row, dominant: at === dominant })), totalMs };
}

interface At {
  depth: number;
  /** How many processes work on the node at the same time. */
  processes: number;
}

function walk(node: Record<string, unknown>, { depth, processes }: At, rows: PlanRow[]): void {
  if (depth > deepest || rows.length >= most) return;
  const children = childrenOf(node);
  const gathers = String(node['Node Type']).startsWith('Gather');
  const within = gathers ? (numberOf(node['Workers Launched']) ?? 0) + 1 : processes;
  const whole = wholeMs(node, processes);
  const below = children.reduce((sum, child) => sum + (wholeMs(child, within) ?? 0), 0);
  rows.push({
    depth,
    node: nameOf(node),
    on: placeOf(node),
    planned: numberOf(node['Plan Rows']) ?? 0,
    actual: numberOf(node['Actual Rows']),
    loops: numberOf(node['Actual Loops']),
    hit: numberOf(node['Shared Hit Blocks']),
    read: numberOf(node['Shared Read Blocks']),
    ownMs: whole === null ? null : Math.max(0, whole - below),
    share: null,
    dominant: false,
  });
  children.forEach((child) => walk(child, { depth: depth + 1, processes: within }, rows));
}

function childrenOf(node: Record<string, unknown>): Record<string, unknown>[] {
  const plans = node['Plans'];
  return Array.isArray(plans) ? plans.filter(isObject) : [];
}

/** PostgreSQL gives the mean time of a loop, the children's included; below a Gather, loops run side by side. */
function wholeMs(node: Record<string, unknown>, processes: number): number | null {
  const time = numberOf(node['Actual Total Time']);
  return time === null ? null : (time * (numberOf(node['Actual Loops']) ?? 1)) / processes;
}

function nameOf(node: Record<string, unknown>): string {
  const parts = [node['Join Type'], node['Node Type']].filter((part) => typeof part === 'string');
  const role = node['Subplan Name'] ?? (node['Parent Relationship'] === 'InitPlan' ? 'InitPlan' : null);
  return `${parts.join(' ')}${typeof role === 'string' ? ` (${role})` : ''}`;
}

const conditions = ['Index Cond', 'Hash Cond', 'Merge Cond', 'Join Filter', 'Filter', 'Recheck Cond', 'Sort Key', 'Group Key'];

function placeOf(node: Record<string, unknown>): string | null {
  const index = node['Index Name'];
  const relation = [node['Relation Name'], node['Alias']].filter(
    (part, at, all) => typeof part === 'string' && all.indexOf(part) === at,
  );
  const condition = conditions.flatMap((name) => {
    const value = node[name];
    const text = Array.isArray(value) ? value.join(', ') : value;
    return typeof text === 'string' ? [`${name}: ${text}`] : [];
  });
  const where = [relation.join(' '), typeof index === 'string' ? `by ${index}` : '', ...condition].filter((part) => part !== '');
  return where.length === 0 ? null : where.join(' · ');
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** What a visible test printed for the screen: `plan <name> <json>` on one line. The rest is output as ever. */
export function plansIn(output: string): { plans: { name: string; tree: PlanTree }[]; rest: string } {
  const plans: { name: string; tree: PlanTree }[] = [];
  const rest = output.split('\n').filter((line) => {
    const [, name = '', json = ''] = /^plan (\S{1,80}) ([[{].*[\]}])\s*$/.exec(line) ?? [];
    const tree = json === '' ? null : readPlan(json);
    if (tree !== null) plans.push({ name, tree });
    return tree === null;
  });
  return { plans, rest: rest.join('\n') };
}
