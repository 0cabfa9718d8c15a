import { Channel, HandoffState, LogKind } from '../abi/enumerations';
import { Metrics } from '../abi/Metrics';
import { PlantParameters } from '../abi/PlantParameters';
import { Plant } from '../plant/plant';
import { RingOf } from '../plant/trace';
import { Log } from './log';
import { Recorder } from './recorder';

/** Length of the window over which the battery's slew is measured, in fast ticks. */
const SLEW_WINDOW: i32 = 10;
/** Length of a fast tick. */
const FAST_S: f64 = 10e-6;
/** A source carries when it delivers more than this part of the load. */
const CARRIES: f64 = 0.05;
/** The final value is the mean over this much of the end of the run, in ticks. */
const FINAL_TICKS: f64 = 1000;

/** The figures of a run, from raw samples. Definitions: docs/metrics.md. Times count from the trigger. */
export class RunMetrics {
  private readonly plant: Plant;
  private readonly log: Log;
  private readonly trigger_us: f64;
  private readonly low_V: f64;
  private readonly high_V: f64;
  private readonly trip_V: f64;

  private busMin_V: f64 = Infinity;
  private busMinAt_us: f64 = 0;
  private busMax_V: f64 = -Infinity;
  private outside_us: f64 = 0;
  private takeover_us: f64 = NaN;
  private delivers_us: f64 = NaN;
  private carries_us: f64 = NaN;
  private carries99_us: f64 = NaN;
  private capacitorCarried_us: f64 = 0;
  private capacitorStart_J: f64 = 0;
  private capacitorLeast_J: f64 = Infinity;
  private waiting: bool = true;
  private capacitorMin_V: f64 = Infinity;
  private capacitorMax_V: f64 = -Infinity;
  private capacitorCellMax_V: f64 = 0;
  private psuMargin_s: f64 = NaN;
  private belowTrip_us: f64 = NaN;
  private transfers: i32 = 0;
  private awayFromNormal: bool = false;
  private busMinAfterCarries_V: f64 = -Infinity;
  private slewMax_A: f64 = 0;
  private loadSlewMax_W: f64 = 0;
  private loadBefore_W: f64 = 0;
  private unserved_J: f64 = 0;
  private protectionTrips: i32 = 0;
  private hottest_K: f64 = 0;
  private cellMin_V: f64 = Infinity;
  private cellMax_V: f64 = -Infinity;
  private readonly battery_A: StaticArray<f64> = new StaticArray<f64>(SLEW_WINDOW);
  private batteryAt: i32 = 0;
  // over the window of fine time that coarse time goes by: what they were when it began, and their rate in it
  private carriedBegin_us: f64 = 0;
  private outsideBegin_us: f64 = 0;
  private batteryLeast_A: f64 = 0;
  private chargeMost_W: f64 = 0;
  private carriedRate: f64 = 0;
  private outsideRate: f64 = 0;

  constructor(plant: Plant, log: Log, parameters: PlantParameters, trip_V: f64, trigger_us: f64) {
    this.plant = plant;
    this.log = log;
    this.trigger_us = trigger_us;
    this.low_V = parameters.busWindowLow_V;
    this.high_V = parameters.busWindowHigh_V;
    this.trip_V = trip_V;
    this.loadBefore_W = parameters.loadPower_W;
  }

  /** The ticks of the power stage's trace, the first of which ended at `first_us`. */
  ticks(first_us: f64, count: i32): void {
    const trace = this.plant.power.trace;
    const lowest_V = trace.lowestL_V;
    const highest_V = trace.highestL_V;
    if (lowest_V < this.busMin_V) {
      this.busMin_V = lowest_V;
      this.busMinAt_us = first_us + <f64>trace.lowestAt;
    }
    if (highest_V > this.busMax_V) this.busMax_V = highest_V;
    if (!(lowest_V >= this.low_V && highest_V <= this.high_V)) this.outside(trace.busL_V, count);
    if (this.waiting) this.milestones(first_us, count);
    else if (lowest_V < this.busMinAfterCarries_V) this.busMinAfterCarries_V = lowest_V;
  }

