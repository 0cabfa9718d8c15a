import { plantParameters } from '../abi/simulationBanks';
import { Disconnect } from '../plant/disconnect';
import { Log } from '../sim/log';

let unit!: Disconnect;
let now_us: f64 = 0;

/** A disconnect on its own, from the parameter bank, open and with an empty link. */
export function testDisconnectInit(): void {
  unit = new Disconnect(plantParameters(), 1, new Log(16));
  now_us = 0;
}

export function testDisconnectCommand(main: bool, precharge: bool, gate: bool): void {
  unit.command(now_us, main, precharge, gate);
}

/** Fast ticks of 10 us at a constant emf behind a resistance; `current_A` is what a converter draws. */
export function testDisconnectRun(ticks: i32, emf_V: f64, resistance_ohm: f64, current_A: f64): f64 {
  let charge_C: f64 = 0;
  for (let k = 0; k < ticks; k++) {
    now_us += 10;
    charge_C += unit.advance(now_us, 10, emf_V, resistance_ohm, current_A);
    if (unit.parts) charge_C += unit.join(emf_V, resistance_ohm, 0);
  }
  return charge_C;
}

export function testDisconnectLink_V(): f64 {
  return unit.link_V;
}

export function testDisconnectLoss_J(): f64 {
  return unit.loss_J;
}

export function testDisconnectPackLoss_J(): f64 {
  return unit.packLoss_J;
}

export function testDisconnectMain(): bool {
  return unit.mainClosed;
}

export function testDisconnectPrecharge(): bool {
  return unit.prechargeClosed;
}

export function testDisconnectSwitch(): bool {
  return unit.switchClosed;
}

export function testDisconnectFuse(): bool {
  return unit.fuseBlown;
}
