/**
 * Does `work` for every item, for at most `lanes` of them at a time.
 *
 * @returns what came of them, in the order of the items
 * @throws the first error; what has begun by then goes on, nothing else begins
 */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const left = items.entries();
  let failed = false;
  const lane = async () => {
    for (const [index, item] of left) {
      if (failed) return;
      results.set(index, await work(item, index));
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } catch (error) {
    failed = true;
    throw error;
  }
  return items.map((_, index) => results.get(index) as Result);
}
