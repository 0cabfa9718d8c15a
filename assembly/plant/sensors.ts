import { Line, SensorKind, THERMISTORS } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { Sample } from '../abi/Sample';
import { placeOf } from '../math/pairs';
import { inverseNormalTable, Random } from '../math/random';
import { BatteryModule, BatterySlot } from './batteryModule';
import { ConverterState } from './converter';
import { Pack } from './pack';
import { Plant } from './plant';
import { COLDEST_DEGC, HOTTEST_DEGC, SensorFaults, slotOf } from './sensorFaults';
import { SensorPairs } from './sensorPairs';
import { BUS_CODES, CURRENT_CODES, Scales, STORAGE_CODES, TO_BITS, Tolerance } from './sensorScales';

const GROUP_LSB_V: f64 = 100e-6;
const THERMISTOR_LSB_K: f64 = 0.01;
/** The group scan of 2.3 ms falls into three milliseconds. */
const SCAN_PARTS: i32 = 3;

/** Nearest whole code inside [low, high]. */
function code(exact: f64, low: f64, high: f64): f64 {
  return nearest(exact < low ? low : exact > high ? high : exact);
}

/** The same as an integer. */
function bitsOf(exact: f64, low: f64, high: f64): i32 {
  return <i32>reinterpret<i64>(code(exact, low, high) + TO_BITS);
}

function groupCode(seen_V: f64): u16 {
  return <u16>code(seen_V / GROUP_LSB_V, 0, STORAGE_CODES - 1);
}

/** A line that is up or down, without a branch. */
function bit(up: bool, line: u32): u32 {
  return <u32>up * line;
}

/** What one module's controller gets to see: quantised, noisy, with validity and sequence numbers. */
export class ModuleSensors {
  private readonly faults: SensorFaults;
  /** A fast sensor has a fault; a group voltage or thermistor has one. */
  faulty: bool = false;
  private slowFaulty: bool = false;
  private readonly sample: Sample;
  private readonly random: Random;
  private readonly scales: Scales;
  private readonly tolerance: Tolerance;

  constructor(scales: Scales, tolerance: Tolerance, sample: Sample, random: Random, groups: i32) {
    sample.reset();
    const faults = new SensorFaults(groups);
    this.faults = faults;
    sample.valid = faults.valid;
    this.scales = scales;
    this.tolerance = tolerance;
    this.sample = sample;
    this.random = random;
  }

  private noise(sigma: f64): f64 {
    return sigma > 0 ? sigma * this.random.gaussian() : 0;
  }

  /** Every fast tick; `busNoise`, `currentNoise`: standard normals. */
  fast(bus_V: f64, storage_V: f64, link_V: f64, current_A: f64, busNoise: f64, currentNoise: f64): void {
    const s = this.sample;
    const scales = this.scales;
    const tolerance = this.tolerance;
    const noise_V = scales.busNoise_V * busNoise;
    const noise_A = scales.currentNoise_A * currentNoise;
    if (this.faulty) {
      this.fastWithFaults(bus_V, noise_V, storage_V, link_V, current_A, noise_A);
      return;
    }
    s.busVoltageSequence += 1;
    const exact = (bus_V + noise_V) * tolerance.busCodes_per_V;
    s.busVoltage_code = <f32>(scales.quantised ? code(exact, 0, BUS_CODES - 1) : exact);
    const seen_A = current_A * tolerance.currentGain + tolerance.currentOffset_A + noise_A;
    s.moduleCurrent_code = <i16>bitsOf(seen_A * scales.currentCodes_per_A, 1 - CURRENT_CODES, CURRENT_CODES - 1);
    const storage_code = bitsOf(storage_V * scales.storageCodes_per_V, 0, STORAGE_CODES - 1);
    s.storageVoltage_code = <u16>storage_code;
    // one voltage while the main contactor is closed
    s.linkVoltage_code = <u16>(link_V == storage_V ? storage_code : bitsOf(link_V * scales.storageCodes_per_V, 0, STORAGE_CODES - 1));
    s.moduleSequence += 1;
  }

