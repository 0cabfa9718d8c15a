/**
 * `npm run campaign [-- --cases N]`: what takes too long for every `npm test`. Random cases against every property, as many
 * as asked for; without a number 10,000, and beside them whole outages in both kinds of time, every SPICE case live, the
 * power limit in 500 states, ten minutes of training and a few mutants of the firmware.
 */
import './install.mjs';
import { run, runScript } from './run.mjs';

const args = process.argv.slice(2);
const built = runScript('scripts/build.ts', ['simulation', 'firmware']);
if (built !== 0) process.exit(built);
const cases = runScript('tests/properties/campaign.ts', args);
if (args.length > 0 || cases === 130) process.exit(cases);
process.env.RIDETHROUGH_LONG = 'orv3-shelf,hpr-shelf,nvl72-rack,diablo-400';
process.env.RIDETHROUGH_SPICE = 'all';
process.env.RIDETHROUGH_STATES = '500';
process.env.RIDETHROUGH_MUTATE = '1';
const tests = [
  'tests/sim/adaptive-long.test.ts',
  'tests/plant/spice.test.ts',
  'tests/scenarios/grid-and-load.test.ts',
  'tests/firmware/estimate/power.test.ts',
  'tests/mutation/mutation.test.ts',
];
const others = run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'node', ...tests]);
process.exit(Math.max(cases, others));
