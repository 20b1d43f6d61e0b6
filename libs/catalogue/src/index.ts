export * from './catalogue.error.js';
export { demoFolder, exercisesFolder, rolesFolder, samplesFolder } from './catalogue.location.js';
export type { ExampleSubmission } from './example.loader.js';
export * from './exercise.loader.js';
export * from './package.hash.js';
export { listRoles, loadRole, parseRole } from './role.loader.js';
export * from './statement.requirements.js';
export * from './test.manifest.js';
