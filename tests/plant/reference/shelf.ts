/**
 * The power stage a second time: the equations of the plant model's page, in continuous time, for an integrator with
 * steps far below every time constant. Nothing here is shared with the simulation under test but the parameters' names.
 *
 * Modules of a kind are equal in open loop and are carried as one; the battery's storage side does not act on the bus
 * and is left out.
 */
import type { PlantValues } from './parameters.ts';
import { Ramp } from './ramp.ts';

/** Places in the state vector; from `LOAD_J` on energies since the start. */
export const VS = 0; // capacitor of node S
export const VL = 1; // capacitor of node L
export const IBAR = 2;
export const X = 3; // integral part of the PSU's voltage loop
export const IPSU = 4;
export const HOLD_UP_J = 5;
export const ICBU = 6; // one module, before the limit of its source
export const VCAP = 7;
export const VCAP2 = 8; // redistribution branch
export const IBBU = 9; // one module
export const LOAD_J = 10;
export const BUS_ESR_J = 11;
export const BUSBAR_J = 12;
export const CONVERTER_J = 13;
export const CAPACITOR_ESR_J = 14;
export const CAPACITOR_INTERNAL_J = 15;
export const UTILITY_J = 16;
export const STATES = 17;

type PsuMode = 'on' | 'falling' | 'off';
type ConverterMode = 'off' | 'starting' | 'on';

/** One kind of converter: its mode and its reference after clamp and slew limit. */
export class Converter {
  mode: ConverterMode = 'off';
  command_A = 0;
  readonly reference = new Ramp(0);

  constructor(
    readonly modules: number,
    readonly limit_A: number,
    readonly slew_A_per_s: number,
    readonly lag_s: number,
    readonly latency_s: number,
    private readonly idle_W: number,
    private readonly linear_V: number,
    private readonly resistive_ohm: number,
  ) {}

  /** P0 + a|i| + b i^2 of one module; P0 only while on. */
  loss_W(current_A: number): number {
    return (this.mode === 'on' ? this.idle_W : 0) + this.linear_V * Math.abs(current_A) + this.resistive_ohm * current_A * current_A;
  }

  /** Largest i with `(v + r i) i + loss(i) = power` where the bus seen by the converters is v without them and r the ESR times their number. */
  largest_A(power_W: number, bus_V: number, bus_ohm: number): number {
    const a = bus_ohm + this.resistive_ohm;
    const b = bus_V + this.linear_V;
    const c = this.loss_W(0) - power_W;
    return (2 * -c) / (b + Math.sqrt(b * b - 4 * a * c));
  }
}

/** What follows from the state at one moment. */
export interface Flows {
  busVoltageS_V: number;
  busVoltageL_V: number;
  psuCurrent_A: number;
  cbuCurrent_A: number;
  bbuCurrent_A: number;
  loadCurrent_A: number;
  capacitorCurrent_A: number;
  capacitorVoltage_V: number;
}

export class Shelf {
  readonly flows: Flows = {
    busVoltageS_V: 0,
    busVoltageL_V: 0,
    psuCurrent_A: 0,
    cbuCurrent_A: 0,
    bbuCurrent_A: 0,
    loadCurrent_A: 0,
    capacitorCurrent_A: 0,
    capacitorVoltage_V: 0,
  };
  readonly cbu: Converter;
  readonly bbu: Converter;
  readonly demand: Ramp;
  /** What the load follows instead, while it does. */
  pattern: { at(t_s: number): number } | null = null;
  readonly setPoint: Ramp;
  loadConnected = true;
  target_W: number;
  readonly utility_pu = new Ramp(1);
  psuModules: number;
  psu: PsuMode = 'on';
  fallBegin_s = 0;
  fallFrom_A = 0;
  full = true;
  preWarned = false;

  constructor(readonly p: PlantValues) {
    this.cbu = new Converter(
      p.cbuModules,
      p.cbuConverterLimit_A,
      p.cbuConverterSlew_A_per_s,
      p.cbuConverterLag_s,
      p.cbuConverterLatency_s,
      p.cbuLossIdle_W,
      p.cbuLossLinear_V,
      p.cbuLossResistive_ohm,
    );
    this.bbu = new Converter(
      p.bbuModules,
      p.bbuConverterLimit_A,
      p.bbuConverterSlew_A_per_s,
      p.bbuConverterLag_s,
      p.bbuConverterLatency_s,
      p.bbuLossIdle_W,
      p.bbuLossLinear_V,
      p.bbuLossResistive_ohm,
    );
    this.cbu.mode = 'on';
    this.demand = new Ramp(p.loadPower_W);
    this.target_W = p.loadPower_W;
    this.setPoint = new Ramp(p.psuSetPoint_V);
    this.psuModules = p.psuModules;
  }

