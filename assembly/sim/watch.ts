import { Command } from '../abi/Command';
import { BatteryPhase, BindingLimit, Channel, LogKind } from '../abi/enumerations';
import { Telemetry } from '../abi/Telemetry';
import { Plant } from '../plant/plant';
import { Log } from './log';
import { RunMetrics } from './metrics';
import { Recorder } from './recorder';

/** A capacitor engages above this part of the load that the run began with... */
const ENGAGED: f64 = 0.05;
/** ...and is at rest again after this many fast ticks below a fifth of it: noise and ringing are one engagement. */
const REST_TICKS: i32 = 1000;
const STAYS_TICKS: i32 = 100;

/** Notices what changed since the last fast tick and reports it once. It decides nothing. */
export class Watch {
  private readonly plant: Plant;
  private readonly commands: StaticArray<Command>;
  private readonly told: StaticArray<Telemetry>;
  private readonly log: Log;
  private readonly metrics: RunMetrics;
  private readonly recorder: Recorder;
  private state: i32 = -1;
  private acLoss: bool = false;
  private readonly engage_W: f64;
  private engaged: bool = false;
  private quiet: i32 = 0;
  private empty: bool = false;
  private readonly faults: StaticArray<u32>;
  private readonly warnings: StaticArray<u32>;
  private readonly enabled: StaticArray<bool>;
  private readonly short: StaticArray<bool>;
  /** BatteryPhase. */
  private readonly phases: StaticArray<i32>;

  constructor(
    plant: Plant,
    commands: StaticArray<Command>,
    told: StaticArray<Telemetry>,
    log: Log,
    metrics: RunMetrics,
    recorder: Recorder,
  ) {
    this.plant = plant;
    this.commands = commands;
    this.told = told;
    this.log = log;
    this.metrics = metrics;
    this.recorder = recorder;
    this.engage_W = ENGAGED * plant.power.load.asked_W(0);
    this.faults = new StaticArray<u32>(told.length);
    this.warnings = new StaticArray<u32>(told.length);
    this.enabled = new StaticArray<bool>(told.length);
    this.short = new StaticArray<bool>(told.length);
    this.phases = new StaticArray<i32>(told.length);
  }

  /**
   * Every fast tick; `told`: the controllers have just said how their protections stand; `switched`: somewhere a converter
   * or a contactor was told something else.
   */
  fast(now_us: f64, told: bool, switched: bool): void {
    const modules = this.told.length;
    if (modules == 0) return;
    // the leading controller speaks for the shelf
    const state = unchecked(this.told[0]).handoffState;
    if (state != this.state) {
      if (this.state >= 0) this.log.add(now_us, LogKind.STATE_CHANGE, 0, <f64>state);
      this.state = state;
      this.recorder.setState(Channel.handoffState - Channel.WAVES, state);
      this.metrics.state(state);
    }
    this.lines(now_us);
    if (switched) for (let k = this.plant.cbuCount; k < modules; k++) this.release(now_us, k);
    if (told) for (let k = 0; k < modules; k++) this.module(now_us, k);
  }

  private lines(now_us: f64): void {
    const power = this.plant.power;
    const acLoss = power.supply.acLoss(now_us);
    if (acLoss && !this.acLoss) this.log.add(now_us, LogKind.AC_LOSS_DETECTED, -1, 0);
    this.acLoss = acLoss;
    const capacitor_W = power.cbu_A * power.bus.vS_V;
    this.quiet = capacitor_W < 0.2 * this.engage_W ? this.quiet + 1 : 0;
    if (this.quiet >= REST_TICKS) this.engaged = false;
    else if (!this.engaged && capacitor_W > this.engage_W) {
      this.engaged = true;
      this.log.add(now_us, LogKind.CAPACITOR_ENGAGED, 0, power.cbu_A);
    }
  }

  /** Fast ticks that were left out: a capacitor that was at rest for a millisecond stayed so. */
  skip(ticks: i32): void {
    if (this.quiet >= STAYS_TICKS) this.quiet += ticks;
  }

  private module(now_us: f64, k: i32): void {
    const told = unchecked(this.told[k]);
    const faults = told.faults;
    const warnings = told.warnings;
    if (faults != unchecked(this.faults[k])) {
      const tripped = faults & ~unchecked(this.faults[k]);
      this.rows(now_us, k, tripped, LogKind.PROTECTION_TRIP);
      this.metrics.tripped(<i32>popcnt(tripped));
      unchecked((this.faults[k] = faults));
    }
    if (warnings != unchecked(this.warnings[k])) {
      this.rows(now_us, k, warnings & ~unchecked(this.warnings[k]), LogKind.PROTECTION_WARNING);
      unchecked((this.warnings[k] = warnings));
    }
    const short = told.shareShort != 0;
    if (short && !unchecked(this.short[k])) this.log.add(now_us, LogKind.BATTERY_SHARE_SHORT, k, <f64>told.shareCurrent_A);
    unchecked((this.short[k] = short));
    const phase = told.batteryPhase;
    if (phase != unchecked(this.phases[k])) {
      this.service(now_us, k, unchecked(this.phases[k]), LogKind.RECHARGE_ENDED, LogKind.SHAVING_ENDED);
      this.service(now_us, k, phase, LogKind.RECHARGE_BEGAN, LogKind.SHAVING_BEGAN);
      unchecked((this.phases[k] = phase));
    }
    // the bank is at the lower end of its window: the controller takes its current away
    if (told.bindingLimit == BindingLimit.CAPACITOR_VOLTAGE && !this.empty) {
      this.empty = true;
      this.log.add(now_us, LogKind.CAPACITOR_EMPTY, k, this.plant.capacitor_V);
    }
  }

  private service(now_us: f64, k: i32, phase: i32, charging: i32, shaving: i32): void {
    if (phase == BatteryPhase.CHARGING) this.log.add(now_us, charging, k, 0);
    else if (phase == BatteryPhase.SHAVING) this.log.add(now_us, shaving, k, 0);
  }

  private release(now_us: f64, k: i32): void {
    const enabled = unchecked(this.commands[k]).converterEnable != 0;
    const served = unchecked(this.phases[k]) >= BatteryPhase.CHARGING;
    if (!enabled && unchecked(this.enabled[k]) && !served) this.log.add(now_us, LogKind.BATTERY_RELEASED, k, 0);
    unchecked((this.enabled[k] = enabled));
  }

  private rows(now_us: f64, k: i32, rows: u32, kind: i32): void {
    for (let row = 0; row < 32; row++) if (((rows >> row) & 1) != 0) this.log.add(now_us, kind, k, <f64>row);
  }
}
