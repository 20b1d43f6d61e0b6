/**
 * JSON text that PostgreSQL can keep as jsonb. Text that candidate code made may hold U+0000 and halves of surrogate pairs,
 * which jsonb refuses: both become the replacement character.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storableText(part) : part));
}

function storableText(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\u0000', '\uFFFD');
}
