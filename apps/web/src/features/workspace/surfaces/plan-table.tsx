import './surfaces.css';
import { Tag } from '../../../components/tag.js';
import type { PlanRow, PlanTree } from './plan-tree.js';

/** A plan as a tree in a table, the node that takes most of the time marked. */
export function PlanTable({ name, tree }: { name: string; tree: PlanTree }) {
  const dominant = tree.rows.find((row) => row.dominant);
  const buffers = tree.rows.some(({ hit, read }) => hit !== null || read !== null);
  return (
    <section className="fplan col" aria-label={`Plan ${name}`}>
      <p className="small">
        <strong>{sentenceOf(dominant)}</strong>{' '}
        {tree.totalMs !== null && <span className="muted">The whole took {milliseconds(tree.totalMs)}.</span>}
      </p>
      <div className="tw" role="region" aria-label={`Nodes of ${name}`} tabIndex={0}>
        <table className="t rows">
          <thead>
            <tr>
              <th scope="col">Node</th>
              <th scope="col" className="num">
                Rows planned
              </th>
              <th scope="col" className="num">
                Rows actual
              </th>
              <th scope="col" className="num">
                Loops
              </th>
              {buffers && (
                <th scope="col" className="num">
                  Blocks hit
                </th>
              )}
              {buffers && (
                <th scope="col" className="num">
                  Blocks read
                </th>
              )}
              <th scope="col" className="num">
                Own time
              </th>
              <th scope="col" className="num">
                Share
              </th>
            </tr>
          </thead>
          <tbody>
            {tree.rows.map((row, index) => (
              <tr key={index} aria-selected={row.dominant ? true : undefined}>
                <th scope="row">
                  <span className="fnode" style={{ paddingLeft: `${String(Math.min(row.depth, 12) * 16)}px` }}>
                    {row.depth > 0 && (
                      <span className="faint" aria-hidden="true">
                        └
                      </span>
                    )}
                    <span>
                      <span className="sr">{`Level ${String(row.depth + 1)}: `}</span>
                      {row.node}{' '}
                      {row.dominant && (
                        <Tag tone="acc" icon="clock">
                          most of the time
                        </Tag>
                      )}
                      {row.on && <span className="blk tiny muted fon">{row.on}</span>}
                    </span>
                  </span>
                </th>
                <td className="num">{figure(row.planned)}</td>
                <td className="num">{figure(row.actual)}</td>
                <td className="num">{figure(row.loops)}</td>
                {buffers && <td className="num">{figure(row.hit)}</td>}
                {buffers && <td className="num">{figure(row.read)}</td>}
                <td className="num nowrap">{row.ownMs === null ? 'not run' : milliseconds(row.ownMs)}</td>
                <td className="num nowrap">
                  {row.share === null ? '–' : `${String(Math.round(row.share * 100))} %`}
                  {row.share !== null && (
                    <span className="meter fshare" aria-hidden="true">
                      <i style={{ width: `${String(row.share * 100)}%` }} />
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="tiny muted">
        Rows are those of one loop. Blocks count the nodes below as well; own time does not, and is that of all loops.
      </p>
    </section>
  );
}

function sentenceOf(dominant: PlanRow | undefined): string {
  if (typeof dominant?.share !== 'number') return 'This plan was not run: it has no times.';
  const where = dominant.on === null ? '' : ` on ${dominant.on.split(' · ')[0] ?? ''}`;
  return `${dominant.node}${where} takes ${String(Math.round(dominant.share * 100))} % of the time.`;
}

function milliseconds(ms: number): string {
  return ms >= 100 ? `${figure(Math.round(ms))} ms` : `${String(Number(ms.toPrecision(2)))} ms`;
}

const thousands = new Intl.NumberFormat('en', { useGrouping: true, maximumFractionDigits: 2 });

function figure(value: number | null): string {
  return value === null ? '–' : thousands.format(value).replaceAll(',', '\u2009');
}
