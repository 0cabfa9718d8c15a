// `npm start`: installs what is missing, builds what is stale, runs the reference outage, serves the page.
import './install.mjs';

// one process for all of it: no second start of Node to wait for, and Ctrl-C reaches what is running
const { register } = await import('tsx/esm/api');
register();
const { build } = await import('./targets.ts');
const { main } = await import('../host/cli.ts');

await build(['simulation', 'firmware', 'page']);
const verdict = await main(['run', 'psu-trip-handoff']);
process.exit(verdict > 1 ? verdict : await main(['serve', ...process.argv.slice(2)]));
