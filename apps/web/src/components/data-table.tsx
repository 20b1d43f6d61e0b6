import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { classNames } from './class-names.js';
import { Icon } from './icon.js';

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Names the row for a screen reader; one per table. */
  rowHeader?: boolean;
  /** Right-aligned, tabular figures. */
  number?: boolean;
  /** Makes the column sortable; null sorts last. */
  sortBy?: (row: Row) => string | number | null;
}

export interface DataTableProps<Row> {
  /** Names the table and its scrolling region. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selected?: string | null;
  /** Instead of rows when there are none. */
  empty?: ReactNode;
  /** Name of the sort in the URL; give another to a second table of the page. */
  sortParam?: string;
  /** No frame of its own, inside a card. */
  flush?: boolean;
}

/** A table whose sort lives in the URL. It scrolls inside its own focusable region. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, selected = null, empty, sortParam = 'sort', flush = false } = props;
  const [search, setSearch] = useSearchParams();
  const sort = search.get(sortParam) ?? '';
  const descending = sort.startsWith('-');
  const sortedBy = columns.find((column) => column.id === sort.replace(/^-/, '') && column.sortBy);
  const sorted = sortedBy?.sortBy ? sortRows(rows, sortedBy.sortBy, descending) : rows;

  const toggle = (column: Column<Row>): void =>
    setSearch(
      (current) => {
        const next = new URLSearchParams(current);
        next.set(sortParam, sortedBy === column && !descending ? `-${column.id}` : column.id);
        return next;
      },
      { replace: true },
    );

  if (rows.length === 0 && empty) {
    return <>{empty}</>;
  }
  return (
    <div className={classNames(flush ? 'twf' : 'tw', 'sticky')} role="region" aria-label={label} tabIndex={0}>
      <table className="t rows">
        <caption className="sr">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={column.number ? 'num' : undefined}
                aria-sort={sortedBy === column ? (descending ? 'descending' : 'ascending') : undefined}
              >
                {column.sortBy ? (
                  <button type="button" className="sort" onClick={() => toggle(column)}>
                    {column.header}
                    {sortedBy === column && <Icon name={descending ? 'arrow-down' : 'arrow-up'} />}
                  </button>
                ) : (
                  column.header
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={rowKey(row)} aria-selected={rowKey(row) === selected ? true : undefined}>
              {columns.map((column) =>
                column.rowHeader ? (
                  <th key={column.id} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={column.number ? 'num' : undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Sorted by a value of each row; equal ones keep their order and null comes last either way. */
export function sortRows<Row>(rows: readonly Row[], by: (row: Row) => string | number | null, descending: boolean): Row[] {
  const compare = (a: string | number, b: string | number): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)];
    if (a === null || b === null) {
      return Number(a === null) - Number(b === null);
    }
    return descending ? compare(b, a) : compare(a, b);
  });
}
