import { Line, Sensor, THERMISTORS } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { Sample } from '../abi/Sample';
import { placeOf } from '../math/pairs';
import { inverseNormalTable, Random } from '../math/random';
import { BatteryModule, BatterySlot } from './batteryModule';
import { ConverterState } from './converter';
import { Plant } from './plant';
import { SensorPairs } from './sensorPairs';
import { BUS_CODES, CURRENT_CODES, Scales, STORAGE_CODES, TO_BITS } from './sensorScales';

const GROUP_LSB_V: f64 = 100e-6;
const THERMISTOR_LSB_K: f64 = 0.01;
/** The group scan of 2.3 ms falls into three milliseconds. */
const SCAN_PARTS: i32 = 3;

/** Nearest whole code inside [low, high]. */
function code(exact: f64, low: f64, high: f64): f64 {
  const whole = Math.floor(exact + 0.5);
  return whole < low ? low : whole > high ? high : whole;
}

/** The same as an integer. */
function bitsOf(exact: f64, low: f64, high: f64): i32 {
  return <i32>reinterpret<i64>(code(exact, low, high) + TO_BITS);
}

/** A line that is up or down, without a branch. */
function bit(up: bool, line: u32): u32 {
  return <u32>up * line;
}

/** Faults of one module's sensors. */
export class SensorFaults {
  busStuck: bool = false;
  busStale: bool = false;
  busOffset_V: f64 = 0;
}

/** What one module's controller gets to see: quantised, noisy, with validity and sequence numbers. */
export class ModuleSensors {
  readonly faults: SensorFaults = new SensorFaults();
  /** One of them is present. */
  faulty: bool = false;
  private readonly sample: Sample;
  private readonly random: Random;
  private readonly scales: Scales;

  constructor(scales: Scales, sample: Sample, random: Random) {
    sample.reset();
    sample.valid = Sensor.BUS_VOLTAGE | Sensor.MODULE_CURRENT | Sensor.STORAGE_VOLTAGE | Sensor.GROUP_VOLTAGE | Sensor.THERMISTOR;
    this.scales = scales;
    this.sample = sample;
    this.random = random;
  }

  private noisy(value: f64, sigma: f64): f64 {
    return sigma > 0 ? value + sigma * this.random.gaussian() : value;
  }

  /** Every fast tick; `busNoise`, `currentNoise`: standard normals. */
  fast(bus_V: f64, storage_V: f64, link_V: f64, current_A: f64, busNoise: f64, currentNoise: f64): void {
    const s = this.sample;
    const scales = this.scales;
    const faults = this.faults;
    if (!faults.busStale) {
      s.busVoltageSequence += 1;
      const exact = (bus_V + faults.busOffset_V + scales.busNoise_V * busNoise) * scales.busCodes_per_V;
      if (!faults.busStuck) s.busVoltage_code = <f32>(scales.quantised ? code(exact, 0, BUS_CODES - 1) : exact);
    }
    const noise_A = scales.currentNoise_A * currentNoise;
    const seen_A = current_A * scales.currentGain + scales.currentOffset_A + noise_A;
    s.moduleCurrent_code = <i16>bitsOf(seen_A * scales.currentCodes_per_A, 1 - CURRENT_CODES, CURRENT_CODES - 1);
    const storage_code = bitsOf(storage_V * scales.storageCodes_per_V, 0, STORAGE_CODES - 1);
    s.storageVoltage_code = <u16>storage_code;
    // one voltage while the main contactor is closed
    s.linkVoltage_code = <u16>(link_V == storage_V ? storage_code : bitsOf(link_V * scales.storageCodes_per_V, 0, STORAGE_CODES - 1));
    s.moduleSequence += 1;
  }

  /** Group voltages, sampled one after another over three milliseconds: `part` 0, 1, 2. */
  groups(battery: BatteryModule, part: i32): void {
    const count = battery.pack.groupCount;
    const each = (count + SCAN_PARTS - 1) / SCAN_PARTS;
    const end = min(count, (part + 1) * each);
    for (let g = part * each; g < end; g++) {
      const seen_V = this.noisy(battery.pack.groupVoltage_V(g), this.scales.groupNoise_V);
      this.sample.setGroupVoltage_code(g, <u16>code(seen_V / GROUP_LSB_V, 0, STORAGE_CODES - 1));
    }
    if (part == SCAN_PARTS - 1) this.sample.groupSequence += 1;
  }

  thermistor(index: i32, temperature_degC: f64): void {
    const seen = this.noisy(temperature_degC, this.scales.thermistorNoise_K);
    this.sample.setThermistor_code(index, <i16>Math.floor(seen / THERMISTOR_LSB_K + 0.5));
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
    for (let k = 0; k < count; k++) {
      modules[k] = new ModuleSensors(scales, samples[k], Random.stream(seed, 2000 + k, normal));
      // the fast sensors' noise is a stream of its own
      const stream = Random.stream(seed, 3000 + k, normal);
      if (k < cbus) capacitorStreams[k] = stream;
      else batteryStreams[k - cbus] = stream;
    }
    this.plant = plant;
    this.modules = modules;
    this.quantised = scales.quantised;
    this.own = new StaticArray<u32>(count);
    this.capacitorPairs = new SensorPairs(scales, samples.slice<StaticArray<Sample>>(0, cbus), capacitorStreams);
    this.batteryPairs = new SensorPairs(scales, samples.slice<StaticArray<Sample>>(cbus), batteryStreams);
  }

  /** Every fast tick: bus and module sensors of capacitor modules `k`, which is even, and `k + 1`, if there are two. */
  capacitors(k: i32, bus_V: f64): void {
    const capacitors = this.plant.capacitors;
    const two = k + 1 < capacitors.length;
    const one = unchecked(capacitors[k]).bank;
    if (two && this.quantised && !unchecked(this.modules[k]).faulty && !unchecked(this.modules[k + 1]).faulty) {
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

  private capacitor(k: i32, bus_V: f64): void {
    const bank = unchecked(this.plant.capacitors[k]).bank;
    const noise = this.capacitorPairs;
    const module = unchecked(this.modules[k]);
    module.fast(bus_V, bank.terminal_V, bank.terminal_V, bank.current_A, noise.busNoise(k), noise.currentNoise(k));
  }

  /** The same of battery modules `k` and `k + 1` (of them alone; `k` is even), if there are two. */
  batteries(k: i32, bus_V: f64): void {
    const plant = this.plant;
    const modules = this.modules;
    const first = plant.cbuCount + k;
    const two = first + 1 < modules.length;
    const pair = placeOf(plant.batteryBank.pairs, k, BatterySlot.BYTES);
    if (
      two &&
      this.quantised &&
      !unchecked(modules[first]).faulty &&
      !unchecked(modules[first + 1]).faulty &&
      !v128.any_true(v128.load(pair, BatterySlot.APART))
    ) {
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
  sharedLines(acLoss: bool, sync: bool): u32 {
    if (this.plant.linesMoved) {
      for (let k = 0; k < this.own.length; k++) this.own[k] = this.ownLines(k);
      this.plant.linesMoved = false;
    }
    return bit(acLoss, Line.AC_LOSS) | bit(sync, Line.SYNC) | bit(!this.shareLost, Line.SHARE_VALID);
  }

  /** Group voltages: `part` of the scan, every module. */
  groups(part: i32): void {
    const plant = this.plant;
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
