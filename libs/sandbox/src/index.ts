export * from './bubblewrap/bubblewrap.driver.js';
export * from './docker/docker.driver.js';
export { variantCaseId } from './harness/mutants.js';
export type { Implementations } from './harness/mutants.js';
export { problemsOfVariants } from './harness/normalised.variants.js';
export { defaultRecipeFolder } from './image.recipe.js';
export * from './run.group.js';
export * from './sandbox.error.js';
export * from './sandbox.port.js';
