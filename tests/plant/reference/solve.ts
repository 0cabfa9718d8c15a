/**
 * The reference solution of one open-loop run: Runge-Kutta of fourth order at `step_s`, with a step boundary at every
 * event known beforehand (stimuli, ends of ramps and latencies, fast ticks on which commands act) and at every one
 * found on the way (store empty, half or full, lockout voltage crossed), which is located by bisection.
 */
import { enumerations } from '../../../host/abi/registers.ts';
import type { StimulusEvent } from '../../../host/simulation.ts';
import { type PlantValues, plantValues } from './parameters.ts';
import { type Corner, Polyline, pulseCorners, slewed } from './pattern.ts';
import { type Converter, type Flows, HOLD_UP_J, IPSU, Shelf, STATES, X } from './shelf.ts';

const FAST_TICK_S = 10e-6;
const SAMPLE_S = 1e-6;
/** Two times nearer than this are one. */
const SAME_S = 1e-13;

/** One sample a microsecond; the first is of time zero. */
export type Waves = Record<keyof Flows | 'psuEnergy_J' | 'psuSetPoint_V', Float64Array>;

export interface Solution {
  waves: Waves;
  /** Lowest voltage of node L over all steps, not only the samples. */
  busVoltageMin_V: number;
  dropouts_s: number[];
  /** State at the end; the energies are integrals over the run. */
  final: Float64Array;
  initial: Float64Array;
  /** When the energy of the PSU ended, or NaN. */
  psuEnergyOut_s: number;
  preWarning_s: number;
}

interface Timed {
  t_s: number;
  order: number;
  act(t_s: number): void;
}

export function solve(
  set: Partial<PlantValues>,
  events: StimulusEvent[],
  duration_s: number,
  step_s = 2.5e-7,
  trace: readonly Corner[] = [],
): Solution {
  return new Run(plantValues(set), events, duration_s, step_s, trace).solution();
}

class Run {
  private readonly shelf: Shelf;
  private y: Float64Array;
  private readonly initial: Float64Array;
  private t_s = 0;
  private readonly timed: Timed[] = [];
  private order = 0;
  private belowLockout = false;
  private lockoutTimer = 0;
  private minimum_V = Number.POSITIVE_INFINITY;
  private readonly dropouts_s: number[] = [];
  private tripped = false;
  private energyOut_s = Number.NaN;
  private preWarning_s = Number.NaN;
  private readonly k = [0, 1, 2, 3].map(() => new Float64Array(STATES));
  private readonly probe = new Float64Array(STATES);

  constructor(
    private readonly p: PlantValues,
    events: StimulusEvent[],
    private readonly duration_s: number,
    private readonly step_s: number,
    trace: readonly Corner[],
  ) {
    this.shelf = new Shelf(p);
    this.y = this.shelf.steadyState();
    this.initial = this.y.slice();
    this.followPattern(trace);
    for (const event of events) this.at(event.t_s, (t_s) => this.stimulus(event, t_s));
  }

  solution(): Solution {
    const count = Math.round(this.duration_s / SAMPLE_S) + 1;
    const names = [...Object.keys(this.shelf.flows), 'psuEnergy_J', 'psuSetPoint_V'] as (keyof Waves)[];
    const waves = Object.fromEntries(names.map((name) => [name, new Float64Array(count)])) as Waves;
    for (let sample = 0; sample < count; sample++) {
      this.advanceTo(sample * SAMPLE_S);
      const flows = this.shelf.evaluate(this.t_s, this.y);
      for (const name of Object.keys(flows) as (keyof Flows)[]) waves[name][sample] = flows[name];
      waves.psuEnergy_J[sample] = this.y[HOLD_UP_J] as number;
      waves.psuSetPoint_V[sample] = this.shelf.setPoint.at(this.t_s);
    }
    return {
      waves,
      busVoltageMin_V: this.minimum_V,
      dropouts_s: this.dropouts_s,
      final: this.y,
      initial: this.initial,
      psuEnergyOut_s: this.energyOut_s,
      preWarning_s: this.preWarning_s,
    };
  }

  // ------------------------------------------------------------------------------------------------ stimuli

  private at(t_s: number, act: (t_s: number) => void): void {
    this.timed.push({ t_s, order: this.order++, act });
    this.timed.sort((a, b) => a.t_s - b.t_s || a.order - b.order);
  }

  /** A kink in a straight line: nothing happens, but no step reaches across it. */
  private kink(t_s: number): void {
    if (Number.isFinite(t_s)) this.at(t_s, () => {});
  }

  /** Pulses, or the points of a trace: every corner of the demand is a kink. A pattern and a dropout are not combined. */
  private followPattern(trace: readonly Corner[]): void {
    const { p, shelf } = this;
    const kind = enumerations.LoadPattern[p.loadPattern];
    const points = trace.map(([t_s, power_W]): Corner => [p.patternStart_s + t_s, power_W]);
    const asked = kind === 'pulses' ? pulseCorners(p, this.duration_s) : kind === 'trace' ? points : [];
    if (asked.length === 0) return;
    const demand = new Polyline(slewed(asked, p.loadPower_W, shelf.slew_W_per_s));
    shelf.pattern = demand;
    for (const [t_s] of demand.corners) this.kink(t_s);
  }