  private outside(busL_V: StaticArray<f64>, count: i32): void {
    for (let n = 0; n < count; n++) {
      const v = unchecked(busL_V[n]);
      if (!(v >= this.low_V && v <= this.high_V)) this.outside_us += 1;
    }
  }

  private milestones(first_us: f64, count: i32): void {
    if (count > 1 && this.nothingNear(first_us)) return;
    for (let n = 0; n < count; n++) {
      const now_us = first_us + <f64>n;
      const v = unchecked(this.plant.power.trace.busL_V[n]);
      if (v < this.busMinAfterCarries_V) this.busMinAfterCarries_V = v;
      if (this.waiting && now_us > this.trigger_us) this.milestone(now_us, n);
    }
  }

  /**
   * Several ticks at once, and even the most that the converters can give in them is far from a milestone: the load
   * takes its demand, to 1e-6 above its floor. Only before the battery carries.
   */
  private nothingNear(now_us: f64): bool {
    const power = this.plant.power;
    const trace = power.trace;
    if (!isNaN(this.carries_us) || !(trace.lowestL_V > power.load.floor_V)) return false;
    const load_W = power.load.demand_W(now_us);
    const highest_V = trace.highestS_V;
    return (
      (!isNaN(this.belowTrip_us) || trace.lowestS_V > this.trip_V + 1e-3) &&
      (!isNaN(this.takeover_us) || power.cbus.most_A * highest_V < 0.8 * load_W) &&
      power.bbus.most_A * highest_V < 0.04 * load_W
    );
  }

  /** The moments that happen once: power at node S over what the load takes. */
  private milestone(now_us: f64, n: i32): void {
    const power = this.plant.power;
    const trace = power.trace;
    const vL = unchecked(trace.busL_V[n]);
    const vS = trace.sample(RingOf.BUS_S, n);
    const since_us = now_us - this.trigger_us;
    if (isNaN(this.belowTrip_us) && vS < this.trip_V) this.belowTrip_us = since_us;
    const load_W = trace.sample(RingOf.LOAD, n) * vL;
    if (!(load_W > 0)) return;
    const capacitor_W = trace.sample(RingOf.CBU, n) * vS;
    if (isNaN(this.takeover_us) && capacitor_W >= 0.9 * load_W) {
      this.takeover_us = since_us;
      this.log.add(now_us, LogKind.CAPACITOR_CARRIES, 0, capacitor_W);
    }
    const battery_W = trace.sample(RingOf.BBU, n) * vS;
    if (battery_W < 0.05 * load_W) return;
    if (isNaN(this.delivers_us)) {
      this.delivers_us = since_us;
      this.psuMargin_s = power.psu.tripped ? NaN : unchecked(trace.psuEnergy_J[n]) / load_W;
      this.log.add(now_us, LogKind.BATTERY_DELIVERS, -1, battery_W);
    }
    if (isNaN(this.carries_us) && battery_W >= 0.9 * load_W) {
      this.carries_us = since_us;
      this.busMinAfterCarries_V = vL;
      this.log.add(now_us, LogKind.BATTERY_CARRIES, -1, battery_W);
    }
    if (battery_W >= 0.99 * load_W) {
      this.carries99_us = since_us;
      this.waiting = false;
    }
  }

  /** Every fast tick. */
  fast(now_us: f64): void {
    const power = this.plant.power;
    if (this.plant.cbuCount > 0) this.capacitor(now_us);
    const battery_A = power.bbu_A;
    if (battery_A < this.batteryLeast_A) {
      this.batteryLeast_A = battery_A;
      this.chargeMost_W = -battery_A * power.bus.vS_V;
    }
    const change_A = Math.abs(battery_A - unchecked(this.battery_A[this.batteryAt]));
    if (change_A > this.slewMax_A) this.slewMax_A = change_A;
    unchecked((this.battery_A[this.batteryAt] = battery_A));
    this.batteryAt = this.batteryAt == SLEW_WINDOW - 1 ? 0 : this.batteryAt + 1;
    const load_W = power.load.demand_W(now_us);
    const step_W = Math.abs(load_W - this.loadBefore_W);
    if (step_W > this.loadSlewMax_W && power.load.connected) this.loadSlewMax_W = step_W;
    this.loadBefore_W = load_W;
    if (!power.load.connected) this.unserved_J += power.load.asked_W(now_us) * FAST_S;
  }

