/** Lets a child process of a spec run our TypeScript as it is: `node --conditions=@assay/source --import <this> <file>.ts`. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const relativeScript = /^(\.{1,2}\/.*)\.js$/;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const script = context.parentURL?.endsWith('.ts') ? relativeScript.exec(specifier) : null;
    return nextResolve(script === null ? specifier : `${script[1]}.ts`, context);
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('.ts')) {
      return nextLoad(url, context);
    }
    const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
      filename: fileURLToPath(url),
      sourceMaps: 'inline',
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        keepClassNames: true,
        target: 'es2023',
      },
      module: { type: 'es6' },
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
