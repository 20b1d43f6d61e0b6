export * from './bubblewrap/bubblewrap.driver.js';
export * from './docker/docker.driver.js';
export * from './docker/docker.yardstick.js';
export { defaultRecipeFolder } from './image.recipe.js';
export * from './run.group.js';
export * from './sandbox.error.js';
export { usualPair } from './sandbox.pair.js';
export * from './sandbox.pool.js';
export * from './sandbox.port.js';
