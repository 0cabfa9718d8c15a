import { Quantity, Rate, Sensor, Severity } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { size } from '../../math/piecewise';
import { BlackBox } from '../blackBox';
import { Measurement } from '../measure';
import { Monitor } from './monitor';
import { Plausibility } from './plausibility';
import { Rule, rulesOf } from './rules';

/** Below this a module counts as charging. */
const CHARGING_A: f32 = -0.5;
/**
 * A cold or nearly empty pack cannot reach the short-circuit current, its voltage collapses instead: below this part of its
 * lowest voltage, which no converter can cause, because half of the emf is all it can draw.
 */
const COLLAPSED: f32 = 0.5;

/** All monitors of one module, and what they add up to. */
export class Guard {
  // what every fast tick touches lies together
  private readonly measured: Measurement;
  /** No fast row is under way, and none is until the current exceeds this or the voltage collapses. */
  private fastCalm: bool = true;
  readonly fastMost_A: f32;
  readonly collapsed_V: f32;
  /** Bits by Protection: rows that opened, rows that limit or report. */
  faults: u32 = 0;
  warnings: u32 = 0;
  /** One of the warnings limits. */
  limiting: bool = false;
  /** What only others can tell, bits by Protection; written before the millisecond's rows. */
  flags: u32 = 0;
  firstTrip: i32 = -1;
  firstTripTime: u32 = 0;
  // rows on their way to a trip, bits by Protection
  underwayMs: u32 = 0;
  private underwayTenMs: u32 = 0;
  private readonly box: BlackBox;
  private readonly plausibility: Plausibility;
  private readonly monitors: StaticArray<Monitor>;
  private readonly fastRows: i32;

  constructor(kind: i32, parameters: FirmwareParameters, measured: Measurement, plausibility: Plausibility, box: BlackBox) {
    const rules = rulesOf(kind, parameters);
    const monitors = new StaticArray<Monitor>(rules.length);
    box.makeRows(rules.length);
    let fastRows = 0;
    let fastMost_A: f32 = Infinity;
    for (let k = 0; k < rules.length; k++) {
      const record = box.row(k);
      record.lsb = measured.lsbOf(rules[k].quantity);
      monitors[k] = new Monitor(rules[k], record);
      // fast rows stand first in the table
      if (rules[k].pace.rate != Rate.FAST) continue;
      fastRows++;
      fastMost_A = min(fastMost_A, rules[k].threshold);
    }
    this.box = box;
    this.monitors = monitors;
    this.measured = measured;
    this.plausibility = plausibility;
    this.fastRows = fastRows;
    this.fastMost_A = fastMost_A;
    this.collapsed_V = COLLAPSED * <f32>parameters.groupCount * parameters.cellUndervoltageTrip_V;
  }

  /** The rows of the fast task: all of them look at the short circuit's current. `sound`: the sensors are. */
  fast(sound: bool): void {
    const m = this.measured;
    if (sound && this.fastCalm) if (m.current_A <= this.fastMost_A) if (m.storage_V >= this.collapsed_V) return;
    this.fastLook(m.valid(Sensor.MODULE_CURRENT | Sensor.STORAGE_VOLTAGE));
  }

  /** No fast row looks at a current below `fastMost_A` and a voltage above `collapsed_V`. */
  get restsBelow(): bool {
    return this.fastCalm && this.fastMost_A > 0;
  }

  private fastLook(valid: bool): void {
    const m = this.measured;
    let calm: bool = true;
    for (let k = 0; k < this.fastRows; k++) {
      const monitor = unchecked(this.monitors[k]);
      if (monitor.look(this.short_A, m.moduleSequence, valid, m.now)) this.gather(monitor);
      calm = calm && !monitor.busy;
    }
    this.fastCalm = calm;
  }

  private get short_A(): f32 {
    const m = this.measured;
    return m.storage_V < this.collapsed_V ? Infinity : m.current_A;
  }

  /** The rows of a slower task. */
  at(rate: i32): void {
    let underway: u32 = 0;
    for (let k = this.fastRows; k < this.monitors.length; k++) {
      const monitor = unchecked(this.monitors[k]);
      if (monitor.rule.pace.rate != rate) continue;
      this.look(monitor);
      if (monitor.underway) underway |= 1 << monitor.rule.id;
    }
    if (rate == Rate.MS) this.underwayMs = underway;
    else this.underwayTenMs = underway;
  }

  get underway(): u32 {
    return this.underwayMs | this.underwayTenMs;
  }

