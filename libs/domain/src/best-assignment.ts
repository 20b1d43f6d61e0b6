/**
 * Pairs rows with columns so that the sum of the pairs' weights is as large as it can be; each row and each column is in one pair
 * at most. The Hungarian method with potentials (Kuhn 1955, Munkres 1957), O(rows² × (rows + columns)). Weights are whole numbers and
 * at least 0; a pair of weight 0 is no pair.
 *
 * @returns for each row its column, or null. Of several best assignments it is always the same one for the same weights.
 */
export function bestAssignment(weights: readonly (readonly number[])[]): (number | null)[] {
  const rows = weights.length;
  const columns = weights[0]?.length ?? 0;
  // A column of its own lets every row stay without a pair.
  const width = columns + rows;
  const weight = (row: number, column: number) => weights[row]?.[column] ?? 0;
  // Row and column 0 stand for "none"; rows and columns count from 1 in what follows.
  const rowPrice = new Float64Array(rows + 1);
  const columnPrice = new Float64Array(width + 1);
  const rowOf = new Int32Array(width + 1);
  for (let row = 1; row <= rows; row += 1) {
    rowOf[0] = row;
    const slack = new Float64Array(width + 1).fill(Infinity);
    const before = new Int32Array(width + 1);
    const visited = new Uint8Array(width + 1);
    let column = 0;
    do {
      visited[column] = 1;
      const current = at(rowOf, column);
      let [delta, next] = [Infinity, 0];
      for (let other = 1; other <= width; other += 1) {
        if (visited[other] === 1) continue;
        const reduced = -weight(current - 1, other - 1) - at(rowPrice, current) - at(columnPrice, other);
        if (reduced < at(slack, other)) {
          slack[other] = reduced;
          before[other] = column;
        }
        if (at(slack, other) < delta) [delta, next] = [at(slack, other), other];
      }
      for (let other = 0; other <= width; other += 1) {
        if (visited[other] === 1) {
          const owner = at(rowOf, other);
          rowPrice[owner] = at(rowPrice, owner) + delta;
          columnPrice[other] = at(columnPrice, other) - delta;
        } else slack[other] = at(slack, other) - delta;
      }
      column = next;
    } while (at(rowOf, column) !== 0);
    while (column !== 0) {
      const previous = at(before, column);
      rowOf[column] = at(rowOf, previous);
      column = previous;
    }
  }
  const found = weights.map((): number | null => null);
  for (let column = 1; column <= columns; column += 1) {
    const row = at(rowOf, column) - 1;
    if (row >= 0 && weight(row, column - 1) > 0) found[row] = column - 1;
  }
  return found;
}

function at(numbers: Float64Array | Int32Array, index: number): number {
  return numbers[index] ?? 0;
}
