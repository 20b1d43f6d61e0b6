export * from './factories/factory.js';
export * from './factories/samples.js';
export * from './source-process.js';
export * from './test-database.js';
export * from './test-services.js';
