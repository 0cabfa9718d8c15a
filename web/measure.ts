/** Numbers of a stretch of a run, from raw samples: what the readout and the export show. */
import { csvSamples } from '../host/output/csv.ts';
import { SamplesGone } from '../host/output/samples.ts';
import { channelNames, type Simulation } from '../host/simulation.ts';
import { type WaveName, waveNames } from '../host/trace.ts';
import type { Figures } from './protocol.ts';

/** Most samples one read gives. */
const CHUNK = 65536;
const TICK_S = 1e-6;
/** Window of the slew figure, as in the metric `batterySlewMax_A_per_s`. */
const SLEW_TICKS = 100;

/** Every wave at one moment, or null outside the run. */
export function valuesAt(simulation: Simulation, t_s: number): Record<string, number> | null {
  const tick = Math.round(t_s * 1e6);
  if (tick < 0 || tick > simulation.tick) return null;
  // an edge pair around one sample: also answers where raw samples have given way to the pyramid
  const edges = Float64Array.of(tick * TICK_S, (tick + 0.5) * TICK_S);
  return Object.fromEntries(waveNames.map((name) => [name, simulation.viewEdges(name, edges).first[0] as number]));
}

/** Reads several waves in step, chunk by chunk; false when a sample is no longer kept. */
function scan(
  simulation: Simulation,
  names: readonly WaveName[],
  from: number,
  to: number,
  see: (parts: Float32Array[], count: number) => void,
): boolean {
  for (let at = from; at < to; at += CHUNK) {
    const count = Math.min(CHUNK, to - at);
    const parts = names.map((name) => simulation.raw(name, at, count));
    if (parts.some((part) => part.length !== count)) return false;
    see(parts, count);
  }
  return true;
}

export function figures(simulation: Simulation, from_s: number, to_s: number): Figures | null {
  const from = Math.max(0, Math.round(from_s * 1e6));
  const to = Math.min(simulation.tick, Math.round(to_s * 1e6)) + 1;
  if (to - from < 2) return null;
  let squares = 0;
  let least = Infinity;
  let charge_C = 0;
  let energy_J = 0;
  let slew = 0;
  const battery = new Float32Array(to - from);
  let filled = 0;
  const complete = scan(simulation, ['busVoltage_V', 'busVoltageS_V', 'cbuCurrent_A', 'bbuCurrent_A'], from, to, (parts, count) => {
    const [bus, shelf, capacitor, bbu] = parts as [Float32Array, Float32Array, Float32Array, Float32Array];
    battery.set(bbu, filled);
    filled += count;
    for (let n = 0; n < count; n++) {
      const v = bus[n] as number;
      squares += v * v;
      if (v < least) least = v;
      charge_C += (capacitor[n] as number) * TICK_S;
      energy_J += (capacitor[n] as number) * (shelf[n] as number) * TICK_S;
    }
  });
  if (!complete) return null;
  for (let n = SLEW_TICKS; n < battery.length; n++)
    slew = Math.max(slew, Math.abs((battery[n] as number) - (battery[n - SLEW_TICKS] as number)));
  return {
    busRms_V: Math.sqrt(squares / (to - from)),
    busMin_V: least,
    batteryRise_s: rise_s(battery),
    batterySlewMax_A_per_s: battery.length > SLEW_TICKS ? slew / (SLEW_TICKS * TICK_S) : null,
    capacitorCharge_C: charge_C,
    capacitorEnergy_J: energy_J,
  };
}

/** Time from 10 to 90 % of the way between the first sample and the highest; null when it hardly rises. */
function rise_s(samples: Float32Array): number | null {
  const base = samples[0] as number;
  let top = base;
  for (const v of samples) if (v > top) top = v;
  if (top - base < 1) return null;
  const low = samples.findIndex((v) => v >= base + 0.1 * (top - base));
  const high = samples.findIndex((v) => v >= base + 0.9 * (top - base));
  return (high - low) * TICK_S;
}

/** Every channel of a stretch, as the command line writes it; throws in words where it cannot. */
export function csv(simulation: Simulation, from_s: number, to_s: number): Blob {
  const from_tick = Math.max(0, Math.ceil(from_s * 1e6 - 1e-6));
  const to_tick = Math.min(simulation.tick, Math.floor(to_s * 1e6 + 1e-6));
  const pieces: string[] = [];
  try {
    csvSamples({ channels: channelNames, from_tick, to_tick }, (text) => pieces.push(text)).collect(simulation);
  } catch (error) {
    if (!(error instanceof SamplesGone)) throw error;
    throw new Error('Some of these samples are no longer kept; export a shorter window near the end of the run.');
  }
  return new Blob(pieces, { type: 'text/csv' });
}