  /** The same with what is wrong. The shunt and both voltages of the module are one converter with one sequence number. */
  private fastWithFaults(bus_V: f64, noise_V: f64, storage_V: f64, link_V: f64, current_A: f64, noise_A: f64): void {
    const s = this.sample;
    const faults = this.faults;
    const busSlot = slotOf(SensorKind.BUS_VOLTAGE, 0);
    if (!faults.stale(busSlot)) {
      s.busVoltageSequence += 1;
      const exact = faults.disturbed(busSlot, bus_V, noise_V) * this.tolerance.busCodes_per_V;
      if (faults.whole(busSlot) && !this.scales.quantised) s.busVoltage_code = <f32>exact;
      else s.busVoltage_code = <f32>faults.read(busSlot, <i32>code(exact, 0, BUS_CODES - 1), <i32>s.busVoltage_code);
    }
    const current = slotOf(SensorKind.MODULE_CURRENT, 0);
    const storage = slotOf(SensorKind.STORAGE_VOLTAGE, 0);
    const link = slotOf(SensorKind.LINK_VOLTAGE, 0);
    if (faults.stale(current) || faults.stale(storage) || faults.stale(link)) return;
    const seen_A = faults.disturbed(current, current_A * this.tolerance.currentGain + this.tolerance.currentOffset_A, noise_A);
    const current_code = bitsOf(seen_A * this.scales.currentCodes_per_A, 1 - CURRENT_CODES, CURRENT_CODES - 1);
    s.moduleCurrent_code = <i16>faults.read(current, current_code, <i32>s.moduleCurrent_code);
    s.storageVoltage_code = <u16>this.voltageCode(storage, storage_V, <i32>s.storageVoltage_code);
    s.linkVoltage_code = <u16>this.voltageCode(link, link_V, <i32>s.linkVoltage_code);
    s.moduleSequence += 1;
  }

  private voltageCode(slot: i32, true_V: f64, before: i32): i32 {
    const seen_V = this.faults.disturbed(slot, true_V, 0);
    return this.faults.read(slot, bitsOf(seen_V * this.scales.storageCodes_per_V, 0, STORAGE_CODES - 1), before);
  }

  /** `kind`: SensorKind, `item`: number of the group or thermistor, `fault`: SensorFault and its value. */
  inject(kind: i32, item: i32, fault: i32, value: f64): void {
    const faults = this.faults;
    faults.inject(slotOf(kind, item), fault, value);
    this.faulty = faults.anyFast;
    this.slowFaulty = faults.anySlow;
    this.sample.valid = faults.valid;
  }

  /** Group voltages, sampled one after another over three milliseconds: `part` 0, 1, 2. */
  groups(battery: BatteryModule, part: i32): void {
    const count = battery.pack.groupCount;
    const each = (count + SCAN_PARTS - 1) / SCAN_PARTS;
    const end = min(count, (part + 1) * each);
    for (let g = part * each; g < end; g++) {
      const noise_V = this.noise(this.scales.groupNoise_V);
      if (this.slowFaulty) this.faultyGroup(battery.pack, g, noise_V);
      else this.sample.setGroupVoltage_code(g, groupCode(battery.pack.groupVoltage_V(g) + noise_V));
    }
    if (part == SCAN_PARTS - 1 && !this.faults.groupsStale) this.sample.groupSequence += 1;
  }

  private faultyGroup(pack: Pack, g: i32, noise_V: f64): void {
    const faults = this.faults;
    if (faults.groupsStale) return;
    const slot = slotOf(SensorKind.GROUP_VOLTAGE, g);
    const seen_V = faults.disturbed(slot, faults.sensed_V(pack, g), noise_V);
    const before = <i32>this.sample.groupVoltage_code(g);
    this.sample.setGroupVoltage_code(g, <u16>faults.read(slot, <i32>groupCode(seen_V), before));
  }

  /** Of a capacitor module there is the highest cell only, held by its balancing circuit: quantised, without noise. */
  capacitorCell(highest_V: f64): void {
    this.sample.capacitorCellMax_code = groupCode(highest_V);
    this.sample.groupSequence += 1;
  }

  thermistor(index: i32, temperature_degC: f64): void {
    const noise_K = this.noise(this.scales.thermistorNoise_K);
    const faults = this.faults;
    if (this.slowFaulty && faults.thermistorsStale) return;
    let seen = temperature_degC + noise_K;
    const slot = slotOf(SensorKind.THERMISTOR, index);
    if (this.slowFaulty) seen = faults.thermistor_degC(slot, temperature_degC, noise_K);
    const now = <i32>code(seen / THERMISTOR_LSB_K, COLDEST_DEGC / THERMISTOR_LSB_K, HOTTEST_DEGC / THERMISTOR_LSB_K);
    this.sample.setThermistor_code(index, <i16>faults.read(slot, now, <i32>this.sample.thermistor_code(index)));
    if (index == THERMISTORS - 1) this.sample.thermistorSequence += 1;
  }
}

