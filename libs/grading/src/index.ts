export * from './exercise.verifier.js';
export * from './grading.runner.js';
export type { HostileResult } from './hostile.gate.js';
export * from './manifest.collector.js';
export * from './mutant.gate.js';
export * from './report.fingerprint.js';