  get rated_W(): number {
    return this.psuModules * this.p.psuModulePower_W;
  }

  get holdUpFull_J(): number {
    return this.psuModules * this.p.psuHoldUpEnergy_J;
  }

  /** The droop of one module is the stated fall at its rated current at nominal voltage; n modules in parallel divide it. */
  get droop_ohm(): number {
    return (this.p.psuDroopVoltage_V * this.p.busNominal_V) / this.rated_W;
  }

  get slew_W_per_s(): number {
    return this.p.loadSlew_A_per_s * this.p.busNominal_V;
  }

  /** State in which nothing moves: PSU carries the load, converters at zero, stores full. */
  steadyState(): Float64Array {
    const p = this.p;
    const y = new Float64Array(STATES);
    const P = p.loadPower_W;
    // vL = setPoint - (droop + Rb) i and vL i = P
    const R = this.droop_ohm + p.busbarResistance_ohm;
    const i = (2 * P) / (p.psuSetPoint_V + Math.sqrt(p.psuSetPoint_V * p.psuSetPoint_V - 4 * R * P));
    y[VS] = p.psuSetPoint_V - this.droop_ohm * i;
    y[VL] = (y[VS] as number) - p.busbarResistance_ohm * i;
    y[IBAR] = i;
    y[X] = i;
    y[IPSU] = i;
    y[HOLD_UP_J] = this.holdUpFull_J;
    // at rest the terminals see the idle loss through the ESR: v = terminal + ESR * idle / terminal
    const idle_A = p.capacitorInitial_V > 0 ? this.cbu.loss_W(0) / p.capacitorInitial_V : 0;
    y[VCAP] = p.capacitorInitial_V + p.capacitorEsr_ohm * idle_A;
    y[VCAP2] = y[VCAP] as number;
    return y;
  }

  /** Node voltages and currents at time t: the algebraic part. */
  evaluate(t_s: number, y: Float64Array): Flows {
    const p = this.p;
    const f = this.flows;
    const iBar = y[IBAR] as number;

    // a dying output falls in a straight line to zero
    f.psuCurrent_A = this.psu === 'on' ? (y[IPSU] as number) : this.psu === 'off' ? 0 : this.falling_A(t_s);
    f.bbuCurrent_A = this.bbu.modules * (y[IBBU] as number);

    // the capacitor converter gives what it is told or what its source can
    const others_V = (y[VS] as number) + p.busEsrS_ohm * (f.psuCurrent_A + f.bbuCurrent_A - iBar);
    const n = this.cbu.modules;
    const emf = y[VCAP] as number;
    const esr = p.capacitorEsr_ohm;
    const most = esr > 0 ? this.cbu.largest_A((emf * emf) / (4 * esr), others_V, p.busEsrS_ohm * n) : Number.POSITIVE_INFINITY;
    const one = Math.min(y[ICBU] as number, most);
    f.cbuCurrent_A = n * one;

    // vS = vs + rS (iPsu + iCbu + iBbu - iBar)
    f.busVoltageS_V = others_V + p.busEsrS_ohm * f.cbuCurrent_A;

    // storage side: i = (E - sqrt(E^2 - 4 R p)) / (2R) = 2p / (E + sqrt(E^2 - 4 R p))
    const power = f.busVoltageS_V * one + this.cbu.loss_W(one);
    f.capacitorCurrent_A = n === 0 ? 0 : (2 * power) / (emf + Math.sqrt(Math.max(0, emf * emf - 4 * esr * power)));
    f.capacitorVoltage_V = emf - esr * f.capacitorCurrent_A;

    // load: vL = vl + rL (iBar - iLoad) with iLoad = P / vL, or P vL / floor^2 below the floor
    const P = this.loadConnected ? this.demand_W(t_s) : 0;
    const a = (y[VL] as number) + p.busEsrL_ohm * iBar;
    const inside = a * a - 4 * p.busEsrL_ohm * P;
    let vL = inside >= 0 ? (a + Math.sqrt(inside)) / 2 : 0;
    if (vL < p.loadFloor_V) {
      const g = P / (p.loadFloor_V * p.loadFloor_V);
      vL = a / (1 + p.busEsrL_ohm * g);
      f.loadCurrent_A = g * vL;
    } else f.loadCurrent_A = P / vL;
    f.busVoltageL_V = vL;
    return f;
  }