  private capacitor(now_us: f64): void {
    const plant = this.plant;
    this.banks(now_us);
    if (now_us > this.trigger_us && plant.power.cbu_A > CARRIES * plant.power.bus.load_A) this.capacitorCarried_us += 1e6 * FAST_S;
  }

  private banks(now_us: f64): void {
    const capacitors = this.plant.capacitors;
    let stored_J: f64 = 0;
    for (let k = 0; k < capacitors.length; k++) {
      const bank = unchecked(capacitors[k]).bank;
      const v = bank.terminal_V;
      if (v < this.capacitorMin_V) this.capacitorMin_V = v;
      if (v > this.capacitorMax_V) this.capacitorMax_V = v;
      stored_J += bank.energy_J;
    }
    if (now_us <= this.trigger_us) this.capacitorStart_J = stored_J;
    else if (stored_J < this.capacitorLeast_J) this.capacitorLeast_J = stored_J;
  }

  /** What is counted while it lasts goes on in coarse time as it did in this window. */
  beginWindow(): void {
    this.carriedBegin_us = this.capacitorCarried_us;
    this.outsideBegin_us = this.outside_us;
  }

  endWindow(length_us: f64): void {
    this.carriedRate = (this.capacitorCarried_us - this.carriedBegin_us) / length_us;
    this.outsideRate = (this.outside_us - this.outsideBegin_us) / length_us;
  }

  /** `length_us` of coarse time until now. */
  skip(now_us: f64, length_us: f64): void {
    if (this.plant.cbuCount > 0) this.banks(now_us);
    this.capacitorCarried_us += this.carriedRate * length_us;
    this.outside_us += this.outsideRate * length_us;
    const load = this.plant.power.load;
    if (!load.connected) this.unserved_J += load.asked_W(now_us) * length_us * 1e-6;
  }

  /** Every millisecond, or coarse block, after the cells. */
  cells(): void {
    this.capacitorCellMax_V = max(this.capacitorCellMax_V, this.plant.capacitorCellMax_V);
    const batteries = this.plant.batteries;
    for (let k = 0; k < batteries.length; k++) {
      const pack = unchecked(batteries[k]).pack;
      this.cellMin_V = min(this.cellMin_V, pack.cellVoltageMin_V());
      this.cellMax_V = max(this.cellMax_V, pack.cellVoltageMax_V());
    }
  }

  /** Every 100 ms, after the heat. */
  heat(): void {
    this.hottest_K = max(this.hottest_K, this.plant.hottest_K);
  }

  /** `count` rows of the protection table tripped. */
  tripped(count: i32): void {
    this.protectionTrips += count;
  }

  /** A transfer is an entry into BRIDGE or BATTERY from NORMAL, a dip in between or not. */
  state(state: i32): void {
    if (state == HandoffState.NORMAL) this.awayFromNormal = false;
    else if ((state == HandoffState.BRIDGE || state == HandoffState.BATTERY || state == HandoffState.HANDOFF) && !this.awayFromNormal) {
      this.awayFromNormal = true;
      this.transfers++;
    }
  }

