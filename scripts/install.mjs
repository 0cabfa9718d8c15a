// Makes sure of a Node that works and of the packages of the lock file. Plain Node: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// every script works on the project, wherever it was called from
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const [major, minor] = process.versions.node.split('.').map(Number);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  console.error(`ridethrough needs Node ^20.19 or >= 22.12; this is ${process.versions.node}`);
  process.exit(3);
}

/** The packages that a lock file names. */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Does node_modules hold what the lock file says? npm keeps its own account of that there, written at its end. */
function isInstalled() {
  const account = 'node_modules/.package-lock.json';
  const installed = existsSync(account) ? packagesOf(account) : {};
  return Object.entries(packagesOf('package-lock.json')).every(
    // an optional one is for another machine
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

if (!isInstalled()) {
  console.error('installing packages');
  // all of them are development packages: a production environment would leave them out
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  // on Windows npm is a script
  const run = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (run.status !== 0) {
    console.error(`the packages could not be installed${run.error ? `: npm ${run.error.code}` : ''}`);
    process.exit(3);
  }
}
