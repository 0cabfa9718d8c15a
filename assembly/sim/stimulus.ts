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
    case EventKind.UTILITY_VOLTAGE:
      power.supply.set(now_us, event.value, event.duration_us);
      return;
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
      if (power.load.reconnect(now_us)) log.add(now_us, LogKind.LOAD_RECONNECTED, -1, power.load.asked_W(now_us));
      return;
    case EventKind.LOAD_PATTERN:
      power.load.follow(now_us, event.value != 0);
      // it says itself when it begins
      if (event.value == 0) log.add(now_us, LogKind.PATTERN_ENDED, -1, power.load.asked_W(now_us));
      return;
    case EventKind.COMMAND:
      simulation.openLoop.reference_A[k] = event.value;
      log.add(now_us, LogKind.COMMAND_CHANGED, k, event.value);
      return;
    case EventKind.ENABLE:
      simulation.openLoop.enable[k] = event.value != 0;
      log.add(now_us, LogKind.COMMAND_CHANGED, k, event.value);
      return;
    case EventKind.PEAK_SHAVING:
      simulation.round.shaving_W = event.value;
      log.add(now_us, LogKind.SHAVING_ASKED, -1, event.value);
      return;
    case EventKind.CAPACITOR_LOSS:
      plant.lose(now_us, k);
      return;
    case EventKind.MODULE_LOSS:
      plant.lose(now_us, cbus + k);
      return;
    case EventKind.SENSOR_FAULT: {
      const what = event.item >> 8;
      sensors.inject(k, what >> 4, event.item & 0xff, what & 0xf, event.value);
      log.add(now_us, LogKind.SENSOR_FAULT, k, <f64>what);
      return;
    }
  }
  const over = injectFault(event, now_us, simulation);
  plant.follow();
  log.add(now_us, over ? LogKind.FAULT_CLEARED : LogKind.FAULT_INJECTED, faultyModule(event.kind, k, cbus), <f64>event.kind);
}

/** Number of the module that a fault of the plant is in, or -1: the index counts modules, capacitors or batteries. */
function faultyModule(kind: i32, index: i32, cbus: i32): i32 {
  if (kind == EventKind.SHARE_LINE_LOSS) return -1;
  const ofAll = kind == EventKind.CONVERTER_NO_START || kind == EventKind.CONVERTER_EARLY_LIMIT || kind == EventKind.CAPACITOR_ESR_RISE;
  return ofAll ? index : cbus + index;
}

/** Faults of the plant. True: this event ends one. */
function injectFault(event: Event, now_us: f64, simulation: Simulation): bool {
  const plant = simulation.plant;
  const k = event.index;
  const value = event.value;
  const on = value != 0;
  switch (event.kind) {
    case EventKind.SHARE_LINE_LOSS:
      simulation.sensors.shareLost = on;
      return !on;
    case EventKind.CONVERTER_NO_START:
      plant.converters[k].noStart = on;
      return !on;
    case EventKind.CONVERTER_EARLY_LIMIT:
      plant.converters[k].limitAt(value);
      return value == 1;
    case EventKind.CAPACITOR_ESR_RISE:
      plant.capacitors[k].bank.raiseEsr(value);
      return value == 1;
  }
  const battery = plant.batteries[k];
  const disconnect = battery.disconnect;
  switch (event.kind) {
    case EventKind.PACK_SHORT:
      disconnect.shortThrough(on ? value : Infinity, false);
      return !on;
    case EventKind.LINK_SHORT:
      disconnect.shortThrough(on ? value : Infinity, true);
      return !on;
    case EventKind.CONTACTOR_WELD:
      disconnect.weld(now_us, on);
      return !on;
    case EventKind.CONTACTOR_STUCK_OPEN:
      disconnect.stickOpen(now_us, on);
      return !on;
    case EventKind.PRECHARGE_FAULT:
      disconnect.failPrecharge(now_us, <i32>value);
      return !on;
    case EventKind.LINK_CAPACITANCE:
      disconnect.scaleLink(value);
      return value == 1;
    case EventKind.FUSE_BLOW:
      disconnect.blowFuse(now_us, battery.current_A);
      return false;
    case EventKind.SWITCH_FAIL:
      disconnect.failSwitch(now_us, <i32>value);
      return !on;
    case EventKind.FAN_STOP:
      battery.stopFan(on);
      return !on;
    case EventKind.CELL_INTERNAL_SHORT:
      battery.pack.shortCell(event.item, on ? value : Infinity);
      return !on;
    case EventKind.CELL_WEAK:
      battery.pack.weakenCell(event.item, value, 1);
      return false;
    case EventKind.CELL_RESISTANCE_RISE:
      battery.pack.weakenCell(event.item, 1, value);
      return false;
    case EventKind.CELL_OPEN:
      battery.pack.openCell(event.item);
      return false;
  }
  return false;
}
