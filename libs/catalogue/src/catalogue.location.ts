import { fileURLToPath } from 'node:url';

/** The package's root: one folder above this file, in `src` and in `dist` alike. */
const root = new URL('../', import.meta.url);

/** Holds `<slug>.yaml` for each role. */
export const rolesFolder = fileURLToPath(new URL('roles/', root));
/** Holds `<slug>/` for each exercise; one folder per language lies beside it as more are served. */
export const exercisesFolder = fileURLToPath(new URL('exercises/python/', root));
/** Holds small exercises for authors to copy from; they are in no assessment. */
export const samplesFolder = fileURLToPath(new URL('samples/', root));
/** Holds `submissions/<exercise>/<name>/`, the work of the demo's candidates. */
export const demoFolder = fileURLToPath(new URL('demo/', root));
