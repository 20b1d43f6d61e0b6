import { fileURLToPath } from 'node:url';

const loader = fileURLToPath(new URL('../src/source-loader.mjs', import.meta.url));

/** Arguments with which Node runs one of our TypeScript files as a process of its own, for specs that kill it. */
export function sourceArguments(file: string, ...args: string[]): string[] {
  return ['--conditions=@assay/source', '--import', loader, file, ...args];
}
