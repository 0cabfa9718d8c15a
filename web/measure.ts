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

/** Some ticks in a row: samples of several waves in step, each of which holds for `ticks`. */
type See = (parts: readonly Float32Array[], count: number, ticks: number) => void;

/** Reads from tick `from` to before `to`, in fine time chunk by chunk, in coarse time each held sample once; false when one is no longer kept. */
function scan(simulation: Simulation, names: readonly WaveName[], from: number, to: number, see: See): boolean {
  for (let at = from; at < to; ) {
    const coarse = simulation.isCoarse(at);
    const end = Math.min(
      to,
      coarse ? simulation.heldUntil_tick(at) + 1 : Math.min(at + CHUNK, Math.max(at + 1, simulation.stretchEnd_tick(at))),
    );
    const count = coarse ? 1 : end - at;
    const parts = names.map((name) => simulation.raw(name, at, count));
    if (parts.some((part) => part.length !== count)) return false;
    see(parts, count, coarse ? end - at : 1);
    at = end;
  }
  return true;
}

export function figures(simulation: Simulation, from_s: number, to_s: number): Figures | null {
  const from = Math.max(0, Math.round(from_s * 1e6));
  const to = Math.min(simulation.recorded_tick, Math.round(to_s * 1e6)) + 1;
  if (to - from < 2) return null;
  let squares = 0;
  let least = Infinity;
  let most = -Infinity;
  let charge_C = 0;
  let energy_J = 0;
  const battery = new Battery();
  const complete = scan(simulation, ['busVoltage_V', 'busVoltageS_V', 'cbuCurrent_A', 'bbuCurrent_A'], from, to, (parts, count, ticks) => {
    const [bus, shelf, capacitor, bbu] = parts as [Float32Array, Float32Array, Float32Array, Float32Array];
    for (let n = 0; n < count; n++) {
      const v = bus[n] as number;
      const i = capacitor[n] as number;
      squares += v * v * ticks;
      if (v < least) least = v;
      if (v > most) most = v;
      charge_C += i * TICK_S * ticks;
      energy_J += i * (shelf[n] as number) * TICK_S * ticks;
    }
    battery.see(bbu, ticks);
  });
  if (!complete) return extremes(simulation, from, to);
  return {
    samples: true,
    busRms_V: Math.sqrt(squares / (to - from)),
    busMin_V: least,
    busMax_V: most,
    batteryRise_s: rise_s(simulation, from, to, battery),
    batterySlewMax_A_per_s: battery.slew_A === null ? null : battery.slew_A / (SLEW_TICKS * TICK_S),
    capacitorCharge_C: charge_C,
    capacitorEnergy_J: energy_J,
  };
}

/** Where fine samples were let go their extremes still hold, in whole blocks of 16 and more: what a stretch's ends cut is in them. */
function extremes(simulation: Simulation, from: number, to: number): Figures {
  const { min, max } = simulation.viewEdges('busVoltage_V', Float64Array.of(from * TICK_S, to * TICK_S));
  return {
    samples: false,
    busRms_V: null,
    busMin_V: min[0] as number,
    busMax_V: max[0] as number,
    batteryRise_s: null,
    batterySlewMax_A_per_s: null,
    capacitorCharge_C: null,
    capacitorEnergy_J: null,
  };
}

/** The battery's current as it goes by. */
class Battery {
  base_A: number | null = null;
  top_A = -Infinity;
  /** Largest change over the window; between held samples nothing is known of it. */
  slew_A: number | null = null;
  private readonly window = new Float32Array(SLEW_TICKS);
  private seen = 0;

  see(samples: Float32Array, ticks: number): void {
    this.base_A ??= samples[0] as number;
    for (const i of samples) {
      if (i > this.top_A) this.top_A = i;
      const place = this.seen % SLEW_TICKS;
      if (this.seen >= SLEW_TICKS) this.slew_A = Math.max(this.slew_A ?? 0, Math.abs(i - (this.window[place] as number)));
      this.window[place] = i;
      this.seen++;
    }
    if (ticks > 1) this.seen = 0;
  }
}

/** Time from 10 to 90 % of the way between the first sample and the highest; null when it hardly rises. */
function rise_s(simulation: Simulation, from: number, to: number, { base_A, top_A }: Battery): number | null {
  if (base_A === null || top_A - base_A < 1) return null;
  let tick = from;
  let low: number | null = null;
  let high: number | null = null;
  scan(simulation, ['bbuCurrent_A'], from, to, ([samples], count, ticks) => {
    for (let n = 0; n < count && high === null; n++) {
      const part = ((samples?.[n] as number) - base_A) / (top_A - base_A);
      if (part >= 0.1) low ??= tick + n;
      if (part >= 0.9) high = tick + n;
    }
    tick += count * ticks;
  });
  return low === null || high === null ? null : (high - low) * TICK_S;
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
