import { countOf } from '@assay/domain';
import { AssayError } from '@assay/platform';

const mostNamed = 20;

/** Refuses a file with all that is wrong in it, each fault with its place. */
export function refuseFile(file: string, faults: readonly string[]): never {
  const more = faults.length - mostNamed;
  throw new AssayError(
    'usage-wrong',
    [
      `${file} cannot be measured: ${countOf(faults.length, 'fault')}.`,
      ...faults.slice(0, mostNamed),
      ...(more > 0 ? [`… and ${more} more.`] : []),
    ].join('\n'),
  );
}

/** A cell's content for a person to find it, whatever it holds. */
export function quoted(content: unknown): string {
  const text = JSON.stringify(content) as string | undefined;
  if (text === undefined) return 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}
