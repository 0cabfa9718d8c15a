// Makes sure of a Node that works and of the packages of the lock file. Plain Node: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  console.error(`ridethrough needs Node ^20.19 or >= 22.12; this is ${process.versions.node}`);
  process.exit(3);
}

/** Runs a command of npm; on Windows it is a script. */
export function npm(args) {
  const run = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (run.status !== 0) process.exit(run.status ?? 3);
}

/** Installs the packages of `folder` from its lock file, unless that lock file was installed already. */
export function installFrom(folder) {
  const lock = createHash('sha256')
    .update(readFileSync(`${folder}/package-lock.json`))
    .digest('hex');
  const stamp = `${folder}/node_modules/.installed`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error(`installing packages${folder === '.' ? '' : ` of ${folder}`}`);
  npm(['ci', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']);
  writeFileSync(stamp, lock);
}

installFrom('.');