/** All sensors of the shelf, and the lines that the modules share. */
export class Sensors {
  readonly modules: StaticArray<ModuleSensors>;
  private readonly plant: Plant;
  private readonly capacitorPairs: SensorPairs;
  private readonly batteryPairs: SensorPairs;
  private readonly quantised: bool;
  /** Lines and feedback contacts of each module alone. */
  readonly own: StaticArray<u32>;
  /** Some module's fast sensor has a fault. */
  faulty: bool = false;
  /** The current-share line is lost. */
  shareLost: bool = false;

  constructor(parameters: PlantParameters, samples: StaticArray<Sample>, plant: Plant, seed: u64) {
    const scales = new Scales(parameters);
    const normal = inverseNormalTable();
    const count = samples.length;
    const cbus = plant.cbuCount;
    const modules = new StaticArray<ModuleSensors>(count);
    const capacitorStreams = new StaticArray<Random>(cbus);
    const batteryStreams = new StaticArray<Random>(count - cbus);
    const tolerances = new StaticArray<Tolerance>(count);
    for (let k = 0; k < count; k++) {
      const groups = k < cbus ? 0 : plant.batteries[k - cbus].pack.groupCount;
      tolerances[k] = new Tolerance(parameters, scales, Random.stream(seed, 4000 + k, normal));
      modules[k] = new ModuleSensors(scales, tolerances[k], samples[k], Random.stream(seed, 2000 + k, normal), groups);
      // the fast sensors' noise is a stream of its own
      const stream = Random.stream(seed, 3000 + k, normal);
      if (k < cbus) capacitorStreams[k] = stream;
      else batteryStreams[k - cbus] = stream;
    }
    this.plant = plant;
    this.modules = modules;
    this.quantised = scales.quantised;
    this.own = new StaticArray<u32>(count);
    this.capacitorPairs = new SensorPairs(
      scales,
      samples.slice<StaticArray<Sample>>(0, cbus),
      tolerances.slice<StaticArray<Tolerance>>(0, cbus),
      capacitorStreams,
    );
    this.batteryPairs = new SensorPairs(
      scales,
      samples.slice<StaticArray<Sample>>(cbus),
      tolerances.slice<StaticArray<Tolerance>>(cbus),
      batteryStreams,
    );
  }

  /** Module `k`: as `ModuleSensors.inject`. */
  inject(k: i32, kind: i32, item: i32, fault: i32, value: f64): void {
    this.modules[k].inject(kind, item, fault, value);
    this.faulty = false;
    for (let m = 0; m < this.modules.length; m++) if (this.modules[m].faulty) this.faulty = true;
  }

  /** `ticks` went by in which nobody looked, all sensors being sound: noise and sequence numbers went on. */
  pass(ticks: i32): void {
    this.capacitorPairs.pass(ticks);
    this.batteryPairs.pass(ticks);
  }

  /** Every fast tick: bus and module sensors of capacitor modules `k`, which is even, and `k + 1`, if there are two. */
  capacitors(k: i32, bus_V: f64): void {
    const capacitors = this.plant.capacitors;
    const two = k + 1 < capacitors.length;
    const one = unchecked(capacitors[k]).bank;
    if (two && this.quantised && this.sound(k)) {
      const other = unchecked(capacitors[k + 1]).bank;
      const storage_V = f64x2.replace_lane(f64x2.splat(one.terminal_V), 1, other.terminal_V);
      const current_A = f64x2.replace_lane(f64x2.splat(one.current_A), 1, other.current_A);
      this.capacitorPairs.fast(k, bus_V, storage_V, current_A);
      return;
    }
    this.capacitor(k, bus_V);
    if (two) this.capacitor(k + 1, bus_V);
    this.capacitorPairs.next(k);
  }

  /** Modules `k` and `k + 1` have sound fast sensors; nearly always all have, and none is asked. */
  @inline
  private sound(k: i32): bool {
    return !this.faulty || (!unchecked(this.modules[k]).faulty && !unchecked(this.modules[k + 1]).faulty);
  }

