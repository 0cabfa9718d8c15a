/** What can be wrong with which sensor, and how it is said to the core. */
import { type Choice, enumerations, THERMISTORS } from '../abi/registers.ts';
import { InputError, quote } from '../input-error.ts';
import { parseQuantity, plain } from '../quantity.ts';
import { namesAllowed } from '../suggest.ts';
import type { Quantity } from './schema.ts';

export type SensorName = Choice<'SensorKind'>;
export type SensorFaultName = Choice<'SensorFault'>;

interface SensorFaultForm {
  /** Which sensors can have it; absent: all. */
  readonly sensors?: readonly SensorName[];
  /** Its value; the unit of an offset is the sensor's. */
  readonly value?: { readonly min: number; readonly max: number };
}

export const sensorFaultForms: Readonly<Record<SensorFaultName, SensorFaultForm>> = {
  none: {},
  stuck: {},
  stale: {},
  invalid: {},
  torn: {},
  offset: { value: { min: -1000, max: 1000 } },
  gain: { value: { min: -10, max: 10 } },
  noise: { value: { min: 0, max: 1000 } },
  openWire: {},
  short: { sensors: ['thermistor'] },
};

export const sensorUnits: Readonly<Record<SensorName, string>> = {
  busVoltage: 'V',
  moduleCurrent: 'A',
  storageVoltage: 'V',
  linkVoltage: 'V',
  groupVoltage: 'V',
  thermistor: 'K',
};

/** `item` of a `sensorFault` event as the core takes it. */
export const sensorItem = (sensor: SensorName, fault: SensorFaultName, item = 0): number =>
  (enumerations.SensorKind.indexOf(sensor) * 16 + enumerations.SensorFault.indexOf(fault)) * 256 + item;

interface Given {
  sensor?: string;
  fault?: string;
  item?: number;
  value?: Quantity;
}

/** Of a module with so many groups (none: a capacitor module). Throws `InputError`. */
export function resolveSensorFault(given: Given, path: string, groups: number): { item: number; value: number } {
  const sensor = oneOf(enumerations.SensorKind, given.sensor, `${path}.sensor`, 'a sensor');
  const fault = oneOf(enumerations.SensorFault, given.fault, `${path}.fault`, 'a fault');
  const { sensors, value } = sensorFaultForms[fault];
  if (sensors && !sensors.includes(sensor)) throw new InputError(`${path}.fault`, quote(fault), `a fault that a ${sensor} can have`);
  const item = checkItem(given.item, sensor, `${path}.item`, groups);
  if (!value) {
    if (given.value !== undefined) throw new InputError(`${path}.value`, quote(given.value), `no value with ${fault}`);
    return { item: sensorItem(sensor, fault, item), value: 0 };
  }
  const unit = fault === 'offset' ? sensorUnits[sensor] : '';
  const number = typeof given.value === 'string' ? parseQuantity(given.value, unit) : given.value;
  if (typeof number !== 'number' || !(number >= value.min && number <= value.max))
    throw new InputError(`${path}.value`, quote(given.value), `${plain(value.min)} to ${plain(value.max)} ${unit}`.trimEnd());
  return { item: sensorItem(sensor, fault, item), value: number };
}

function checkItem(item: number | undefined, sensor: SensorName, path: string, groups: number): number {
  const count = sensor === 'groupVoltage' ? groups : sensor === 'thermistor' ? THERMISTORS : 0;
  if (sensor === 'groupVoltage' && groups === 0)
    throw new InputError(path, quote(item), 'nothing: a capacitor module has no group voltages');
  if (count === 0) {
    if (item !== undefined) throw new InputError(path, quote(item), `nothing: there is one ${sensor} a module`);
    return 0;
  }
  const number = item ?? 0;
  if (Number.isInteger(number) && number >= 0 && number < count) return number;
  throw new InputError(path, quote(item), `the number of a ${sensor}, 0 to ${count - 1}`);
}

function oneOf<T extends string>(names: readonly T[], given: string | undefined, path: string, what: string): T {
  if (given !== undefined && (names as readonly string[]).includes(given)) return given as T;
  throw new InputError(path, quote(given), namesAllowed(what, String(given), names));
}
