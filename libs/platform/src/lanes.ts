/**
 * Does `work` for every item, for at most `lanes` of them at a time.
 *
 * @returns what came of them, in the order of the items
 * @throws the first error, once everything that had begun by then has ended; nothing else begins
 */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const left = items.entries();
  const errors: unknown[] = [];
  const lane = async () => {
    for (const [index, item] of left) {
      if (errors.length > 0) return;
      try {
        results.set(index, await work(item, index));
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (errors.length > 0) throw errors[0];
  return items.map((_, index) => results.get(index) as Result);
}
