import { PlantParameters } from '../abi/PlantParameters';

/** Denormals cost; a deviation this small is none. */
const NOTHING: f64 = 1e-12;
/** And one this small is at rest. */
const SMALL: f64 = 1e-5;

/**
 * How voltage or frequency of a running set answers its load p (per unit of the rating): it dips at a step and comes back.
 *
 *   x'' + 2 zeta w x' + w^2 x = -K dp/dt,   as  x' = d - 2 zeta w x,  d' = -w^2 x,  where a step of p takes K dp from d
 *
 * Exact for a load that steps once an interval: with b = w sqrt(1 - zeta^2) the free motion over h is
 * exp(-zeta w h) (cos(b h) + (A + zeta w) sin(b h)/b). K is such that a step of half of the rating dips by `dip`:
 * the lowest point is K dp/w exp(-zeta acos(zeta)/sqrt(1 - zeta^2)).
 */
export class Response {
  private readonly gain: f64;
  private readonly damping: f64;
  private readonly natural_per_s: f64;
  private readonly ringing_per_s: f64;
  /** Deviation per unit. */
  deviation: f64 = 0;
  private drive: f64 = 0;

  constructor(dip: f64, time_s: f64, damping: f64) {
    const root = Math.sqrt(1 - damping * damping);
    this.natural_per_s = 1 / time_s;
    this.ringing_per_s = root / time_s;
    this.damping = damping;
    this.gain = (dip / 0.5) * this.natural_per_s * Math.exp((damping * Math.acos(damping)) / root);
  }

  /** The load changes by `change` now, and stays so for `step_s`. */
  step(change: f64, step_s: f64): void {
    const w = this.natural_per_s;
    const b = this.ringing_per_s;
    const zw = this.damping * w;
    const x = this.deviation;
    const d = this.drive - this.gain * change;
    const decay = Math.exp(-zw * step_s);
    const c = decay * Math.cos(b * step_s);
    const s = (decay * Math.sin(b * step_s)) / b;
    const x1 = c * x + s * (d - zw * x);
    const d1 = c * d + s * (zw * d - w * w * x);
    const still = Math.abs(x1) < NOTHING && Math.abs(d1) < NOTHING * w;
    this.deviation = still ? 0 : x1;
    this.drive = still ? 0 : d1;
  }

  /** The free motion that is left is below SMALL. */
  get rests(): bool {
    return Math.abs(this.deviation) < SMALL && Math.abs(this.drive) < SMALL * this.natural_per_s;
  }

  rest(): void {
    this.deviation = 0;
    this.drive = 0;
  }
}

/** A standby generator: starts when told, then answers its load. */
export class Generator {
  readonly rating_W: f64;
  private readonly crank_us: f64;
  private readonly blockLoad_W: f64;
  private readonly blockInterval_us: f64;
  private readonly voltage: Response;
  private readonly frequency: Response;
  private load_pu: f64 = 0;
  /** Lowest voltage under load; not a number before. */
  lowest_pu: f64 = NaN;
  /** When it accepts load; infinity while it stands still. */
  ready_us: f64 = Infinity;
  /** The most it is asked to give, one block more in each interval; infinity without block loading. */
  admitted_W: f64 = Infinity;
  /** When the next block is admitted. */
  nextBlock_us: f64 = Infinity;

  constructor(p: PlantParameters) {
    this.rating_W = p.generatorRating_W;
    this.crank_us = p.generatorCrank_s * 1e6;
    this.blockLoad_W = p.generatorBlockLoad_ratio * p.generatorRating_W;
    this.blockInterval_us = p.generatorBlockInterval_s * 1e6;
    this.voltage = new Response(p.generatorVoltageDip_pu, p.generatorVoltageTime_s, p.generatorDamping);
    this.frequency = new Response(p.generatorFrequencyDip_pu, p.generatorFrequencyTime_s, p.generatorDamping);
  }

  get exists(): bool {
    return this.rating_W > 0;
  }

  get runs(): bool {
    return this.ready_us < Infinity;
  }

  /** Neither voltage nor frequency moves. */
  get rests(): bool {
    return !this.runs || (this.voltage.rests && this.frequency.rests);
  }

  get voltage_pu(): f64 {
    return max(0, 1 + this.voltage.deviation);
  }

  get frequency_pu(): f64 {
    return max(0, 1 + this.frequency.deviation);
  }

  start(now_us: f64): void {
    this.ready_us = now_us + this.crank_us;
    this.load_pu = 0;
    this.voltage.rest();
    this.frequency.rest();
  }

  stop(): void {
    this.ready_us = Infinity;
    this.disconnect();
  }

  /** The load comes onto it: its first block. */
  connect(now_us: f64): void {
    this.note();
    this.admitted_W = this.blockLoad_W;
    this.nextBlock_us = this.blockLoad_W < this.rating_W ? now_us + this.blockInterval_us : Infinity;
  }

  disconnect(): void {
    this.admitted_W = Infinity;
    this.nextBlock_us = Infinity;
  }

  admitBlock(): void {
    this.admitted_W = min(this.rating_W, this.admitted_W + this.blockLoad_W);
    this.nextBlock_us = this.admitted_W < this.rating_W ? this.nextBlock_us + this.blockInterval_us : Infinity;
  }

  /** Keeps the lowest voltage under load. */
  note(): void {
    const now_pu = this.voltage_pu;
    if (!(this.lowest_pu <= now_pu)) this.lowest_pu = now_pu;
  }

  /** `power_W` is what it gave in the interval that just ended, and is taken for what it gives in the next. */
  step(power_W: f64, step_s: f64): void {
    const load_pu = power_W / this.rating_W;
    const change = load_pu - this.load_pu;
    this.load_pu = load_pu;
    this.voltage.step(change, step_s);
    this.frequency.step(change, step_s);
  }
}
