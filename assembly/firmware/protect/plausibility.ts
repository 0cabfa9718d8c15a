import { Command } from '../../abi/Command';
import { HandoffStrategy, Line, ModuleKind, SensorKind, THERMISTORS } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { Sample } from '../../abi/Sample';
import { size } from '../../math/piecewise';
import { BUS_CODES, GROUP_LSB_V, Measurement, THERMISTOR_LSB_K } from '../measure';
import { findOpenWire } from './senseWires';
import { Witnesses } from './witnesses';

const TOP_U16: i32 = 65535;
const TOP_I16: i32 = 32767;
const TOP_BUS: f32 = 4095;
/** Codes of 0.01 degC at which a thermistor's converter ends: an open wire, a short. */
const COLDEST_CODE: i32 = -3999;
const HOTTEST_CODE: i32 = 14999;
/** What a shunt may show of nothing, over its range (K). */
const OFFSET: f32 = 5e-3;
/** A capacitor's shunt may well be at its end when it is told more than this part of its range. */
const FULL: f32 = 0.9;
/** What must have moved before a code that did not is stuck (K): the own reference, over its limit... */
const MOVED: f32 = 0.1;
/** ...the bus as its droop laws say, in codes of its sensor... */
const MOVED_BUS: f32 = 8;
/** ...a group's part of the storage voltage, and the other thermistors. */
const MOVED_GROUP_V: f32 = 50e-3;
const MOVED_THERMISTOR_K: f32 = 3;
/** Ripple above this part of the discharge maximum (K): groups and storage were not seen at one current. */
const RIPPLE: f32 = 0.05;
/** Of a codes' list: fast sensors by SensorKind, thermistors, groups. */
const FIRST_THERMISTOR: i32 = 4;
const FIRST_GROUP: i32 = FIRST_THERMISTOR + THERMISTORS;

/** Do the sensors of a module agree with each other, and with what its converter was told? Sets of sensors: bit by SensorKind. */
export class Plausibility {
  private readonly isBattery: bool;
  private readonly sample: Sample;
  private readonly command: Command;
  private readonly measured: Measurement;
  private readonly codes: Witnesses;
  private readonly groupCount: i32;
  private readonly openWire_V: f32;
  private readonly moved_A: f32;
  private readonly full_W: f32;
  private readonly offset_A: f32;
  private readonly told_A: f32;
  private readonly ripple_A: f32;
  private readonly currentLsb_A: f32;
  /** The droop law by which the bus must move with the current of these modules. */
  private readonly droops: bool;
  private readonly droop_ohm: f32;
  private readonly movedBus_V: f32;
  private stuckFast: u32 = 0;
  private stuckSlow: u32 = 0;
  private charge: i64 = 0;
  private chargeAt: u32 = 0;
  /** Codes at an end of their range. */
  atEnd: u32 = 0;
  /** Wire n lies between groups n - 1 and n; -1: none is open. */
  openWire: i32 = -1;
  /** Sum of the groups, and link while it is joined, over the storage voltage, less one. */
  sumOff: f32 = 0;
  linkOff: f32 = 0;
  /** Hottest less coldest thermistor; without end when one is at an end of its range. */
  spread_K: f32 = 0;
  /** Power of the storage beyond what was told, short of it, and off the mean of the modules, over full power. */
  excess: f32 = 0;
  shortfall: f32 = 0;
  shareOff: f32 = 0;

  constructor(kind: i32, p: FirmwareParameters, sample: Sample, command: Command, measured: Measurement) {
    const isBattery = kind == ModuleKind.BBU;
    this.isBattery = isBattery;
    this.sample = sample;
    this.command = command;
    this.measured = measured;
    const groups = isBattery ? p.groupCount : 0;
    this.groupCount = groups;
    this.codes = new Witnesses(FIRST_GROUP + groups);
    this.openWire_V = p.openWire_V;
    const limit_A = isBattery ? p.bbuCurrentLimit_A : p.cbuCurrentLimit_A;
    this.moved_A = MOVED * limit_A;
    this.full_W = max<f32>(1, limit_A * (isBattery ? p.bbuSetPoint_V : p.cbuEngage_V));
    this.offset_A = OFFSET * p.moduleCurrentFullScale_A;
    this.told_A = isBattery ? Infinity : FULL * p.moduleCurrentFullScale_A;
    this.ripple_A = RIPPLE * p.dischargeCurrentMax_A;
    this.currentLsb_A = measured.currentLsb_A;
    const droops = p.handoffStrategy != HandoffStrategy.SPLIT;
    this.droops = droops;
    this.droop_ohm = droops ? p.bbuDroop_ohm : p.cbuDroop_ohm / <f32>p.capacitorCount;
    this.movedBus_V = (MOVED_BUS * p.busVoltageFullScale_V) / BUS_CODES;
  }

  get stuck(): u32 {
    return this.stuckFast | this.stuckSlow;
  }

  /** Every sensor that is not believed. */
  get suspects(): u32 {
    return this.stuck | this.atEnd | (this.spread_K == Infinity ? 1 << SensorKind.THERMISTOR : 0);
  }

  private get joined(): bool {
    return (
      this.isBattery && this.command.mainContactor != 0 && this.measured.line(Line.MAIN_CLOSED) && this.measured.line(Line.SWITCH_CLOSED)
    );
  }

