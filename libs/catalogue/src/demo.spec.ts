import { describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { demoFolder } from './catalogue.location.js';
import { listExercises, loadExercise } from './exercise.loader.js';
import { readTextFolder } from './text.folder.js';

const demoNotes = z.record(
  z.string(),
  z.record(z.string(), z.object({ quality: z.string().min(1), like: z.string().min(20).max(200) })),
);

describe('the work of the demo candidates', () => {
  it('has a dozen pieces or more for every exercise that they were given, each described, and nothing that is not', async () => {
    const notes = demoNotes.parse(parse(await readFile(join(demoFolder, 'demo.yaml'), 'utf8')));
    expect(await listExercises()).toEqual(expect.arrayContaining(Object.keys(notes)));
    for (const [slug, pieces] of Object.entries(notes)) {
      const folders = await readdir(join(demoFolder, 'submissions', slug));
      expect(Object.keys(pieces).sort()).toEqual(folders.sort());
      expect(folders.length).toBeGreaterThanOrEqual(12);
    }
  });

  it('hands in the modules of the exercise and whatever else was given', async () => {
    for (const slug of await readdir(join(demoFolder, 'submissions'))) {
      const given = (await loadExercise(slug)).package.starter.map((file) => file.path);
      for (const name of await readdir(join(demoFolder, 'submissions', slug))) {
        const files = await readTextFolder(join(demoFolder, 'submissions', slug, name), name);
        expect(files.map((file) => file.path)).toEqual(expect.arrayContaining(given));
      }
    }
  });
});
