import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from '@assay/api-client';
import type { ApiClient } from '@assay/api-client';

/** The API as a candidate's browser speaks to it: with its cookies, from our own page. */
export function candidateClient(url: string): ApiClient {
  let cookie = '';
  return createClient({
    baseUrl: url,
    headers: { origin: url },
    fetch: async (address, request) => {
      const answer = await fetch(address, { ...request, headers: { ...(request?.headers as Record<string, string>), cookie } });
      const set = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
      if (set.length > 0) {
        cookie = set.join('; ');
      }
      return answer;
    },
  });
}

const wordCounter = new URL('../../../../libs/catalogue/exercises/python/word-counter/', import.meta.url);

/** The exercise that is handed in, as its folder in the catalogue has it. */
export async function acceptedWork(): Promise<{ title: string; files: { path: string; content: string }[] }> {
  const read = (name: string) => readFile(fileURLToPath(new URL(name, wordCounter)), 'utf8');
  const title = /^title: (.+)$/m.exec(await read('exercise.yaml'))?.[1] ?? '';
  const names = ['solution.py'];
  return {
    title,
    files: await Promise.all(names.map(async (name) => ({ path: name, content: await read(`submissions/reference/${name}`) }))),
  };
}
