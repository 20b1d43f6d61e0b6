import dom from '../../.config/jest-dom.mjs';

export default {
  ...dom,
  testEnvironment: '<rootDir>/src/testing/browser-environment.mjs',
  setupFilesAfterEnv: ['<rootDir>/src/testing/browser-setup.ts'],
};