  /** No row that is looked at more often than every 10 ms is under way, or will be within `ticks`. */
  calm(ticks: u32): bool {
    const m = this.measured;
    const voltage_V = m.storageReach_V(ticks);
    const current_A = m.currentReach_A(ticks);
    for (let k = 0; k < this.monitors.length; k++) {
      const monitor = unchecked(this.monitors[k]);
      if (monitor.rule.pace.rate == Rate.TEN_MS) continue;
      if (!monitor.rests) return false;
      const quantity = monitor.rule.quantity;
      const threshold = monitor.rule.threshold;
      if (quantity == Quantity.STORAGE_V && size(m.storage_V - threshold) <= voltage_V) return false;
      if (quantity == Quantity.CURRENT_A && size(m.current_A - threshold) <= current_A) return false;
    }
    return true;
  }

  private look(monitor: Monitor): void {
    const m = this.measured;
    const quantity = monitor.rule.quantity;
    let sequence: u32 = m.now;
    let valid: bool = true;
    if (quantity <= Quantity.GROUP_MIN_V) {
      sequence = m.groupSequence;
      valid = m.valid(Sensor.GROUP_VOLTAGE);
    } else if (quantity <= Quantity.COLDEST_CHARGING_DEGC) {
      sequence = m.thermistorSequence;
      valid = m.valid(Sensor.THERMISTOR);
    } else if (quantity <= Quantity.STORAGE_V) {
      sequence = m.moduleSequence;
      valid = m.valid(Sensor.MODULE_CURRENT | Sensor.STORAGE_VOLTAGE);
    }
    // whether they agree shows in fresh samples only; that there are none is another row's business
    else if (quantity >= Quantity.IMBALANCE_V) sequence = m.groupSequence;
    else if (quantity == Quantity.SPREAD_K) sequence = m.thermistorSequence;
    else if (quantity > Quantity.FLAG) sequence = m.moduleSequence;
    if (monitor.look(this.value(monitor.rule), sequence, valid, m.now)) this.gather(monitor);
  }

  private value(rule: Rule): f32 {
    const m = this.measured;
    const p = this.plausibility;
    switch (rule.quantity) {
      case Quantity.GROUP_MAX_V:
        return m.groupMax_V;
      case Quantity.GROUP_MIN_V:
        return m.groupMin_V;
      case Quantity.HOTTEST_DEGC:
        return m.hottest_degC;
      case Quantity.COLDEST_DEGC:
        return m.coldest_degC;
      case Quantity.HOTTEST_CHARGING_DEGC:
        return m.current_A < CHARGING_A ? m.hottest_degC : -Infinity;
      case Quantity.COLDEST_CHARGING_DEGC:
        return m.current_A < CHARGING_A ? m.coldest_degC : Infinity;
      case Quantity.CURRENT_A:
        return m.current_A;
      case Quantity.SHORT_A:
        return this.short_A;
      case Quantity.STORAGE_V:
        return m.storage_V;
      case Quantity.FAST_AGE:
        return <f32>m.fastAge;
      case Quantity.SLOW_AGE:
        return <f32>m.slowAge;
      case Quantity.SHARE_AGE:
        return <f32>m.shareAge;
      case Quantity.FLAG:
        return <f32>((this.flags >> rule.id) & 1);
      case Quantity.STUCK:
        return <f32>p.stuck;
      case Quantity.AT_END:
        return <f32>p.atEnd;
      case Quantity.LINK_OFF:
        return p.linkOff;
      case Quantity.EXCESS:
        return p.excess;
      case Quantity.SHORTFALL:
        return p.shortfall;
      case Quantity.SHARE_OFF:
        return p.shareOff;
      case Quantity.SPREAD_K:
        return p.spread_K;
      case Quantity.IMBALANCE_V:
        return m.groupMax_V - m.groupMin_V;
      case Quantity.SUM_OFF:
        return p.sumOff;
      case Quantity.OPEN_WIRE:
        return <f32>(p.openWire + 1);
    }
    return NaN;
  }

  /** A row changed: the bits anew, because two rows may share one. */
  private gather(changed: Monitor): void {
    if (changed.tripped && changed.rule.severity == Severity.OPEN && this.firstTrip < 0) {
      this.firstTrip = changed.rule.id;
      this.firstTripTime = this.measured.now;
      for (let k = 0; k < this.monitors.length; k++) if (unchecked(this.monitors[k]) == changed) this.box.trip(this.measured.now, k);
    }
    this.faults = 0;
    this.warnings = 0;
    this.limiting = false;
    for (let k = 0; k < this.monitors.length; k++) {
      const monitor = unchecked(this.monitors[k]);
      if (!monitor.tripped) continue;
      if (monitor.rule.severity == Severity.OPEN) this.faults |= 1 << monitor.rule.id;
      else this.warnings |= 1 << monitor.rule.id;
      if (monitor.rule.severity == Severity.LIMIT) this.limiting = true;
    }
  }
}
