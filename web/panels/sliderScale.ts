import type { Register } from '../../host/abi/registers.ts';
import { stepOf } from '../units.ts';

/** Positions of a slider: 0 to STOPS. */
export const STOPS = 1000;

export interface SliderScale {
  toStop(value: number): number;
  /** Rounded to the parameter's step. */
  toValue(stop: number): number;
}

/**
 * A slider covers what is worth trying around the default, not the table's whole range (typing reaches that): voltages
 * of the bus some per cent either way, counts up to twice, parts and temperatures all of it, other quantities a decade
 * either way in equal ratios.
 */
export function sliderScale(register: Register, base: number, nominal_V: number): SliderScale {
  const { min = 0, max = 1, unit } = register;
  const linear = (low: number, high: number): SliderScale => ({
    toStop: (value) => clamp(((value - low) / (high - low)) * STOPS),
    toValue: (stop) => rounded(low + ((high - low) * stop) / STOPS, stepOf(register, base)),
  });
  if (unit === 'V' && Math.abs(base / nominal_V - 1) < 0.1) return linear(Math.max(min, 0.88 * nominal_V), Math.min(max, 1.08 * nominal_V));
  if (register.type === 'i32') return linear(min, Math.min(max, Math.max(2 * base, 8)));
  if (max - min <= 5 * Math.abs(base) || (unit === '' && max <= 1) || unit === 'degC') return linear(min, max);
  if (base <= 0) return linear(min, min < 0 ? max : max / 100);
  const low = Math.max(min, base / 10);
  const decades = Math.log(Math.min(max, base * 10) / low);
  return {
    toStop: (value) => clamp((Math.log(Math.max(value, low) / low) / decades) * STOPS),
    toValue: (stop) => Number((low * Math.exp((decades * stop) / STOPS)).toPrecision(2)),
  };
}

const clamp = (stop: number) => Math.min(STOPS, Math.max(0, stop));

/** The nearest multiple of the step, without the dust of binary fractions. */
export const rounded = (value: number, step: number) => Number((Math.round(value / step) * step).toPrecision(10));
