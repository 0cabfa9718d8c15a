/** Runs ngspice on every case, or those named, and keeps what it printed: `node --import tsx tests/plant/spice/record.ts [name...]`. */
import { cases } from './cases.ts';
import { writeGolden } from './golden.ts';
import { fingerprint, netlist } from './netlist.ts';
import { ngspiceVersion, runNgspice } from './ngspice.ts';

const ngspice = ngspiceVersion();
if (ngspice === null) throw new Error('ngspice is not installed');
const names = process.argv.slice(2);
for (const given of cases.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const files = netlist(given);
  const recorded = new Date().toISOString().slice(0, 10);
  writeGolden(given.name, { ngspice, recorded, fingerprint: fingerprint(files) }, runNgspice(files));
}
