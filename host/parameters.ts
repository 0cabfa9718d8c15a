/** The parameters of plant and firmware as one namespace, and what of a value can be refused. */
import { enumerations, firmwareParameters, plantParameters, type Register } from './abi/registers.ts';
import { InputError, quote } from './input-error.ts';
import { formatShown, parseQuantity } from './quantity.ts';
import { namesAllowed } from './suggest.ts';

export type ParameterName = keyof typeof plantParameters | keyof typeof firmwareParameters;

export const parameters: Readonly<Record<ParameterName, Register>> = { ...plantParameters, ...firmwareParameters };
export const parameterNames = Object.keys(parameters) as ParameterName[];

/** The table's default of every parameter, SI. */
export function defaultParameters(): Record<ParameterName, number> {
  return Object.fromEntries(parameterNames.map((name) => [name, parameters[name].default ?? 0])) as Record<ParameterName, number>;
}

/** Throws unless `key` is a parameter. */
export function checkParameterName(key: string, path: string): asserts key is ParameterName {
  if (!Object.hasOwn(parameters, key))
    throw new InputError(path, quote(key), namesAllowed('a parameter (ridethrough list parameters)', key, parameterNames));
}

/** What a parameter may be, in words. */
export function allowedValues(register: Register): string {
  if (register.choices) return `one of ${enumerations[register.choices].join(', ')}`;
  const { min = -Infinity, max = Infinity, unit, shown } = register;
  const range = `${formatShown(min, unit, shown)} to ${formatShown(max, unit, shown)}`;
  return isWhole(register) ? `a whole number, ${range}` : range;
}

/** Counts are whole, and so are numbers of samples, whatever their type in memory. */
export const isWhole = (register: Register) => register.type === 'i32' || (register.step === 1 && register.unit === '');

/** Whether a value in SI is one the table allows. */
export function inRange(register: Register, value: number): boolean {
  if (!Number.isFinite(value) || (isWhole(register) && !Number.isInteger(value))) return false;
  return value >= (register.min ?? -Infinity) && value <= (register.max ?? Infinity);
}

/**
 * The value of parameter `key` in SI, from a number in SI or from text with or without a unit; a choice by its name or
 * its index. Throws `InputError`.
 */
export function parameterValue(key: ParameterName, given: unknown, path: string): number {
  const register = parameters[key];
  const value = typeof given === 'string' ? textValue(register, given) : given;
  if (typeof value === 'number' && inRange(register, value)) return value;
  throw new InputError(path, quote(given), allowedValues(register));
}

function textValue(register: Register, text: string): number | null {
  if (!register.choices) return parseQuantity(text, register.unit);
  const names: readonly string[] = enumerations[register.choices];
  const index = names.indexOf(text.trim());
  return index >= 0 ? index : parseQuantity(text, '');
}
