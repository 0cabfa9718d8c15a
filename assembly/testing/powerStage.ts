import { plantParameters } from '../abi/simulationBanks';
import { put, rowOf } from '../math/row';
import { Plant } from '../plant/plant';
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
  row = rowOf(18);
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
  for (let now = from; now < from + 10; ) {
    let made = power.cruise(now, <i32>(from + 10 - now));
    if (made == 0) {
      power.beginStep(now, now + 1);
      power.advance(now, now + 1);
      made = 1;
    }
    now += <f64>made;
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
  put(row, 9, power.cbus.current_A);
  put(row, 10, power.bbus.current_A);
  put(row, 11, bus.lossEsr_J);
  put(row, 12, bus.lossBusbar_J);
  put(row, 13, bus.loadEnergy_J);
  put(row, 14, cbu.drawn_J);
  put(row, 15, cbu.loss_J);
  put(row, 16, bbu.drawn_J);
  put(row, 17, bbu.loss_J);
  return row;
}