  derivative(t_s: number, y: Float64Array, dy: Float64Array): void {
    const p = this.p;
    const f = this.evaluate(t_s, y);
    const vS = f.busVoltageS_V;
    const iBar = y[IBAR] as number;
    const iS = f.psuCurrent_A + f.cbuCurrent_A + f.bbuCurrent_A - iBar;
    const iL = iBar - f.loadCurrent_A;

    dy[VS] = iS / p.busCapacitanceS_F;
    dy[VL] = iL / p.busCapacitanceL_F;
    dy[IBAR] = (vS - f.busVoltageL_V - p.busbarResistance_ohm * iBar) / p.busbarInductance_H;

    // e = setPoint - droop iPsu - vS; u = Kp e + x; dx/dt = Ki e; diPsu/dt = (clamp(u) - iPsu) / lag
    if (this.psu === 'on') {
      const n = this.psuModules;
      const iPsu = y[IPSU] as number;
      const x = y[X] as number;
      const e = this.setPoint.at(t_s) - this.droop_ohm * iPsu - vS;
      const u = n * p.psuLoopGain_A_per_V * e + x;
      const most = (p.psuPulseLimit_ratio * this.rated_W) / vS;
      const command = Math.min(Math.max(u, 0), most);
      const pushed = (u > most && e > 0) || (u < 0 && e < 0);
      dy[X] = pushed ? 0 : n * p.psuLoopIntegral_A_per_Vs * e;
      dy[IPSU] = (command - iPsu) / p.psuLag_s;
    } else {
      dy[X] = 0;
      dy[IPSU] = 0;
    }

    // dE/dt = Pin - Pout: a full store takes what the output needs, any other all there is
    const out_W = vS * f.psuCurrent_A;
    const line = 2 * Math.PI * p.psuInputRippleFrequency_Hz * t_s;
    const ripple = p.psuInputRippleFrequency_Hz > 0 ? 2 * Math.sin(line) ** 2 : 1;
    const available_W = p.psuInputLimit_ratio * this.rated_W * this.utility_pu.at(t_s) * ripple;
    const in_W = this.full ? Math.min(available_W, out_W) : available_W;
    dy[HOLD_UP_J] = in_W - out_W;
    dy[UTILITY_J] = in_W;

    dy[ICBU] = (this.cbu.reference.at(t_s) - (y[ICBU] as number)) / this.cbu.lag_s;
    dy[IBBU] = (this.bbu.reference.at(t_s) - (y[IBBU] as number)) / this.bbu.lag_s;

    // (C0 + kV v) dv/dt = -i - (v - v2)/R2 - v/Rleak; C2 dv2/dt = (v - v2)/R2
    const v = y[VCAP] as number;
    const across = v - (y[VCAP2] as number);
    dy[VCAP] =
      (-f.capacitorCurrent_A - across / p.capacitorR2_ohm - v / p.capacitorLeak_ohm) / (p.capacitorC0_F + p.capacitorKv_F_per_V * v);
    dy[VCAP2] = across / p.capacitorR2_ohm / p.capacitorC2_F;

    dy[LOAD_J] = f.busVoltageL_V * f.loadCurrent_A;
    dy[BUS_ESR_J] = p.busEsrS_ohm * iS * iS + p.busEsrL_ohm * iL * iL;
    dy[BUSBAR_J] = p.busbarResistance_ohm * iBar * iBar;
    const cbuOne = this.cbu.modules > 0 ? f.cbuCurrent_A / this.cbu.modules : 0;
    dy[CONVERTER_J] = this.cbu.modules * this.cbu.loss_W(cbuOne) + this.bbu.modules * this.bbu.loss_W(y[IBBU] as number);
    dy[CAPACITOR_ESR_J] = this.cbu.modules * p.capacitorEsr_ohm * f.capacitorCurrent_A * f.capacitorCurrent_A;
    dy[CAPACITOR_INTERNAL_J] = this.cbu.modules * ((across * across) / p.capacitorR2_ohm + (v * v) / p.capacitorLeak_ohm);
  }

  demand_W(t_s: number): number {
    return this.pattern ? this.pattern.at(t_s) : this.demand.at(t_s);
  }

  falling_A(t_s: number): number {
    return this.fallFrom_A * Math.max(0, 1 - (t_s - this.fallBegin_s) / this.p.psuFallTime_s);
  }
}
