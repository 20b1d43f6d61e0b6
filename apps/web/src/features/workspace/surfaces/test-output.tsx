import type { ReactNode } from 'react';
import { PlanTable } from './plan-table.js';
import { plansIn } from './plan-tree.js';

/** What a test printed: its plans as tables, the rest as it is. */
export function TestOutput({ text, plain }: { text: string; plain: (text: string) => ReactNode }) {
  const { plans, rest } = plansIn(text);
  return (
    <>
      {plans.map(({ name, tree }, index) => (
        <div key={index} className="col g1">
          <h4>Plan {name}</h4>
          <PlanTable name={name} tree={tree} />
        </div>
      ))}
      {rest.trim() !== '' && plain(rest)}
    </>
  );
}
