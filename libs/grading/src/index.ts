export * from './exercise.verifier.js';
export * from './grading.runner.js';
export * from './manifest.collector.js';
export * from './report.fingerprint.js';
