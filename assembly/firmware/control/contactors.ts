import { Command } from '../../abi/Command';
import { ContactorState, Line } from '../../abi/enumerations';
import { Measurement } from '../measure';
import { Deadline, ticksOf } from '../time';

/** Longer than five time constants of precharge resistor and DC link. */
const PRECHARGE_S: f32 = 0.2;

/** Main and precharge contactor and the semiconductor switch of a battery module. */
export class Contactors {
  private readonly command: Command;
  private readonly precharged: Deadline = new Deadline();
  state: i32 = ContactorState.OPEN;

  constructor(command: Command) {
    this.command = command;
  }

  /** As if closed for long. */
  warmStart(): void {
    this.state = ContactorState.CLOSED;
    this.command.mainContactor = 1;
    this.command.switchClosed = 1;
  }

  /** Cuts at once: the switch within microseconds, the contactor after it. */
  trip(openSwitch: bool): void {
    this.state = ContactorState.TRIPPED;
    this.command.mainContactor = 0;
    this.command.prechargeContactor = 0;
    if (openSwitch) this.command.switchClosed = 0;
  }

  /** Every millisecond. `faulty`: a row stands open, nothing closes. */
  run(measured: Measurement, faulty: bool): void {
    if (faulty) return;
    switch (this.state) {
      case ContactorState.TRIPPED:
        // a row that does not latch has cleared: the whole way again, precharge first
        this.state = ContactorState.OPEN;
        break;
      case ContactorState.OPEN:
        if (measured.line(Line.MAIN_CLOSED)) break;
        this.command.switchClosed = 1;
        this.command.prechargeContactor = 1;
        this.precharged.clear();
        this.precharged.arm(measured.now, ticksOf(PRECHARGE_S));
        this.state = ContactorState.PRECHARGE;
        break;
      case ContactorState.PRECHARGE:
        if (this.precharged.reached(measured.now)) this.command.mainContactor = 1;
        if (measured.line(Line.MAIN_CLOSED)) {
          this.command.prechargeContactor = 0;
          this.state = ContactorState.CLOSED;
        }
        break;
    }
  }
}
