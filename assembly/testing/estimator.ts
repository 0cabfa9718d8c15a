import { Line, Sensor, THERMISTORS } from '../abi/enumerations';
import { command, firmwareParameters, sample, telemetry } from '../abi/simulationBanks';
import { Estimator } from '../firmware/estimate/estimator';
import { ChargeCounter } from '../firmware/estimate/soc';
import { FastState } from '../firmware/fastState';
import { Measurement } from '../firmware/measure';
import { inverseNormalTable, Random } from '../math/random';
import { packUnderTest } from './pack';

/** From one scan of the groups to the next. */
let spanTicks: u32 = 1000;
let span_s: f64 = 0.01;
let perStep: i32 = 10;
/** Cells that one cell of the pack stands for. */
let inParallel: f64 = 1;

let measured!: Measurement;
let charge!: ChargeCounter;
let estimator!: Estimator;
let random!: Random;
let lsb_A: f64 = 0;
let groups: i32 = 0;
let scans: i32 = 0;
/** Codes that rounding has kept so far: what the noise of a shunt does to its quantisation. */
let kept: f64 = 0;
/** True current and noise of a group's voltage, for what follows. */
let noise_V: f64 = 0;
let lowest_V: f64 = Infinity;
let highest_V: f64 = 0;
let hottest_degC: f64 = -Infinity;

export function testEstimatorDefaults(): void {
  firmwareParameters().reset();
}

/** Reads the parameter bank; every group shows `voltage_V`, every thermistor `temperature_degC`. */
export function testEstimatorInit(voltage_V: f64, temperature_degC: f64, seed: f64): void {
  const p = firmwareParameters();
  const seen = sample(0);
  seen.reset();
  seen.valid = Sensor.BUS_VOLTAGE | Sensor.MODULE_CURRENT | Sensor.STORAGE_VOLTAGE | Sensor.GROUP_VOLTAGE | Sensor.THERMISTOR;
  seen.lines = Line.SHARE_VALID | Line.MAIN_CLOSED | Line.SWITCH_CLOSED;
  groups = p.groupCount;
  scans = 0;
  kept = 0;
  random = Random.stream(<u64>seed, 9, inverseNormalTable());
  for (let g = 0; g < groups; g++) show(g, voltage_V);
  storeSlow(voltage_V * <f64>groups, temperature_degC);
  const fast = new FastState(seen, command(0));
  measured = new Measurement(p, seen, fast);
  measured.begin();
  lsb_A = <f64>measured.currentLsb_A;
  charge = new ChargeCounter(p, measured.currentLsb_A, fast);
  estimator = new Estimator(p, seen, measured, charge);
  estimator.begin();
}

/** Scans in a step of 100 ms, instead of ten; each cell of the pack stands for `count` in parallel. */
export function testEstimatorPace(scansPerStep: i32, count: i32): void {
  perStep = scansPerStep;
  inParallel = <f64>count;
  spanTicks = 10000 / scansPerStep;
  span_s = 0.1 / <f64>scansPerStep;
}

/** The group voltages say of themselves that they are not valid; the shunt does. */
export function testEstimatorInvalid(on: bool): void {
  validity(Sensor.GROUP_VOLTAGE, on);
}

export function testEstimatorBlind(on: bool): void {
  validity(Sensor.MODULE_CURRENT, on);
}

function validity(sensor: u32, lost: bool): void {
  const seen = sample(0);
  seen.valid = lost ? seen.valid & ~sensor : seen.valid | sensor;
}

export function testEstimatorNoise(group_V: f64): void {
  noise_V = group_V;
}

function show(g: i32, voltage_V: f64): void {
  const noisy = noise_V > 0 ? voltage_V + noise_V * random.gaussian() : voltage_V;
  sample(0).setGroupVoltage_code(g, <u16>max(0, min(65535, nearest(noisy * 1e4))));
}

function storeSlow(module_V: f64, temperature_degC: f64): void {
  const seen = sample(0);
  const scale = 65536.0 / <f64>firmwareParameters().storageVoltageFullScale_V;
  seen.storageVoltage_code = <u16>max(0, min(65535, nearest(module_V * scale)));
  for (let k = 0; k < THERMISTORS; k++) seen.setThermistor_code(k, <i16>nearest(temperature_degC * 100));
  seen.groupSequence += 1;
  seen.thermistorSequence += 1;
}

