// `npm test`: installs what the tests need inside the project, builds everything, lints, checks types, runs all tests.
import './install.mjs';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { run, runScript } from './run.mjs';

const steps = [
  ['test browser', () => runScript('tests/browser/provision.ts')],
  ['build', () => runScript('scripts/build.ts')],
  ['lint', () => run(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'ci', '.'])],
  ['types', () => run(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'])],
  ['types of the core', () => run(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'assembly/tsconfig.json'])],
];
let failed = 0;
let passed = 0;
for (const [name, step] of steps) {
  if (step() === 0) passed++;
  else {
    console.error(`${name}: failed`);
    failed++;
    if (name === 'build') break;
  }
}
const report = 'build/vitest.json';
rmSync(report, { force: true });
run(process.execPath, [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
if (existsSync(report)) {
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  passed += counts.numPassedTests;
  failed += counts.numFailedTests + (counts.success || counts.numFailedTests > 0 ? 0 : 1);
} else failed++;
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
