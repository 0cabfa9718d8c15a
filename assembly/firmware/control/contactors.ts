import { Command } from '../../abi/Command';
import { ContactorState, Line } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { Measurement } from '../measure';
import { Deadline, ticksOf } from '../time';

/** Main and precharge contactor and the semiconductor switch of a battery module. */
export class Contactors {
  private readonly command: Command;
  private readonly match: f32;
  private readonly prechargeTicks: u32;
  private readonly contactTicks: u32;
  private readonly precharged: Deadline = new Deadline();
  private readonly follows: Deadline = new Deadline();
  state: i32 = ContactorState.OPEN;
  /** A contact does not follow its coil, or the link does not come up. */
  faulty: bool = false;

  constructor(parameters: FirmwareParameters, command: Command) {
    this.command = command;
    this.match = parameters.prechargeMatch_ratio;
    this.prechargeTicks = ticksOf(parameters.prechargeTimeout_s);
    this.contactTicks = ticksOf(parameters.contactorTimeout_s);
  }

  /** As if closed for long. */
  warmStart(): void {
    this.state = ContactorState.CLOSED;
    this.command.mainContactor = 1;
    this.command.switchClosed = 1;
  }

  /** Lets go of both coils; milliseconds until the contacts follow. */
  trip(): void {
    this.state = ContactorState.TRIPPED;
    this.command.mainContactor = 0;
    this.command.prechargeContactor = 0;
  }

  /** The semiconductor switch cuts within microseconds, whatever the contacts do. */
  cut(): void {
    this.command.switchClosed = 0;
  }

  /** Every millisecond. `forbidden`: a row stands open, nothing closes. */
  run(m: Measurement, forbidden: bool): void {
    this.supervise(m);
    if (forbidden) return;
    switch (this.state) {
      case ContactorState.TRIPPED:
        // a row that does not latch has cleared: the whole way again, precharge first
        this.state = ContactorState.OPEN;
        break;
      case ContactorState.OPEN:
        if (m.line(Line.MAIN_CLOSED)) break;
        this.command.switchClosed = 1;
        this.command.prechargeContactor = 1;
        this.state = ContactorState.PRECHARGE;
        break;
      case ContactorState.PRECHARGE:
        if (m.line(Line.PRECHARGE_CLOSED) && this.matches(m)) this.command.mainContactor = 1;
        if (m.line(Line.MAIN_CLOSED)) {
          this.command.prechargeContactor = 0;
          this.state = ContactorState.CLOSED;
        }
        break;
    }
  }

  /** Never onto an unknown or a different voltage. */
  private matches(m: Measurement): bool {
    const band_V = this.match * m.storage_V;
    const missing_V = m.storage_V - m.link_V;
    return band_V > 0 && missing_V <= band_V && missing_V >= -band_V;
  }

  /** No coil, contact or precharge is under way. */
  calm(forbidden: bool): bool {
    return !this.follows.armed && !this.precharged.armed && (this.state == ContactorState.CLOSED || forbidden);
  }

  private supervise(m: Measurement): void {
    if (m.line(Line.MAIN_CLOSED) == (this.command.mainContactor != 0)) this.follows.clear();
    else this.follows.arm(m.now, this.contactTicks);
    if (this.state != ContactorState.PRECHARGE) this.precharged.clear();
    else this.precharged.arm(m.now, this.prechargeTicks);
    this.faulty = this.follows.reached(m.now) || this.precharged.reached(m.now);
  }
}
