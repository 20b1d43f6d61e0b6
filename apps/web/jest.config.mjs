export { default } from '../../.config/jest-dom.mjs';
