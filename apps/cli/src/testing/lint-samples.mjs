/**
 * Lints texts as if they stood in the files named: reads `[{file, text}]` as JSON from the first argument, prints the rules each
 * one broke. Without types, because the compiler knows no file that is not there; the walls need none.
 */
import path from 'node:path';
import { ESLint } from 'eslint';
import typescript from 'typescript-eslint';

const root = path.resolve(import.meta.dirname, '../../../..');
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: path.join(root, '.config/eslint.config.mjs'),
  overrideConfig: [{ files: ['**/*.{ts,tsx}'], ...typescript.configs.disableTypeChecked }],
});

const broken = [];
for (const { file, text } of JSON.parse(process.argv[2] ?? '[]')) {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
  broken.push([...new Set(result.messages.map(({ ruleId, message }) => ruleId ?? message))].sort());
}
console.log(JSON.stringify(broken));
