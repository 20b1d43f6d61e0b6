import { Note } from '../../../components/note.js';
import { PlanTable } from './plan-table.js';
import { readPlan } from './plan-tree.js';

/** A recorded plan of the starter. */
export function PlanSurface({ path, text }: { path: string; text: string }) {
  const tree = readPlan(text);
  return (
    <div className="fsurf scroll" tabIndex={-1}>
      {tree === null ? (
        <Note tone="warn" fact={`${path} holds no plan.`}>
          It must be what EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) answers. You can look at it as text.
        </Note>
      ) : (
        <PlanTable name={path} tree={tree} />
      )}
    </div>
  );
}
