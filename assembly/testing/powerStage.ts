import { plantParameters } from '../abi/simulationBanks';
import { RING_MASK } from '../math/ring';
import { put, rowOf } from '../math/row';
import { Plant } from '../plant/plant';
import { RingOf } from '../plant/trace';
import { Log } from '../sim/log';

let plant!: Plant;
let tick: i32 = 0;
let row: usize = 0;
// constant sources behind the converters
let cbuEmf_V: f64 = 0;
let cbuSource_ohm: f64 = 0;
let bbuEmf_V: f64 = 0;
let bbuSource_ohm: f64 = 0;

/** The power stage alone, from the parameter bank, with constant sources behind its converters. */
export function testPowerInit(cbu_V: f64, cbu_ohm: f64, bbu_V: f64, bbu_ohm: f64): void {
  plant = new Plant(plantParameters(), 1, new Log(64), 0);
  tick = 0;
  row = rowOf(30);
  cbuEmf_V = cbu_V;
  cbuSource_ohm = cbu_ohm;
  bbuEmf_V = bbu_V;
  bbuSource_ohm = bbu_ohm;
}

/** A command for every converter of a kind (0 CBU, 1 BBU), written at the coming fast tick, acting at the one after. */
export function testPowerCommand(kind: i32, reference_A: f64, enable: bool): void {
  for (let k = 0; k < plant.moduleCount; k++) {
    if (k < plant.cbuCount != (kind == 0)) continue;
    plant.ask(k, reference_A);
    plant.enable(k, enable);
  }
}

export function testPowerTrip(): void {
  plant.power.psu.trip(10 * <f64>tick);
}

export function testPowerRestore(): void {
  plant.power.psu.restart();
}

export function testPowerLoad(demand_W: f64): void {
  plant.power.load.ask(10 * <f64>tick, demand_W, 0);
}

/** What was written a fast tick ago acts. Commands of this tick come after it, `testPowerRun` after them. */
export function testPowerLatch(): void {
  const now = 10 * <f64>tick;
  for (let k = 0; k < plant.moduleCount; k++) {
    const capacitor = k < plant.cbuCount;
    plant.converters[k].source(capacitor ? cbuEmf_V : bbuEmf_V, capacitor ? cbuSource_ohm : bbuSource_ohm);
  }
  plant.latch(now);
}

/** A fast tick of the power stage; address of what it left. */
export function testPowerRun(): usize {
  const power = plant.power;
  const from = 10 * <f64>tick;
  const trace = power.trace;
  let made = 0;
  for (let now = from; now < from + 10; ) {
    made = power.cruise(now, <i32>(from + 10 - now));
    if (made == 0) {
      power.beginStep(now, now + 1);
      power.advance(now, now + 1);
      made = 1;
    }
    now += <f64>made;
    trace.phase = (trace.phase + ((<usize>made) << 2)) & RING_MASK;
  }
  power.cbus.settle();
  power.bbus.settle();
  tick++;
  const bus = power.bus;
  const psu = power.psu;
  const cbu = plant.converters[0];
  const bbu = plant.converters[plant.cbuCount];
  put(row, 0, bus.vL_V);
  put(row, 1, bus.vS_V);
  put(row, 2, bus.bar_A);
  put(row, 3, bus.load_A);
  put(row, 4, psu.current_A);
  put(row, 5, psu.integral_A);
  put(row, 6, psu.energy_J);
  put(row, 7, psu.taken_J);
  put(row, 8, psu.moduleMost_W);
  put(row, 9, power.cbu_A);
  put(row, 10, power.bbu_A);
  put(row, 11, bus.lossEsr_J);
  put(row, 12, bus.lossBusbar_J);
  put(row, 13, bus.loadEnergy_J);
  put(row, 14, cbu.drawn_J);
  put(row, 15, cbu.loss_J);
  put(row, 16, bbu.drawn_J);
  put(row, 17, bbu.loss_J);
  // of the steps that were made last
  put(row, 18, trace.lowestL_V);
  put(row, 19, trace.highestL_V);
  put(row, 20, trace.lowestS_V);
  put(row, 21, trace.highestS_V);
  put(row, 22, <f64>trace.lowestAt);
  put(row, 23, trace.psuEnergy_J[made - 1]);
  put(row, 24, trace.sample(RingOf.BUS_L, -1));
  put(row, 25, trace.sample(RingOf.BUS_S, -1));
  put(row, 26, trace.sample(RingOf.PSU, -1));
  put(row, 27, trace.sample(RingOf.CBU, -1));
  put(row, 28, trace.sample(RingOf.BBU, -1));
  put(row, 29, trace.sample(RingOf.LOAD, -1));
  return row;
}
