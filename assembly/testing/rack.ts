import { Channel, EventKind, wavePeriods_us } from '../abi/enumerations';
import { firmwareParameters, plantParameters } from '../abi/simulationBanks';
import { RING_MASK } from '../math/ring';
import { Recorder } from '../sim/recorder';
import { Simulation } from '../sim/simulation';

const STEPS: i32 = 10;
/** Fast ticks from one look of the slow sensors to the next. */
const SLOW: u32 = 1000;
const TRIP_US: f64 = 1000;

let simulation!: Simulation;
let fastTick: u32 = 0;

/** A whole run from the parameter banks, to `warm_us`; `outage`: its PSU trips before. Then its parts can be run alone. */
export function benchRackInit(duration_us: f64, warm_us: f64, outage: bool): void {
  const recorder = new Recorder(wavePeriods_us(), Channel.COUNT - Channel.WAVES, duration_us, 8 << 20, TRIP_US, 0);
  simulation = new Simulation(plantParameters(), firmwareParameters(), 1, 1, TRIP_US, duration_us, recorder, 0);
  recorder.allocateStorage();
  if (outage) simulation.events.add(TRIP_US, EventKind.PSU_TRIP, 0, 0, 0, 0);
  simulation.begin();
  simulation.run(warm_us);
  fastTick = <u32>(warm_us / <f64>STEPS);
}

/** Fast ticks of the whole run. */
export function benchRackWhole(ticks: i32): void {
  simulation.run(<f64>(ticks * STEPS));
}

/** Without them the controllers would open everything. */
function slowSensors(): void {
  for (let part = 0; part < 3; part++) simulation.sensors.groups(part);
  simulation.sensors.thermistors();
}

/** Fast ticks in which all modules see, and, if they do, think and act. */
export function benchRackRound(ticks: i32, thinking: bool): void {
  const round = simulation.round;
  for (let k = 0; k < ticks; k++, fastTick++) {
    const now = <f64>fastTick * <f64>STEPS;
    if (fastTick % SLOW == 0) slowSensors();
    round.speak(now);
    if (thinking) round.control(now, fastTick);
    else round.see(fastTick);
  }
}

/** Fast ticks of converters and storage sides, with the bus between if it `moves`. */
export function benchRackStage(ticks: i32, moves: bool): void {
  const plant = simulation.plant;
  const power = plant.power;
  const trace = power.trace;
  for (let k = 0; k < ticks; k++, fastTick++) {
    const now = <f64>fastTick * <f64>STEPS;
    plant.latch(now);
    if (moves) {
      let made = 0;
      while (made < STEPS) {
        const steps = power.cruise(now + <f64>made, STEPS - made);
        // by itself nothing happens here that needs care
        if (steps == 0) return;
        made += steps;
        trace.phase = (trace.phase + ((<usize>steps) << 2)) & RING_MASK;
      }
    } else {
      power.cbus.course.pass(STEPS);
      power.bbus.course.pass(STEPS);
    }
    plant.settle(now + <f64>STEPS);
  }
}

/** Fast ticks of recorder and metrics. */
export function benchRackRecorder(ticks: i32): void {
  const recorder = simulation.recorder;
  const metrics = simulation.metrics;
  const plant = simulation.plant;
  for (let k = 0; k < ticks; k++, fastTick++) {
    const now = <f64>fastTick * <f64>STEPS;
    metrics.fast(now);
    metrics.ticks(now + 1, STEPS);
    recorder.setSlow(Channel.capacitorVoltage_V, plant.capacitor_V);
    recorder.setSlow(Channel.psuEnergy_J, plant.power.psu.energy_J);
    recorder.setSlow(Channel.psuSetPoint_V, plant.power.psu.setPoint_V(now));
    recorder.advance(STEPS);
  }
}
