/** What parameters may be only together: one row a relation. */
import { enumerations } from '../abi/registers.ts';
import { InputError } from '../input-error.ts';
import { type ParameterName, parameters } from '../parameters.ts';
import { formatShown } from '../quantity.ts';

type Values = Readonly<Record<ParameterName, number>>;

/** Each list rises (`<`) or does not fall (`<=`). */
const ORDERS: readonly (readonly ['<' | '<=', ...ParameterName[]])[] = [
  ['<', 'busWindowLow_V', 'busWindowHigh_V'],
  ['<', 'loadFloor_V', 'loadLockout_V', 'psuSetPoint_V'],
  ['<=', 'tripVoltage_V', 'releaseVoltage_V'],
  ['<', 'cbuEngage_V', 'cbuAbsorb_V'],
  ['<', 'cbuWindowLow_V', 'cbuWindowHigh_V'],
  ['<=', 'cbuWindowLow_V', 'cbuTarget_V', 'cbuWindowHigh_V'],
  ['<', 'cbuUndervoltageTrip_V', 'cbuOvervoltageTrip_V'],
  ['<=', 'capacitorInitial_V', 'capacitorMaximum_V'],
  ['<=', 'capacitorMaximum_V', 'storageVoltageRange_V'],
  ['<', 'derateTemperatureStart_degC', 'derateTemperatureEnd_degC'],
  ['<', 'derateSocEnd', 'derateSocStart'],
  ['<', 'derateGroupVoltageEnd_V', 'derateGroupVoltageStart_V'],
  ['<=', 'cellUndervoltageTrip_V', 'cellUndervoltageWarning_V', 'cellOvervoltageWarning_V', 'cellOvervoltageTrip_V'],
  ['<=', 'chargeVoltage_V', 'cellOvervoltageWarning_V'],
  ['<=', 'chargeCurrent_A', 'chargeCurrentMax_A'],
  ['<', 'chargeEnd_A', 'chargeCurrent_A'],
  ['<', 'dischargeTemperatureMin_degC', 'dischargeTemperatureMax_degC'],
  ['<', 'chargeTemperatureMin_degC', 'chargeTemperatureMax_degC'],
];

const shown = (name: ParameterName, value: number) => formatShown(value, parameters[name].unit, parameters[name].shown);

/** Throws `InputError` for the first relation that does not hold. */
export function checkTogether(values: Values): void {
  for (const [relation, ...names] of ORDERS) {
    const holds = names.every((name, k) => {
      const before = names[k - 1];
      return before === undefined || (relation === '<' ? values[before] < values[name] : values[before] <= values[name]);
    });
    if (!holds)
      throw new InputError(names.join(', '), names.map((name) => shown(name, values[name])).join(', '), names.join(` ${relation} `));
  }
  checkSupply(values);
  checkPattern(values);
  checkStorageSensor(values);
}

/** A pack at its overvoltage trip must still be inside what the storage voltage's sensor can show. */
function checkStorageSensor(values: Values): void {
  const most = Math.floor(values.storageVoltageRange_V / values.cellOvervoltageTrip_V);
  if (values.bbuModules === 0 || values.packSeries <= most) return;
  const range = `${shown('storageVoltageRange_V', values.storageVoltageRange_V)}, the range of its sensor (storageVoltageRange_V)`;
  throw new InputError(
    'packSeries',
    shown('packSeries', values.packSeries),
    `at most ${most}: the pack at its overvoltage trip stays inside ${range}`,
  );
}

/** Both edges of a pulse must fit into the shortest period that can be drawn. */
function checkPattern(values: Values): void {
  const kind = enumerations.LoadPattern[values.loadPattern];
  if (kind !== 'pulses' && kind !== 'training') return;
  const shortest_s = values.patternPeriod_s * (kind === 'training' ? 1 - values.patternPeriodJitter : 1);
  // to a picosecond, the resolution of times
  for (const [edge, most_s] of [
    ['patternRise_s', values.patternDuty * shortest_s],
    ['patternFall_s', (1 - values.patternDuty) * shortest_s],
  ] as const)
    if (values[edge] > most_s + 1e-12)
      throw new InputError(edge, shown(edge, values[edge]), `at most ${shown(edge, most_s)}, its part of the shortest period`);
}

/** The run starts in steady state on the PSU: it must be able to carry the load, and the busbar to pass the power. */
function checkSupply(values: Values): void {
  const most_W = values.psuModules * values.psuModulePower_W * Math.min(values.psuPulseLimit_ratio, values.psuInputLimit_ratio);
  if (values.loadPower_W > most_W) {
    const why = `at most ${shown('loadPower_W', most_W)}, the limit of ${values.psuModules} PSU modules`;
    throw new InputError('loadPower_W', shown('loadPower_W', values.loadPower_W), why);
  }
  // a constant-power load behind R has a solution only while R < V^2/4P
  const most_ohm = values.psuSetPoint_V ** 2 / (4 * values.loadPower_W);
  if (values.busbarResistance_ohm >= most_ohm) {
    const why = `less than ${shown('busbarResistance_ohm', most_ohm)}, else it cannot pass the load's power`;
    throw new InputError('busbarResistance_ohm', shown('busbarResistance_ohm', values.busbarResistance_ohm), why);
  }
}
