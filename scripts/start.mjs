// `npm start`: installs what is missing, builds what is stale, runs the reference outage, serves the page.
import './install.mjs';
import { runScript } from './run.mjs';

const built = runScript('scripts/build.ts', ['simulation', 'firmware', 'page']);
if (built !== 0) process.exit(built);
const verdict = runScript('host/cli.ts', ['run', 'psu-trip-handoff']);
if (verdict > 1) process.exit(verdict);
process.exit(runScript('host/cli.ts', ['serve', ...process.argv.slice(2)]));