  fill(out: Metrics, recorder: Recorder, now_us: f64): void {
    const hasCapacitor = this.plant.cbuCount > 0;
    const hasBattery = this.plant.batteries.length > 0;
    out.busVoltageMin_V = this.busMin_V;
    out.busVoltageMinAt_s = (this.busMinAt_us - this.trigger_us) / 1e6;
    out.busVoltageMax_V = this.busMax_V;
    out.outsideWindow_s = this.outside_us / 1e6;
    out.capacitorTakeover_s = this.takeover_us / 1e6;
    out.batteryDelivers_s = this.delivers_us / 1e6;
    out.batteryCarries_s = this.carries_us / 1e6;
    out.batteryCarries99_s = this.carries99_us / 1e6;
    out.handoffTime_s = (this.carries99_us - this.takeover_us) / 1e6;
    out.capacitorCarried_s = hasCapacitor ? this.capacitorCarried_us / 1e6 : NaN;
    out.capacitorEnergyUsed_J = hasCapacitor ? Math.max(0, this.capacitorStart_J - this.capacitorLeast_J) : NaN;
    out.capacitorVoltageMin_V = hasCapacitor ? this.capacitorMin_V : NaN;
    out.capacitorVoltageMax_V = hasCapacitor ? this.capacitorMax_V : NaN;
    out.capacitorCellMax_V = hasCapacitor ? this.capacitorCellMax_V : NaN;
    out.psuEnergyMargin_s = this.psuMargin_s;
    out.chargePowerMax_W = this.plant.batteries.length > 0 ? this.chargeMost_W : NaN;
    out.psuModulePowerMax_W = this.plant.power.psu.moduleMost_W;
    out.busBelowTrip_s = this.belowTrip_us / 1e6;
    out.batteryResponse_s = (this.delivers_us - this.belowTrip_us) / 1e6;
    out.transfers = <f64>this.transfers;
    out.batterySlewMax_A_per_s = hasBattery ? this.slewMax_A / (<f64>SLEW_WINDOW * FAST_S) : NaN;
    out.loadSlewMax_W_per_s = this.loadSlewMax_W / FAST_S;
    out.generatorVoltageMin_pu = this.plant.power.supply.generator.lowest_pu;
    out.hottestCell_degC = hasBattery ? this.hottest_K - 273.15 : NaN;
    out.cellVoltageMin_V = hasBattery ? this.cellMin_V : NaN;
    out.cellVoltageMax_V = hasBattery ? this.cellMax_V : NaN;
    out.unservedEnergy_J = this.unserved_J;
    out.loadDropouts = <f64>this.plant.power.load.dropouts;
    out.protectionTrips = <f64>this.protectionTrips;
    out.loadEnergy_J = this.plant.power.bus.loadEnergy_J;
    out.simulatedTime_s = now_us / 1e6;
    // in the middle of a coarse block the recorder is a little behind
    this.fillSettling(out, recorder, Math.min(now_us, recorder.count() - 1));
  }

  /** Takes out what was read from the recorder's samples. */
  blank(out: Metrics): void {
    out.finalBusVoltage_V = NaN;
    out.overshoot_V = NaN;
    out.settling_s = NaN;
    out.secondDip_V = NaN;
  }

  /** Overshoot above, settling to and second dip below the final value, once there is one. */
  private fillSettling(out: Metrics, recorder: Recorder, now_us: f64): void {
    this.blank(out);
    if (now_us < this.trigger_us + FINAL_TICKS) return;
    const final_V = recorder.mean(Channel.busVoltage_V, now_us - FINAL_TICKS, now_us);
    const highest_V = recorder.highest(Channel.busVoltage_V, this.trigger_us, now_us);
    out.finalBusVoltage_V = final_V;
    out.overshoot_V = Math.max(0, highest_V - final_V);
    const band_V = 0.01 * Math.abs(final_V);
    const last = recorder.lastOutside(Channel.busVoltage_V, this.trigger_us, <f32>(final_V - band_V), <f32>(final_V + band_V));
    // still outside at the very end: it has not settled
    if (last < now_us - 1) out.settling_s = last < 0 ? 0 : (last + 1 - this.trigger_us) / 1e6;
    if (!isNaN(this.carries_us)) out.secondDip_V = Math.max(0, final_V - this.busMinAfterCarries_V);
  }
}
