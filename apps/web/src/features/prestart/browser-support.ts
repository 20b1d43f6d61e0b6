const needs: readonly (readonly [string, () => boolean])[] = [
  ['storage on this device', () => 'indexedDB' in globalThis],
  ['streaming', () => 'ReadableStream' in globalThis && 'TextDecoder' in globalThis],
  ['random ids', () => typeof globalThis.crypto.randomUUID === 'function'],
  ['sizes that follow the window', () => 'ResizeObserver' in globalThis],
];

/** What the workspace needs and this browser does not have. */
export function missingInBrowser(): string[] {
  return needs.filter(([, has]) => !has()).map(([name]) => name);
}