/** A span in which the shunt shows this, and the tasks at their end; all that is stored in the sample bank is seen. */
export function testEstimatorScan(seen_A: f64, idle: bool): void {
  const exact = (seen_A / lsb_A) * <f64>spanTicks + kept;
  const sum = <i64>Math.floor(exact);
  kept = exact - <f64>sum;
  // one code and the next one, so that their sum is exact
  const code = <i32>Math.floor(<f64>sum / <f64>spanTicks);
  const above = <u32>(sum - <i64>code * spanTicks);
  charge.skip(code, spanTicks - above);
  charge.skip(code + 1, above);
  charge.pass(spanTicks);
  const seen = sample(0);
  seen.time_ticks += spanTicks;
  seen.moduleCurrent_code = <i16>code;
  seen.busVoltageSequence += 1;
  seen.moduleSequence += 1;
  seen.shareSequence += 1;
  measured.look();
  measured.slow();
  estimator.scan();
  if (++scans % perStep == 0) estimator.step(idle, false);
}

/** `count` spans of a cell that shows this. */
export function testEstimatorSee(voltage_V: f64, seen_A: f64, temperature_degC: f64, idle: bool, count: i32): void {
  for (let k = 0; k < count; k++) {
    for (let g = 0; g < groups; g++) show(g, voltage_V);
    storeSlow(voltage_V * <f64>groups, temperature_degC);
    testEstimatorScan(seen_A, idle);
  }
}

/** `count` spans in which the converter is off and no voltage comes. */
export function testEstimatorPause(seen_A: f64, count: i32): void {
  for (let k = 0; k < count; k++) testEstimatorScan(seen_A, true);
}

/**
 * `count` spans of the pack of assembly/testing/pack.ts, at a current or, if that is NaN, a power; the shunt shows
 * `offset_A` too much. `watched`: without the estimator.
 */
export function testEstimatorFollow(current_A: f64, power_W: f64, offset_A: f64, idle: bool, count: i32, blind: bool): void {
  const pack = packUnderTest();
  for (let k = 0; k < count; k++) {
    const i = isNaN(current_A) ? power_W / testEstimatorModule_V() : current_A;
    const cell_A = i / inParallel;
    pack.stepElectrical(cell_A, cell_A * cell_A, span_s);
    if (blind) {
      if (k % perStep == perStep - 1) pack.stepThermal(0.1);
      extremes();
      continue;
    }
    if (scans % perStep == perStep - 1) pack.stepThermal(0.1);
    const last = pack.cellCount - 1;
    let module_V: f64 = 0;
    for (let g = 0; g < groups; g++) {
      const v = pack.groupVoltage_V(g);
      module_V += v;
      show(g, v);
    }
    storeSlow(module_V, 25);
    for (let t = 0; t < THERMISTORS; t++)
      sample(0).setThermistor_code(t, <i16>nearest(100 * (pack.cellTemperature_K((last * t) / (THERMISTORS - 1)) - 273.15)));
    extremes();
    testEstimatorScan(i + offset_A, idle);
  }
}

function extremes(): void {
  const pack = packUnderTest();
  lowest_V = min(lowest_V, pack.cellVoltageMin_V());
  highest_V = max(highest_V, pack.cellVoltageMax_V());
  hottest_degC = max(hottest_degC, pack.heat.warmest_K - 273.15);
}

export function testEstimatorModule_V(): f64 {
  const pack = packUnderTest();
  let sum: f64 = 0;
  for (let g = 0; g < pack.groupCount; g++) sum += pack.groupVoltage_V(g);
  return sum;
}

export function testEstimatorForget(): void {
  lowest_V = Infinity;
  highest_V = 0;
  hottest_degC = -Infinity;
}

export function testEstimatorLowest_V(): f64 {
  return lowest_V;
}

export function testEstimatorHighest_V(): f64 {
  return highest_V;
}

export function testEstimatorHottest_degC(): f64 {
  return hottest_degC;
}

/** Into the first telemetry bank. */
export function testEstimatorPublish(): void {
  estimator.publish(telemetry(0));
}

/** Where the heap ends: what lies below is the state of all that was made. */
export function testHeapEnd(): usize {
  return heap.alloc(16);
}
