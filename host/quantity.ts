/**
 * Numbers with units, as people write them: `44`, `44V`, `20u`, `1.2k`, `3ms`, `200A/ms`, `92%`.
 * A decimal stays the nearest double of what was written: prefixes move the exponent, nothing is multiplied.
 */
import type { Shown } from './abi/registers.ts';

const PREFIXES: Readonly<Record<string, number>> = { '': 0, p: -12, n: -9, u: -6, µ: -6, μ: -6, m: -3, k: 3, M: 6, G: 9 };

/** Other ways to write a unit. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  Ω: ['Ω', 'Ω', 'ohm', 'Ohm'],
  degC: ['degC', '°C', 'C'],
  'A²s': ['A²s', 'A2s', 'A^2s'],
  '': ['', '%'],
};

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:e([+-]?\d{1,3}))?\s*(.*)$/is;

/** Decimal exponent of an SI-prefixed word for `unit`, or null. */
function exponentOf(word: string, unit: string): number | null {
  for (const spelling of SPELLINGS[unit] ?? [unit]) {
    if (spelling === '%') {
      if (word === '%') return -2;
      continue;
    }
    if (!word.endsWith(spelling)) continue;
    const prefix = word.slice(0, word.length - spelling.length);
    // a scale in degrees takes no prefix
    if (unit === 'degC' && prefix !== '') continue;
    const exponent = PREFIXES[prefix];
    if (exponent !== undefined) return exponent;
  }
  return null;
}

/** Exponent of a suffix: nothing, a bare prefix, the unit, or the unit with prefixes above and below the stroke. */
function suffixExponent(suffix: string, unit: string): number | null {
  if (unit !== 'degC' && PREFIXES[suffix] !== undefined) return PREFIXES[suffix] as number;
  if (suffix === '') return 0;
  const stroke = unit.indexOf('/');
  if (stroke < 0) return exponentOf(suffix, unit);
  const cut = suffix.indexOf('/');
  if (cut < 0) return null;
  const above = unit.slice(0, stroke) === '1' && suffix.slice(0, cut) === '' ? 0 : exponentOf(suffix.slice(0, cut), unit.slice(0, stroke));
  const below = exponentOf(suffix.slice(cut + 1), unit.slice(stroke + 1));
  return above === null || below === null ? null : above - below;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** `text` in the SI unit `unit`, or null when it is no such quantity. A number without unit is SI. */
export function parseQuantity(text: string, unit: string): number | null {
  const match = NUMBER.exec(text.trim());
  if (!match) return null;
  const [, digits, exponent = '0', suffix = ''] = match;
  const shift = suffixExponent(suffix.trim().replaceAll(' ', ''), unit);
  return shift === null ? null : finite(Number(`${digits}e${Number(exponent) + shift}`));
}

/** Like `parseQuantity`, but a number without unit or prefix is in the unit that is shown (`44` in a field in mΩ). */
export function parseShown(text: string, unit: string, shown: Shown | undefined): number | null {
  const match = NUMBER.exec(text.trim());
  if (!match) return null;
  if (match[3] !== '' || !shown) return parseQuantity(text, unit);
  return finite(Number(`${match[1]}e${Number(match[2] ?? '0') - decimalsOf(shown)}`));
}

const decimalsOf = (shown: Shown) => Math.round(Math.log10(shown.factor));

/** A plain decimal of at most `digits` significant digits. */
export function plain(value: number, digits = 6): string {
  return String(Number(value.toPrecision(digits)));
}

/** A register's value as people read and type it: `2.8 mΩ`. */
export function formatShown(value: number, unit: string, shown: Shown | undefined, digits = 6): string {
  return `${plain(value * (shown?.factor ?? 1), digits)} ${shown?.unit ?? pretty(unit)}`.trim();
}

const pretty = (unit: string) => (unit === 'degC' ? '°C' : unit);

/** Units that are read with a prefix. */
const PREFIXED = new Set(['s', 'V', 'A', 'W', 'J', 'F', 'H', 'Ω', 'A/s', 'V/s', 'W/s']);
const STEPS: readonly [number, string][] = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
  [1, ''],
  [1e-3, 'm'],
  [1e-6, 'µ'],
  [1e-9, 'n'],
  [1e-12, 'p'],
];

/** A result as people read it: four digits and a prefix, `24.83 ms`. */
export function formatResult(value: number, unit: string, digits = 4): string {
  if (!PREFIXED.has(unit) || value === 0) return `${plain(value, digits)} ${pretty(unit)}`.trim();
  const size = Math.abs(Number(value.toPrecision(digits)));
  const [step, prefix] = STEPS.find(([least]) => size >= least * (1 - 1e-12)) ?? (STEPS.at(-1) as [number, string]);
  return `${plain(value / step, digits)} ${prefix}${unit}`;
}