  private stimulus(event: StimulusEvent, t_s: number): void {
    const shelf = this.shelf;
    const value = event.value ?? 0;
    switch (event.kind) {
      case 'utilityVoltage':
        {
          const way = Math.abs(value - shelf.utility_pu.at(t_s));
          const over_s = event.duration_s ?? 0;
          this.kink(shelf.utility_pu.head(t_s, value, over_s > 0 && way > 0 ? way / over_s : Number.POSITIVE_INFINITY));
        }
        break;
      case 'psuTrip':
        this.tripped = true;
        this.psuFalls(t_s);
        break;
      case 'psuRestore':
        if (this.tripped) this.psuReturns();
        this.tripped = false;
        break;
      case 'psuModuleFail': {
        const left = Math.max(0, shelf.psuModules - value) / shelf.psuModules;
        shelf.psuModules *= left;
        for (const place of [IPSU, X, HOLD_UP_J]) this.y[place] = (this.y[place] as number) * left;
        break;
      }
      case 'loadPower':
        if (shelf.pattern) {
          shelf.demand.head(t_s, shelf.demand_W(t_s), Number.POSITIVE_INFINITY);
          shelf.pattern = null;
        }
        shelf.target_W = value;
        if (shelf.loadConnected) this.loadHeadsFor(t_s, event.duration_s ?? 0);
        break;
      case 'loadReconnect':
        if (!shelf.loadConnected) {
          shelf.loadConnected = true;
          shelf.demand.head(t_s, 0, Number.POSITIVE_INFINITY);
          this.loadHeadsFor(t_s, 0);
        }
        break;
      case 'command':
        this.fromFastTick(t_s, (at_s) => this.commanded(this.kind(event), value, at_s));
        break;
      case 'enable':
        this.fromFastTick(t_s, (at_s) => this.enabled(this.kind(event), value > 0, at_s));
        break;
      default:
        throw new Error(`the reference knows no ${event.kind}`);
    }
  }

  private kind(event: StimulusEvent): Converter {
    return event.index === 1 ? this.shelf.bbu : this.shelf.cbu;
  }

  /** What is written at fast tick k (the first at or after t) acts at k + 1. */
  private fromFastTick(t_s: number, act: (t_s: number) => void): void {
    const written = Math.ceil(t_s / FAST_TICK_S - 1e-6);
    this.at((written + 1) * FAST_TICK_S, act);
  }

  private commanded(converter: Converter, value_A: number, t_s: number): void {
    converter.command_A = Math.min(Math.max(value_A, -converter.limit_A), converter.limit_A);
    if (converter.mode === 'on') this.kink(converter.reference.head(t_s, converter.command_A, converter.slew_A_per_s));
  }

  private enabled(converter: Converter, on: boolean, t_s: number): void {
    if (!on) {
      converter.mode = 'off';
      converter.reference.head(t_s, 0, Number.POSITIVE_INFINITY);
    } else if (converter.mode === 'off') {
      converter.mode = 'starting';
      this.at(t_s + converter.latency_s, (ready_s) => {
        if (converter.mode !== 'starting') return;
        converter.mode = 'on';
        this.kink(converter.reference.head(ready_s, converter.command_A, converter.slew_A_per_s));
      });
    }
  }

  private loadHeadsFor(t_s: number, over_s: number): void {
    const shelf = this.shelf;
    const way_W = Math.abs(shelf.target_W - shelf.demand.at(t_s));
    const rate = over_s > 0 ? Math.min(shelf.slew_W_per_s, way_W / over_s) : shelf.slew_W_per_s;
    if (way_W > 0) this.kink(shelf.demand.head(t_s, shelf.target_W, rate));
  }

  private psuFalls(t_s: number): void {
    const shelf = this.shelf;
    if (shelf.psu !== 'on') return;
    shelf.fallFrom_A = this.y[IPSU] as number;
    shelf.fallBegin_s = t_s;
    shelf.psu = this.p.psuFallTime_s > 0 ? 'falling' : 'off';
    if (shelf.psu === 'falling')
      this.at(t_s + this.p.psuFallTime_s, () => {
        if (shelf.psu === 'falling') shelf.psu = 'off';
      });
  }

  private psuReturns(): void {
    if (this.shelf.psu === 'on') return;
    this.y[IPSU] = this.shelf.falling_A(this.t_s) * (this.shelf.psu === 'falling' ? 1 : 0);
    this.y[X] = 0;
    this.shelf.psu = 'on';
  }

  // --------------------------------------------------------------------------------------------- integration

  private advanceTo(end_s: number): void {
    for (;;) {
      while (this.timed[0] && this.timed[0].t_s <= this.t_s + SAME_S) {
        const next = this.timed.shift() as Timed;
        next.act(next.t_s);
        this.lockout();
      }
      if (this.t_s >= end_s - SAME_S) return;
      const stop_s = Math.min(end_s, this.timed[0]?.t_s ?? end_s);
      const steps = Math.max(1, Math.ceil((stop_s - this.t_s) / this.step_s - 1e-6));
      this.step((stop_s - this.t_s) / steps, steps === 1 ? stop_s : Number.NaN);
    }
  }