  /**
   * Every millisecond: codes of fast sensors that stay while what they measure must move. A link that stays shows against the
   * storage voltage, or in a precharge that does not end.
   */
  fast(): void {
    const s = this.sample;
    const m = this.measured;
    const codes = this.codes;
    const told_A = this.command.converterReference_A;
    const most_A = this.moved_A;
    let stuck: u32 = 0;
    if (codes.stays(SensorKind.MODULE_CURRENT, <i32>s.moduleCurrent_code, told_A, most_A)) stuck |= 1 << SensorKind.MODULE_CURRENT;
    if (codes.stays(SensorKind.STORAGE_VOLTAGE, <i32>s.storageVoltage_code, told_A, most_A)) stuck |= 1 << SensorKind.STORAGE_VOLTAGE;
    if (this.isBattery) {
      // a capacitor module moves the bus itself, by what it sees of it
      const bus_V = this.droop_ohm * (this.droops ? m.shareBbu_A : m.shareCbu_A);
      // part of a code is noise where quantisation is off
      if (codes.stays(SensorKind.BUS_VOLTAGE, reinterpret<i32>(s.busVoltage_code), bus_V, this.movedBus_V))
        stuck |= 1 << SensorKind.BUS_VOLTAGE;
    }
    this.stuckFast = stuck;
  }

  /** Every 10 ms, after the measurement. `charge`: sum of the shunt's codes so far. */
  slow(charge: i64): void {
    const m = this.measured;
    const storage_V = m.storage_V;
    const told_A = this.command.converterReference_A;
    this.stuckSlow = 0;
    this.atEnd = this.fastEnds(size(told_A * m.bus_V) > this.told_A * storage_V);
    this.linkOff = this.joined ? size(m.link_V / storage_V - 1) : 0;
    const power_W = m.current_A * storage_V;
    const told_W = told_A * m.bus_V;
    const slack_W = this.offset_A * storage_V;
    // beyond what was told, or the other way; and what is missing of it
    const beyond_W = max(power_W - max<f32>(told_W, 0), min<f32>(told_W, 0) - power_W);
    this.excess = (beyond_W - slack_W) / this.full_W;
    const short_W = told_W < 0 ? min<f32>(power_W, 0) - told_W : told_W - max<f32>(power_W, 0);
    this.shortfall = (short_W - slack_W) / this.full_W;
    const shares = told_A > 0 && m.line(Line.CONVERTER_ON) && m.line(Line.SHARE_VALID);
    this.shareOff = shares ? size(power_W - m.shareBbu_A * m.bus_V) / this.full_W : 0;
    this.thermistors();
    if (this.groupCount > 0) this.groups(this.ripple(charge));
  }

  private fastEnds(loaded: bool): u32 {
    const s = this.sample;
    let ends: u32 = 0;
    if (s.busVoltage_code >= TOP_BUS) ends |= 1 << SensorKind.BUS_VOLTAGE;
    const current = <i32>s.moduleCurrent_code;
    if ((current >= TOP_I16 || current <= -TOP_I16) && !loaded) ends |= 1 << SensorKind.MODULE_CURRENT;
    const storage = <i32>s.storageVoltage_code;
    if (storage >= TOP_U16 || (storage == 0 && this.isBattery)) ends |= 1 << SensorKind.STORAGE_VOLTAGE;
    if (<i32>s.linkVoltage_code >= TOP_U16 && this.isBattery) ends |= 1 << SensorKind.LINK_VOLTAGE;
    return ends;
  }

  private thermistors(): void {
    const s = this.sample;
    let low: i32 = i32.MAX_VALUE;
    let high: i32 = i32.MIN_VALUE;
    for (let k = 0; k < THERMISTORS; k++) {
      const code = <i32>s.thermistor_code(k);
      low = min(low, code);
      high = max(high, code);
      if (this.codes.stays(FIRST_THERMISTOR + k, code, this.others_K(k), MOVED_THERMISTOR_K)) this.stuckSlow |= 1 << SensorKind.THERMISTOR;
    }
    this.spread_K = low <= COLDEST_CODE || high >= HOTTEST_CODE ? Infinity : THERMISTOR_LSB_K * <f32>(high - low);
  }

  /** What the other three thermistors say: the middle one of them, because one may lie. */
  private others_K(but: i32): f32 {
    let sum: i32 = 0;
    let low: i32 = i32.MAX_VALUE;
    let high: i32 = i32.MIN_VALUE;
    for (let k = 0; k < THERMISTORS; k++) {
      if (k == but) continue;
      const code = <i32>this.sample.thermistor_code(k);
      sum += code;
      low = min(low, code);
      high = max(high, code);
    }
    return THERMISTOR_LSB_K * <f32>(sum - low - high);
  }

  /** Does the current of this moment differ from its mean since the last look? */
  private ripple(charge: i64): bool {
    const m = this.measured;
    const ticks = m.now - this.chargeAt;
    const mean_A = (<f32>(charge - this.charge) / <f32>ticks) * this.currentLsb_A;
    this.charge = charge;
    this.chargeAt = m.now;
    return !(size(m.current_A - mean_A) <= this.ripple_A);
  }

  private groups(ripple: bool): void {
    const s = this.sample;
    const count = this.groupCount;
    const storage_V = this.measured.storage_V;
    const part_V = storage_V / <f32>count;
    let sum: i32 = 0;
    for (let g = 0; g < count; g++) {
      const code = <i32>s.groupVoltage_code(g);
      sum += code;
      if (code == 0 || code == TOP_U16) this.atEnd |= 1 << SensorKind.GROUP_VOLTAGE;
      if (this.codes.stays(FIRST_GROUP + g, code, part_V, MOVED_GROUP_V)) this.stuckSlow |= 1 << SensorKind.GROUP_VOLTAGE;
    }
    const sum_V = <f32>sum * GROUP_LSB_V;
    if (!ripple) this.sumOff = size(sum_V / storage_V - 1);
    this.openWire = findOpenWire(s, count, sum_V / <f32>count, part_V, this.openWire_V);
  }
}
