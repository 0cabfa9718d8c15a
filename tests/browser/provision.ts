/** Makes sure that findChromium finds one: nothing to do, or a package, or playwright's download, inside the project. */
import { spawnSync } from 'node:child_process';
import { downloadFolder, findChromium } from './executable.ts';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

if (!(await findChromium())) {
  console.error('installing a test browser inside the project');
  const packaged = process.platform === 'linux' && process.arch === 'x64';
  const run = packaged
    ? spawnSync(npm, ['ci', '--prefix', 'tests/browser', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' })
    : spawnSync(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], {
        stdio: 'inherit',
        env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: downloadFolder },
      });
  if (run.status !== 0 || !(await findChromium())) {
    console.error('no test browser: install Chromium, or name one in RIDETHROUGH_CHROMIUM');
    process.exit(1);
  }
}
