/** How people write and read values: `44`, `44V`, `20u`, `1.2k`; SI inside. */
import type { Register } from '../host/abi/registers.ts';
import { formatShown, parseQuantity, parseShown, plain } from '../host/quantity.ts';

const NO_BREAK = '\u00a0';
const MINUS = '−';

export const shownOf = (register: Register) => register.shown ?? { unit: register.unit, factor: 1 };

/**
 * What was typed, in SI, or why not. A bare number is in the unit shown beside the field (`3` in a field in ms is
 * 3 ms); a number with a prefix is in the SI unit (`3m` is 3 ms, `20u` is 20 µs, `1.2k` is 1200).
 */
export function parseEntry(text: string, register: Register): { value: number } | { error: string } {
  const example = `such as ${formatShown(register.default ?? 1, register.unit, register.shown)}`;
  if (text.trim() === '') return { error: `Type a number, ${example}` };
  const value = parseShown(text.replace(MINUS, '-').replace(/^([^.,]*),([^.,]*)$/, '$1.$2'), register.unit, register.shown);
  return value === null ? { error: `"${text.trim()}" is not ${register.label}; type a number, ${example}` } : { value };
}

/** Takes the dust of decimal factors away: 3 / 1000 is 0.003. */
const clean = (value: number) => Number(value.toPrecision(12));
const fromSi = (value: number, factor: number) => clean(value * factor);

/** An arrow's step, SI: the table's, or a hundredth of the value rounded to 1, 2 or 5. */
export function stepOf(register: Register, base: number): number {
  if (register.step) return register.step;
  const size = Math.abs(base) || (register.max ?? 1) / 10;
  const { factor } = shownOf(register);
  const raw = (size * factor) / 50;
  const decade = 10 ** Math.floor(Math.log10(raw));
  const mantissa = raw / decade;
  return clean(((mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1) * decade) / factor);
}

/** Decimals that show one step. */
export function decimalsOf(register: Register, base: number): number {
  if (register.type === 'i32') return 0;
  const step = stepOf(register, base) * shownOf(register).factor;
  return Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
}

/** The value as the field shows it: enough decimals for a step, more when it was typed finer. */
export function entryText(value: number, register: Register, base: number): string {
  const shown = fromSi(value, shownOf(register).factor);
  const magnitude = Math.abs(shown);
  if (magnitude !== 0 && (magnitude >= 1e6 || magnitude < 1e-4)) return shown.toExponential().replace('e+', 'e');
  const fixed = shown.toFixed(decimalsOf(register, base));
  return Number(fixed) === shown ? fixed : plain(shown, 7);
}

/** A number for reading: fixed decimals, a true minus sign, no negative zero. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return (Number(text) === 0 ? text.replace('-', '') : text).replace('-', MINUS);
}

export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** Seconds as number and unit, three or four digits. */
export function timeParts(seconds: number): [string, string] {
  const size = Math.abs(seconds);
  if (size < 5e-10) return ['0', 's'];
  if (size < 0.9995e-3) return [fixed(seconds * 1e6, size < 9.5e-6 ? 1 : 0), 'µs'];
  if (size < 0.9995) return [fixed(seconds * 1e3, size < 99.95e-3 ? 2 : 1), 'ms'];
  return [fixed(seconds, size < 100 ? 3 : 1), 's'];
}

export const timeText = (seconds: number): string => timeParts(seconds).join(NO_BREAK);

/** A quantity in SI as number and unit with a prefix that keeps three digits or so. */
export function quantityParts(value: number, unit: string): [string, string] {
  if (unit === 's') return timeParts(value);
  if (unit === '') return [Number.isInteger(value) ? fixed(value, 0) : fixed(value, 3), ''];
  if (unit === 'degC') return [fixed(value, 1), '°C'];
  const size = Math.abs(value);
  const scales: [number, string][] =
    unit === 'V'
      ? [[1, '']]
      : [
          [1e6, 'M'],
          [1e3, 'k'],
          [1, ''],
          [1e-3, 'm'],
          [1e-6, 'µ'],
        ];
  const [scale, prefix] = scales.find(([s]) => size >= s) ??
    scales[unit === 'V' || size === 0 ? scales.findIndex(([s]) => s === 1) : scales.length - 1] ?? [1, ''];
  const scaled = value / scale;
  const digits = unit === 'V' ? 2 : Math.abs(scaled) >= 99.95 ? 0 : Math.abs(scaled) >= 9.995 ? 1 : 2;
  if (unit === 'A/s') {
    const [number, prefixed] = quantityParts(value * 1e-3, 'A/ms');
    return [number, prefixed];
  }
  return [fixed(scaled, digits), prefix + unit];
}

export const quantityText = (value: number, unit: string): string => quantityParts(value, unit).filter(Boolean).join(NO_BREAK);

/** A time as people type it, in s; a bare number is in `unit`. Null when it is none. */
export function parseTime(text: string, unit: string): number | null {
  const typed = text.trim().replace(MINUS, '-').replace(',', '.');
  return parseQuantity(/\d$/.test(typed) ? typed + unit : typed, 's');
}
