import base from './jest.mjs';

/** For the web: a DOM, and styles that resolve to nothing. */
export default {
  ...base,
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { customExportConditions: ['@assay/source', 'browser'] },
  moduleNameMapper: { ...base.moduleNameMapper, '\\.css$': '<rootDir>/src/testing/empty-style.ts' },
};
