import type { ExercisePackage, RoleManifest } from '@assay/contracts';
import { exercisePackage, roleManifest } from '@assay/contracts';
import { hashOfJson, newId } from '@assay/platform';

const levels = (what: string) => ({
  1: `${what}: not there.`,
  2: `${what}: in part.`,
  3: `${what}: as the role needs it.`,
  4: `${what}: better than the role needs it.`,
});

export interface SampleExercise {
  id?: string;
  slug?: string;
  code?: string;
  version?: number;
  title?: string;
  minutes?: number;
  /** Left out, there are some. */
  visibleTests?: boolean;
}

const examples = {
  group: {
    id: 'examples',
    title: 'Examples',
    harness: 'call',
    visibility: 'visible',
    weight: 0,
    evidence: [],
    tests: ['visible/test_examples.py'],
  },
  tests: {
    path: 'visible/test_examples.py',
    content: 'from solution import count\n\n\ndef test_one():\n    assert count("a") == {"a": 1}\n',
  },
};

const counting = {
  group: {
    id: 'counting',
    title: 'Counting',
    harness: 'call',
    visibility: 'hidden',
    weight: 10,
    evidence: [{ competency: 'K1', weight: 2 }],
    tests: ['hidden/test_counting.py'],
  },
  tests: {
    path: 'hidden/test_counting.py',
    content: 'from solution import count\n\n\ndef test_two():\n    assert count("a a") == {"a": 2}\n',
  },
};

/** A small valid exercise package: one visible and one hidden group unless said otherwise, two criteria. */
export function sampleExercise(sample: SampleExercise = {}): ExercisePackage {
  const {
    id = newId(),
    slug = `word-counter-${id.slice(-6)}`,
    code = 'E99',
    version = 1,
    title = 'Word counter',
    minutes = 30,
    visibleTests = true,
  } = sample;
  const content = {
    manifest: {
      id,
      slug,
      code,
      version,
      title,
      summary: 'Count the words of a text.',
      kind: 'coding',
      language: 'python',
      minutes,
      imageProfile: 'base',
      modules: ['solution'],
      competencies: [
        { id: 'K1', minutes: 20 },
        { id: 'K2', minutes: 10 },
      ],
      groups: [...(visibleTests ? [examples.group] : []), counting.group],
    },
    statement: 'Write `count(text)`, which answers how often each word occurs (R1).',
    requirements: [{ id: 'R1', text: 'Each word is counted.' }],
    starter: [{ path: 'solution.py', content: 'def count(text):\n    raise NotImplementedError\n' }],
    tests: [...(visibleTests ? [examples.tests] : []), counting.tests],
    testManifest: {
      ...(visibleTests && { examples: ['test_examples::test_one'] }),
      counting: ['test_counting::test_two', 'test_counting::test_none'],
    },
    rubric: {
      version: 1,
      criteria: [
        {
          id: 'naming',
          title: 'Names',
          question: 'Do the names tell what things are?',
          competency: 'K2',
          weight: 1,
          anchors: levels('Naming'),
          examples: levels('Example of naming'),
        },
        {
          id: 'structure',
          title: 'Structure',
          question: 'Does each function do one thing?',
          competency: 'K1',
          weight: 1,
          anchors: levels('Structure'),
          examples: levels('Example of structure'),
        },
      ],
    },
  };
  return exercisePackage.parse({ ...content, hash: hashOfJson(content) });
}

/** A small valid role: two competencies. */
export function sampleRole(sample: { id?: string; slug?: string; version?: number; title?: string } = {}): RoleManifest {
  const { id = newId(), slug = `python-developer-${id.slice(-6)}`, version = 1, title = 'Python Developer' } = sample;
  return roleManifest.parse({
    id,
    slug,
    version,
    title,
    summary: 'Writes Python that others can change.',
    competencies: [
      {
        id: 'K1',
        name: 'Correct Python',
        shortName: 'Python',
        weight: 60,
        weightReason: 'Most of the work.',
        expectedLevel: 3,
        atoms: ['A1'],
        anchors: levels('Python'),
      },
      {
        id: 'K2',
        name: 'Design for change',
        shortName: 'Design',
        weight: 40,
        weightReason: 'The rest of the work.',
        expectedLevel: 3,
        atoms: ['A1'],
        anchors: levels('Design'),
      },
    ],
    atoms: [{ id: 'A1', text: 'Counts things.', exercises: ['E99'] }],
    blueprints: [],
    rules: { maxMinutesPerSitting: 150, minCompetenciesPerAssessment: 1, minCompetenciesPerLoop: 1 },
  });
}
