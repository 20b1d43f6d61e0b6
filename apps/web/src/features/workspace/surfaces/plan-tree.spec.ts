import { describe, expect, it } from '@jest/globals';
import { plansIn, readPlan } from './plan-tree.js';

const plan = [
  {
    Plan: {
      'Node Type': 'Nested Loop',
      'Join Type': 'Inner',
      'Plan Rows': 10,
      'Actual Rows': 200,
      'Actual Loops': 1,
      'Actual Total Time': 110,
      'Shared Hit Blocks': 900,
      'Shared Read Blocks': 40,
      Plans: [
        {
          'Node Type': 'Seq Scan',
          'Relation Name': 'orders',
          Alias: 'o',
          'Plan Rows': 5,
          'Actual Rows': 200,
          'Actual Loops': 1,
          'Actual Total Time': 8,
          Filter: '(paid)',
        },
        {
          'Node Type': 'Index Scan',
          'Relation Name': 'lines',
          Alias: 'lines',
          'Index Name': 'lines_order',
          'Plan Rows': 2,
          'Actual Rows': 1,
          'Actual Loops': 200,
          'Actual Total Time': 0.5,
        },
      ],
    },
    'Execution Time': 111,
  },
];

describe('a plan', () => {
  it('gives each node the time that is its own over all loops, and marks the one that takes most', () => {
    const tree = readPlan(JSON.stringify(plan));
    expect(tree?.totalMs).toBe(110);
    expect(tree?.rows.map(({ depth, node, on, ownMs, dominant }) => [depth, node, on, ownMs, dominant])).toEqual([
      [0, 'Inner Nested Loop', null, 2, false],
      [1, 'Seq Scan', 'orders o · Filter: (paid)', 8, false],
      [1, 'Index Scan', 'lines · by lines_order', 100, true],
    ]);
    expect(tree?.rows[0]).toMatchObject({ planned: 10, actual: 200, hit: 900, read: 40 });
    expect(tree?.rows[2]?.share).toBeCloseTo(100 / 110, 10);
  });

  it('counts what workers do side by side once', () => {
    const scan = { 'Node Type': 'Seq Scan', 'Plan Rows': 1, 'Actual Rows': 1, 'Actual Loops': 3, 'Actual Total Time': 60 };
    const gather = {
      'Node Type': 'Gather',
      'Plan Rows': 3,
      'Actual Loops': 1,
      'Actual Total Time': 70,
      'Workers Launched': 2,
      Plans: [scan],
    };
    expect(readPlan(JSON.stringify({ Plan: gather }))?.rows.map(({ ownMs }) => ownMs)).toEqual([10, 60]);
  });

  it('without ANALYZE has no times and no dominant node', () => {
    const tree = readPlan('[{"Plan": {"Node Type": "Seq Scan", "Plan Rows": 3}}]');
    expect(tree).toMatchObject({ totalMs: null, rows: [{ actual: null, ownMs: null, share: null, dominant: false }] });
  });

  it.each(['', '{}', '[]', '[1]', 'null', '{"Plan": 4}', '{"Plan": {"Node Type": 4}}'])('is not in %j', (text) => {
    expect(readPlan(text)).toBeNull();
  });

  it('is found in output on a line of its own, and the rest stays output', () => {
    const output = `before\nplan report ${JSON.stringify(plan)}\nplan of mine\nplan broken [{"Plan": \nplan none []\nafter\n`;
    const { plans, rest } = plansIn(output);
    expect(plans.map(({ name, tree }) => [name, tree.rows.length])).toEqual([['report', 3]]);
    expect(rest).toBe('before\nplan of mine\nplan broken [{"Plan": \nplan none []\nafter\n');
  });
});
