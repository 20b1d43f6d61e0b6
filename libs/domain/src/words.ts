/** "1 exercise", "3 exercises": a count with its noun. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${String(count)} ${count === 1 ? noun : plural}`;
}

const small = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

/** A count as the first word of a sentence: words up to twelve, digits above. */
export function capitalisedCount(count: number): string {
  return small[count] ?? String(count);
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  const head = items.slice(0, -1).join(', ');
  const last = items.at(-1) ?? '';
  return head === '' ? last : `${head} and ${last}`;
}