  /** One step of at most h, cut short where something happens inside it. */
  private step(h: number, lands_s: number): void {
    const before = this.y;
    const begin_s = this.t_s;
    const after = this.rungeKutta(before, begin_s, h);
    let first = 1;
    for (const crossed of this.watched()) {
      if (crossed(before, begin_s) >= 0 && crossed(after, begin_s + h) < 0) {
        let low = 0;
        let high = first;
        if (crossed(this.rungeKutta(before, begin_s, first * h), begin_s + first * h) >= 0) continue;
        for (let k = 0; k < 48; k++) {
          const middle = (low + high) / 2;
          if (crossed(this.rungeKutta(before, begin_s, middle * h), begin_s + middle * h) < 0) high = middle;
          else low = middle;
        }
        first = high;
      }
    }
    this.y = first < 1 ? this.rungeKutta(before, begin_s, first * h) : after;
    this.t_s = first < 1 ? begin_s + first * h : Number.isNaN(lands_s) ? begin_s + h : lands_s;
    this.psuStore();
    this.lockout();
    this.minimum_V = Math.min(this.minimum_V, this.shelf.evaluate(this.t_s, this.y).busVoltageL_V);
  }

  private rungeKutta(y: Float64Array, t_s: number, h: number): Float64Array {
    const [k1, k2, k3, k4] = this.k as [Float64Array, Float64Array, Float64Array, Float64Array];
    const part = this.probe;
    const toward = (k: Float64Array, weight: number) => {
      for (let i = 0; i < STATES; i++) part[i] = (y[i] as number) + weight * h * (k[i] as number);
      return part;
    };
    this.shelf.derivative(t_s, y, k1);
    this.shelf.derivative(t_s + h / 2, toward(k1, 0.5), k2);
    this.shelf.derivative(t_s + h / 2, toward(k2, 0.5), k3);
    this.shelf.derivative(t_s + h, toward(k3, 1), k4);
    const out = new Float64Array(STATES);
    for (let i = 0; i < STATES; i++)
      out[i] = (y[i] as number) + (h / 6) * ((k1[i] as number) + 2 * (k2[i] as number) + 2 * (k3[i] as number) + (k4[i] as number));
    return out;
  }

  /** What is watched for: positive before it happens, negative after. */
  private *watched(): Generator<(y: Float64Array, t_s: number) => number> {
    const shelf = this.shelf;
    const energy = (y: Float64Array) => y[HOLD_UP_J] as number;
    if (!shelf.preWarned && this.p.psuPreWarningDrop_V > 0) yield (y) => energy(y) - shelf.holdUpFull_J / 2;
    if (shelf.psu === 'on') yield energy;
    if (!shelf.full) yield (y) => shelf.holdUpFull_J - energy(y);
    if (shelf.loadConnected) {
      const sign = this.belowLockout ? -1 : 1;
      yield (y, t_s) => sign * (shelf.evaluate(t_s, y).busVoltageL_V - this.p.loadLockout_V);
    }
  }

  private psuStore(): void {
    const shelf = this.shelf;
    const energy = this.y[HOLD_UP_J] as number;
    if (shelf.full && energy < shelf.holdUpFull_J * (1 - 1e-12)) shelf.full = false;
    else if (!shelf.full && energy >= shelf.holdUpFull_J) {
      shelf.full = true;
      this.y[HOLD_UP_J] = shelf.holdUpFull_J;
      if (shelf.preWarned) {
        shelf.preWarned = false;
        this.kink(shelf.setPoint.head(this.t_s, this.p.psuSetPoint_V, this.p.psuPreWarningSlew_V_per_s));
      }
      if (!this.tripped) this.psuReturns();
    }
    if (!shelf.preWarned && this.p.psuPreWarningDrop_V > 0 && energy <= shelf.holdUpFull_J / 2) {
      shelf.preWarned = true;
      this.preWarning_s = this.t_s;
      this.kink(shelf.setPoint.head(this.t_s, this.p.psuSetPoint_V - this.p.psuPreWarningDrop_V, this.p.psuPreWarningSlew_V_per_s));
    }
    if (shelf.psu === 'on' && energy <= 0) {
      this.energyOut_s = this.t_s;
      this.psuFalls(this.t_s);
    }
  }

  /** The load drops out when node L has stayed below the lockout voltage for the delay. */
  private lockout(): void {
    const shelf = this.shelf;
    const below = shelf.loadConnected && shelf.evaluate(this.t_s, this.y).busVoltageL_V < this.p.loadLockout_V;
    if (below && !this.belowLockout) {
      const timer = ++this.lockoutTimer;
      this.at(this.t_s + this.p.loadLockoutDelay_s, (t_s) => {
        if (timer !== this.lockoutTimer || !this.belowLockout) return;
        shelf.loadConnected = false;
        this.belowLockout = false;
        this.dropouts_s.push(t_s);
      });
    } else if (!below && this.belowLockout) this.lockoutTimer++;
    this.belowLockout = below;
  }
}
