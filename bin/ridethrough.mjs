#!/usr/bin/env node
// Everything happens in this process, none behind a child: signals reach the run itself, and the exit code is its own.
import { existsSync } from 'node:fs';

if (!existsSync(new URL('../node_modules/tsx', import.meta.url))) {
  console.error('ridethrough: the packages are not installed: npm ci');
  process.exit(3);
}
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('../host/cli.ts');

// a reader that has seen enough (`| head`) is no fault
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.exitCode = await main(process.argv.slice(2));
