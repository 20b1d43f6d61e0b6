import { createRequire } from 'node:module';
import base from '../../.config/jest.mjs';

// @fastify/helmet is CommonJS and requires helmet, for which the conditions of our specs would choose the ESM build.
const helmet = createRequire(createRequire(import.meta.url).resolve('@fastify/helmet')).resolve('helmet');

export default { ...base, moduleNameMapper: { ...base.moduleNameMapper, '^helmet$': helmet } };
