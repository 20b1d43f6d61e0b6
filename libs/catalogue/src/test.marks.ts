/** `@pytest.mark.requirement("R1", "R2")`, also over several lines. */
const mark = /\bmark\s*\.\s*requirement\s*\(([^)]*)\)/g;
const text = /"([^"]*)"|'([^']*)'/g;

/** Every requirement id that the marks of a Python test file name, in the order of the file, without repetitions. */
export function requirementsMarkedIn(source: string): string[] {
  const ids = new Set<string>();
  for (const [, args = ''] of source.matchAll(mark)) {
    for (const [, double, single] of args.matchAll(text)) {
      ids.add(double ?? single ?? '');
    }
  }
  return [...ids];
}
