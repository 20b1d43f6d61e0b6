import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import js from '@eslint/js';
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import typescript from 'typescript-eslint';

const root = path.resolve(import.meta.dirname, '..');
// The boundary rule looks away where no project graph was made before.
await createProjectGraphAsync({ exitOnError: true });

const sources = ['apps/**/*.{ts,tsx}', 'libs/**/*.{ts,tsx}'];
const specs = ['**/*.spec.{ts,tsx}', 'apps/*/src/testing/**/*.{ts,tsx}', 'libs/testing/src/**/*.ts', 'apps/e2e/src/**/*.ts'];

/**
 * Who may import whom. The left side is a project's tag (`nx.tags` of its package.json), the right side all that it may use.
 * A project that is not named here may import nothing.
 */
const mayImport = {
  'lib:contracts': [],
  'lib:domain': ['lib:contracts'],
  'lib:measurement': ['lib:contracts'],
  'lib:platform': ['lib:contracts'],
  'lib:api-client': ['lib:contracts'],
  'lib:database': ['lib:contracts', 'lib:domain', 'lib:platform'],
  'lib:queue': ['lib:contracts', 'lib:domain', 'lib:platform'],
  'lib:sandbox': ['lib:contracts', 'lib:domain', 'lib:platform'],
  'lib:catalogue': ['lib:contracts', 'lib:domain', 'lib:platform'],
  'lib:grading': ['lib:sandbox', 'lib:catalogue', 'lib:domain', 'lib:platform', 'lib:contracts'],
  'lib:testing': everyLib(),
  'app:api': serverLibs(),
  'app:worker': serverLibs(),
  'app:cli': [...serverLibs(), 'lib:api-client'],
  'app:web': ['lib:contracts', 'lib:domain', 'lib:measurement', 'lib:api-client'],
  'app:e2e': ['lib:contracts', 'lib:api-client', 'lib:testing'],
};

function serverLibs() {
  return ['contracts', 'domain', 'measurement', 'platform', 'database', 'queue', 'sandbox', 'grading', 'catalogue'].map(
    (name) => `lib:${name}`,
  );
}

function everyLib() {
  return [...serverLibs(), 'lib:api-client'];
}

function boundaries(additional) {
  return [
    'error',
    {
      enforceBuildableLibDependency: false,
      allow: [],
      // A lib's specs use the test kit, which uses the lib: a circle of projects, never of modules.
      ignoredCircularDependencies: [['@assay/testing', '@assay/*']],
      depConstraints: Object.entries(mayImport).map(([sourceTag, tags]) => ({
        sourceTag,
        onlyDependOnLibsWithTags: [...tags, ...additional],
      })),
    },
  ];
}

/** Technologies that live behind one wall each, and the folders inside the wall. */
const fences = [
  { packages: ['typeorm', '@nestjs/typeorm'], homes: ['libs/database'] },
  { packages: ['bullmq', 'ioredis'], homes: ['libs/queue'] },
  { packages: ['pg'], homes: ['libs/database', 'libs/queue', 'libs/testing', 'apps/cli/src/embedded'] },
  { packages: ['dockerode'], homes: ['libs/sandbox'] },
  { packages: ['pino'], homes: ['libs/platform'] },
];
/** Run in browsers too. */
const withoutNode = ['libs/contracts', 'libs/domain', 'libs/measurement', 'libs/api-client', 'apps/web'];

function restrictedImports(folder, { allowNode }) {
  const outside = fences.filter(({ homes }) => !homes.includes(folder));
  const patterns = outside.map(({ packages, homes }) => ({
    group: packages.flatMap((name) => [name, `${name}/*`]),
    message: `Only ${homes.join(', ')} may use it: use what that offers instead.`,
  }));
  if (withoutNode.includes(folder) && !allowNode) {
    patterns.push({ group: ['node:*'], message: 'Browsers run this project too: keep it free of Node.' });
  }
  const readsEnvironment = folder === 'libs/platform';
  const paths = readsEnvironment
    ? []
    : [{ name: 'node:process', importNames: ['env'], message: 'Read settings from the config of @assay/platform.' }];
  return ['error', { paths, patterns }];
}

const folders = ['apps', 'libs'].flatMap((group) =>
  readdirSync(path.join(root, group))
    .map((name) => `${group}/${name}`)
    .filter((folder) => existsSync(path.join(root, folder, 'package.json'))),
);

