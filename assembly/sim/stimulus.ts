import { EventKind, LogKind, ModuleKind } from '../abi/enumerations';
import { Event } from './events';
import { Simulation } from './simulation';

/** References of the scenario when it drives the converters itself, by ModuleKind. */
export class OpenLoop {
  readonly reference_A: StaticArray<f64> = new StaticArray<f64>(2);
  readonly enable: StaticArray<bool> = new StaticArray<bool>(2);
  /** Something happened since the converters were told. */
  moved: bool = true;

  /** The capacitor converter idles hot. */
  begin(): void {
    this.enable[ModuleKind.CBU] = true;
  }
}

/** Makes `event` happen at `now_us`. */
export function apply(event: Event, now_us: f64, simulation: Simulation): void {
  const plant = simulation.plant;
  const power = plant.power;
  const sensors = simulation.sensors;
  const log = simulation.log;
  const cbus = plant.cbuCount;
  const k = event.index;
  simulation.openLoop.moved = true;
  switch (event.kind) {
    case EventKind.UTILITY_VOLTAGE: {
      const lost = event.value < 0.9;
      if (lost != power.utility.input_pu < 0.9) log.add(now_us, lost ? LogKind.UTILITY_LOST : LogKind.UTILITY_BACK, -1, event.value);
      power.utility.set(now_us, event.value);
      return;
    }
    case EventKind.PSU_TRIP:
      power.psu.trip(now_us);
      log.add(now_us, LogKind.PSU_TRIPPED, -1, power.psu.current_A);
      return;
    case EventKind.PSU_RESTORE:
      if (!power.psu.tripped) return;
      power.psu.restart();
      log.add(now_us, LogKind.PSU_BACK, -1, 0);
      return;
    case EventKind.PSU_MODULE_FAIL:
      power.failedStore_J += power.psu.failModules(<i32>event.value);
      log.add(now_us, LogKind.PSU_MODULE_FAILED, -1, event.value);
      return;
    case EventKind.LOAD_POWER:
      power.load.ask(now_us, event.value, event.duration_us);
      log.add(now_us, LogKind.LOAD_STEP, -1, event.value);
      return;
    case EventKind.LOAD_RECONNECT:
      if (power.load.reconnect(now_us)) log.add(now_us, LogKind.LOAD_RECONNECTED, -1, power.load.asked_W);
      return;
    case EventKind.COMMAND:
      simulation.openLoop.reference_A[k] = event.value;
      log.add(now_us, LogKind.COMMAND_CHANGED, k, event.value);
      return;
    case EventKind.ENABLE:
      simulation.openLoop.enable[k] = event.value != 0;
      log.add(now_us, LogKind.COMMAND_CHANGED, k, event.value);
      return;
    case EventKind.CAPACITOR_LOSS:
      plant.lose(now_us, k);
      return;
    case EventKind.MODULE_LOSS:
      plant.lose(now_us, cbus + k);
      return;
    case EventKind.CELL_SHORT:
      plant.batteries[k].disconnect.shortThrough(event.value);
      break;
    case EventKind.SENSOR_STUCK:
      sensors.modules[k].faults.busStuck = event.value != 0;
      sensors.modules[k].faulty = true;
      break;
    case EventKind.SENSOR_STALE:
      sensors.modules[k].faults.busStale = event.value != 0;
      sensors.modules[k].faulty = true;
      break;
    case EventKind.SENSOR_OFFSET:
      sensors.modules[k].faults.busOffset_V = event.value;
      sensors.modules[k].faulty = true;
      break;
    case EventKind.FAN_STOP:
      plant.batteries[k].pack.stopFan();
      break;
    case EventKind.SHARE_LINE_LOSS:
      sensors.shareLost = event.value != 0;
      break;
  }
  log.add(now_us, LogKind.FAULT_INJECTED, k, <f64>event.kind);
}
