/** `npm run campaign`: what takes too long for every `npm test`: whole outages in both kinds of time, every SPICE case live, ten minutes of training, the battery's power limit in 500 states. */
import { spawnSync } from 'node:child_process';

const env = {
  ...process.env,
  RIDETHROUGH_LONG: 'orv3-shelf,hpr-shelf,nvl72-rack,diablo-400',
  RIDETHROUGH_SPICE: 'all',
  RIDETHROUGH_STATES: '500',
};
const tests = [
  'tests/sim/adaptive-long.test.ts',
  'tests/plant/spice.test.ts',
  'tests/scenarios/grid-and-load.test.ts',
  'tests/firmware/estimate/power.test.ts',
];
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'node', ...tests], {
  env,
  stdio: 'inherit',
});
process.exit(status ?? 1);
