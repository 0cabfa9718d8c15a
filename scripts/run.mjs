// Starts a child process with our output and ends with its exit code unless that is 0.
import { spawnSync } from 'node:child_process';

/** Returns the exit code; 3 when the program could not be started. */
export function run(program, args) {
  return spawnSync(program, args, { stdio: 'inherit' }).status ?? 3;
}

/** Runs a TypeScript file of the project. */
export function runScript(file, args = []) {
  return run(process.execPath, ['--import', 'tsx', file, ...args]);
}