  private capacitor(k: i32, bus_V: f64): void {
    const bank = unchecked(this.plant.capacitors[k]).bank;
    const noise = this.capacitorPairs;
    const module = unchecked(this.modules[k]);
    module.fast(bus_V, bank.terminal_V, bank.terminal_V, bank.current_A, noise.busNoise(k), noise.currentNoise(k));
  }

  /** The same of battery modules `k` and `k + 1` (of them alone; `k` is even), if there are two. */
  batteries(k: i32, bus_V: f64): void {
    const plant = this.plant;
    const first = plant.cbuCount + k;
    const two = first + 1 < this.modules.length;
    const pair = placeOf(plant.batteryBank.pairs, k, BatterySlot.BYTES);
    if (two && this.quantised && this.sound(first) && !v128.any_true(v128.load(pair, BatterySlot.APART))) {
      this.batteryPairs.fast(k, bus_V, v128.load(pair, BatterySlot.TERMINAL), v128.load(pair, BatterySlot.CURRENT));
      return;
    }
    this.battery(k, bus_V);
    if (two) this.battery(k + 1, bus_V);
    this.batteryPairs.next(k);
  }

  private battery(k: i32, bus_V: f64): void {
    const battery = unchecked(this.plant.batteries[k]);
    const noise = this.batteryPairs;
    const module = unchecked(this.modules[this.plant.cbuCount + k]);
    module.fast(bus_V, battery.terminal_V, battery.link_V, battery.current_A, noise.busNoise(k), noise.currentNoise(k));
  }

  private ownLines(k: i32): u32 {
    const plant = this.plant;
    const converter = plant.converters[k];
    const own = bit(converter.state == ConverterState.ON, Line.CONVERTER_ON) | bit(converter.sourceLimited, Line.CONVERTER_LIMITED);
    if (k < plant.cbuCount) return own | Line.MAIN_CLOSED | Line.SWITCH_CLOSED;
    const disconnect = plant.batteries[k - plant.cbuCount].disconnect;
    return (
      own |
      bit(disconnect.mainClosed, Line.MAIN_CLOSED) |
      bit(disconnect.prechargeClosed, Line.PRECHARGE_CLOSED) |
      bit(disconnect.switchClosed, Line.SWITCH_CLOSED)
    );
  }

  /** What every module sees alike; looks whether the modules' own lines have moved. */
  sharedLines(now_us: f64, sync: bool): u32 {
    if (this.plant.linesMoved) {
      for (let k = 0; k < this.own.length; k++) this.own[k] = this.ownLines(k);
      this.plant.linesMoved = false;
    }
    const supply = this.plant.power.supply;
    return (
      bit(supply.acLoss(now_us), Line.AC_LOSS) |
      bit(sync, Line.SYNC) |
      bit(!this.shareLost, Line.SHARE_VALID) |
      bit(supply.onGenerator, Line.ON_GENERATOR)
    );
  }

  /** Group voltages: `part` of the scan, every module. */
  groups(part: i32): void {
    const plant = this.plant;
    if (part == SCAN_PARTS - 1)
      for (let k = 0; k < plant.cbuCount; k++)
        unchecked(this.modules[k]).capacitorCell(unchecked(plant.capacitors[k]).bank.cells.highest_V);
    for (let k = 0; k < plant.batteries.length; k++)
      unchecked(this.modules[plant.cbuCount + k]).groups(unchecked(plant.batteries[k]), part);
  }

  /** Four thermistors a module: first, middle two and last cell; a capacitor bank has one temperature. */
  thermistors(): void {
    const plant = this.plant;
    for (let k = 0; k < plant.cbuCount; k++)
      for (let i = 0; i < THERMISTORS; i++) unchecked(this.modules[k]).thermistor(i, unchecked(plant.capacitors[k]).bank.temperature_degC);
    for (let k = 0; k < plant.batteries.length; k++) {
      const pack = unchecked(plant.batteries[k]).pack;
      const last = pack.cellCount - 1;
      for (let i = 0; i < THERMISTORS; i++) {
        const cell = (last * i) / (THERMISTORS - 1);
        unchecked(this.modules[plant.cbuCount + k]).thermistor(i, pack.cellTemperature_K(cell) - 273.15);
      }
    }
  }
}
