/** Every name once, in an order that does not depend on where it stood. */
export function sortedNames(names: readonly string[]): string[] {
  return [...new Set(names)].sort(byName);
}

export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The place of each name in a list of different names. */
export function placesOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, place) => [name, place]));
}
