export * from './grading.runner.js';
export * from './manifest.collector.js';
