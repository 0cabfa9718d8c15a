import { Line, ModuleKind, Sensor } from '../abi/enumerations';
import { command, firmwareParameters, plantParameters, sample, telemetry } from '../abi/simulationBanks';
import { FirmwareModule } from '../firmware/module';
import { RING_MASK } from '../math/ring';
import { Plant } from '../plant/plant';
import { Log } from '../sim/log';

let plant!: Plant;
let module!: FirmwareModule;

/** A shelf that delivers from its converters, and one battery controller, from the defaults of the table. */
export function benchInit(): void {
  plantParameters().reset();
  firmwareParameters().reset();
  plant = new Plant(plantParameters(), 1, new Log(64), 0);
  module = new FirmwareModule(ModuleKind.BBU, firmwareParameters(), sample(0), command(0), telemetry(0));
  module.warmStart();
  for (let k = 0; k < plant.moduleCount; k++) {
    plant.ask(k, 30);
    plant.enable(k, true);
  }
  plant.latch(1e9);
  plant.latch(2e9);
}

/** Microseconds of the power stage alone: rectifier, bus, load, seven converters with what they do every fast tick. */
export function benchPowerStage(steps: i32): void {
  const power = plant.power;
  const trace = power.trace;
  for (let k = 0; k < steps; k += 10) {
    power.cbus.latch(power.bus.vS_V);
    power.bbus.latch(power.bus.vS_V);
    let now = <f64>k;
    while (now < <f64>(k + 10)) {
      const made = power.cruise(now, k + 10 - <i32>now);
      now += <f64>made;
      trace.phase = (trace.phase + ((<usize>made) << 2)) & RING_MASK;
    }
    power.cbus.settle();
    power.bbus.settle();
  }
}

/** Fast tasks of one healthy battery controller at rest, slower tasks when they are due. */
export function benchFastTask(ticks: i32): void {
  const seen = sample(0);
  seen.valid = Sensor.BUS_VOLTAGE | Sensor.MODULE_CURRENT | Sensor.STORAGE_VOLTAGE | Sensor.GROUP_VOLTAGE | Sensor.THERMISTOR;
  seen.lines = Line.SHARE_VALID | Line.MAIN_CLOSED | Line.SWITCH_CLOSED;
  for (let k = 0; k < ticks; k++) {
    seen.time_ticks += 1;
    seen.busVoltageSequence += 1;
    seen.moduleSequence += 1;
    seen.shareSequence += 1;
    seen.busVoltage_code = 3400;
    seen.storageVoltage_code = 46000;
    if (seen.time_ticks % 1000 == 0) {
      seen.groupSequence += 1;
      seen.thermistorSequence += 1;
      for (let g = 0; g < 11; g++) seen.setGroupVoltage_code(g, 39000);
      for (let t = 0; t < 4; t++) seen.setThermistor_code(t, 2500);
    }
    module.tick();
  }
}