const fenceBlocks = [
  ...folders.flatMap((folder) => [
    {
      files: [`${folder}/src/**/*.{ts,tsx}`],
      rules: { 'no-restricted-imports': restrictedImports(folder, { allowNode: false }) },
    },
    {
      files: [`${folder}/src/**/*.spec.{ts,tsx}`, `${folder}/src/testing/**/*.{ts,tsx}`],
      rules: { 'no-restricted-imports': restrictedImports(folder, { allowNode: true }) },
    },
  ]),
  {
    files: ['apps/cli/src/embedded/**/*.ts'],
    rules: { 'no-restricted-imports': restrictedImports('apps/cli/src/embedded', { allowNode: true }) },
  },
];

const environmentMessage = 'Read settings from the config of @assay/platform.';
const noEnvironment = [{ object: 'process', property: 'env', message: environmentMessage }];
const noFocus = ['it', 'test', 'describe'].flatMap((object) =>
  ['only', 'skip', 'todo'].map((property) => ({ object, property, message: 'Every test runs, always.' })),
);

function subfolders(folder) {
  const absolute = path.join(root, folder);
  const entries = existsSync(absolute) ? readdirSync(absolute, { withFileTypes: true }) : [];
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Folders of an app's sources that every feature may use. */
const ground = ['http', 'testing'];

/** In api and worker a feature is used through its service or module, nothing else. */
const serverZones = ['apps/api/src', 'apps/worker/src'].flatMap((app) =>
  subfolders(app)
    .filter((feature) => !ground.includes(feature))
    .map((feature) => ({
      target: `./${app}/${feature}/**/*`,
      from: `./${app}/!(${[feature, ...ground].join('|')})/**/*`,
      except: ['**/*.service.ts', '**/*.module.ts'],
      message: "Use the other feature's service.",
    })),
);

/** In the web, routes compose features; what features share does not know them. */
const webZones = [
  ...subfolders('apps/web/src/features').map((feature) => ({
    target: `./apps/web/src/features/${feature}/**/*`,
    from: `./apps/web/src/features/!(${feature})/**/*`,
    message: 'Features do not import each other: a route composes them.',
  })),
  { target: './apps/web/src/features', from: './apps/web/src/app', message: 'A feature does not know the app around it.' },
  ...['components', 'lib'].map((ground) => ({
    target: `./apps/web/src/${ground}`,
    from: './apps/web/src/features',
    message: 'What features share does not know them.',
  })),
];

const timers = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'];
const nodeGlobals = ['process', 'console', 'URL', 'Buffer', 'fetch', ...timers];
const browserGlobals = [
  ...['document', 'localStorage', 'matchMedia', 'fetch', 'Request', 'Response', 'Headers', 'AbortController', 'AbortSignal'],
  ...['ReadableStream', 'TransformStream', 'WritableStream', 'TextEncoder', 'TextDecoder', 'structuredClone'],
];

function readonly(names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}

const barrel = [
  'error',
  { selector: 'Program', message: 'An index file stands only at the root of a lib: import the file that has it.' },
];

export default typescript.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/coverage/**',
      '.nx/**',
      '.assay/**',
      'libs/catalogue/exercises/**',
      'sandbox-images/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: sources,
    extends: [typescript.configs.strictTypeChecked, typescript.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    plugins: { 'import-x': importX, '@nx': nx },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.tsx', '.js', '.json'],
          extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
          conditionNames: ['@assay/source', 'node', 'import', 'default'],
        }),
      ],
    },
    rules: {
      '@nx/enforce-module-boundaries': boundaries([]),
      'import-x/no-restricted-paths': ['error', { basePath: root, zones: [...serverZones, ...webZones] }],
      'import-x/no-self-import': 'error',
      'import-x/no-duplicates': ['error', { 'prefer-inline': false }],
      'import-x/no-default-export': 'error',
      'no-restricted-properties': ['error', ...noEnvironment],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      'max-lines': ['error', { max: 400 }],
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
      // Knows that Nest reads the constructor's types at run time, and leaves classes that decorators describe alone.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `noPropertyAccessFromIndexSignature` of the compiler asks for the opposite.
      '@typescript-eslint/dot-notation': 'off',
      // `const { secret, ...rest }` says what is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // The compiler knows every name.
      'no-undef': 'off',
    },
  },
  ...fenceBlocks,
  {
    files: specs,
    rules: {
      '@nx/enforce-module-boundaries': boundaries(['lib:testing']),
      'no-restricted-properties': ['error', ...noEnvironment, ...noFocus],
      // `expect(service.method)` takes the method without calling it.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['libs/platform/src/config/**'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['apps/*/src/**/index.{ts,tsx}', 'libs/*/src/*/**/index.ts'], rules: { 'no-restricted-syntax': barrel } },
  { files: ['apps/web/src/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.js'], languageOptions: { globals: readonly(nodeGlobals) } },
  { files: ['apps/web/public/**', 'apps/web/src/testing/**'], languageOptions: { globals: readonly(browserGlobals) } },
  { files: ['apps/*/vite.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
);
