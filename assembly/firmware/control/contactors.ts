import { Command } from '../../abi/Command';
import { ContactorState, Line, Protection } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { size } from '../../math/piecewise';
import { Measurement } from '../measure';
import { Deadline, ticksOf } from '../time';
import { Precharge } from './precharge';

/** A current above this part of the discharge maximum, with every contact open, flows through something (K). */
const LEAKS: f32 = 0.05;
/** While the link precharges the shunt may show this part of its range: what is nearly full takes nearly nothing (K). */
const PRECHARGED: f32 = 1e-3;

/** Main and precharge contactor and the semiconductor switch of a battery module. */
export class Contactors {
  private readonly command: Command;
  private readonly match: f32;
  private readonly leak_A: f32;
  private readonly trickle_A: f32;
  private readonly contactTicks: u32;
  private readonly opens: Deadline = new Deadline();
  private readonly closes: Deadline = new Deadline();
  private readonly precharge: Precharge;
  /** The shunt before the precharge contact closed: what it shows of nothing. */
  private idle_A: f32 = 0;
  /** The precharge contact was closed at the last look as well: a millisecond of current has been seen. */
  private charges: bool = false;
  /** Lowest link voltage since everything stands open: nothing can raise it. */
  private lowest_V: f32 = Infinity;
  state: i32 = ContactorState.OPEN;
  /** What is wrong, bits by Protection. */
  flags: u32 = 0;

  constructor(parameters: FirmwareParameters, command: Command) {
    this.command = command;
    this.match = parameters.prechargeMatch_ratio;
    this.leak_A = LEAKS * parameters.dischargeCurrentMax_A;
    this.trickle_A = PRECHARGED * parameters.moduleCurrentFullScale_A;
    this.contactTicks = ticksOf(parameters.contactorTimeout_s);
    this.precharge = new Precharge(ticksOf(parameters.prechargeTau_s));
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
    if (!forbidden) this.move(m);
    this.charges = m.line(Line.PRECHARGE_CLOSED);
  }

  private move(m: Measurement): void {
    switch (this.state) {
      case ContactorState.TRIPPED:
        // a row that does not latch has cleared: the whole way again, precharge first
        this.state = ContactorState.OPEN;
        break;
      case ContactorState.OPEN:
        if (m.line(Line.MAIN_CLOSED)) break;
        this.command.switchClosed = 1;
        this.command.prechargeContactor = 1;
        this.precharge.begin(m.now, missing_V(m));
        this.idle_A = m.current_A;
        this.state = ContactorState.PRECHARGE;
        break;
      case ContactorState.PRECHARGE:
        if (this.flags == 0 && this.matches(m)) this.command.mainContactor = 1;
        if (m.line(Line.MAIN_CLOSED)) {
          this.command.prechargeContactor = 0;
          this.state = ContactorState.CLOSED;
        }
        break;
    }
  }

  /** Never onto an unknown or a different voltage: the current into the link must say so as well as its sensor. */
  private matches(m: Measurement): bool {
    if (!this.charges) return false;
    const band_V = this.match * m.storage_V;
    return band_V > 0 && missing_V(m) <= band_V && size(m.current_A - this.idle_A) <= this.trickle_A;
  }

  /** No coil, contact or precharge is under way, and no deadline ends within `ticks`. */
  calm(now: u32, ticks: u32, forbidden: bool): bool {
    return this.opens.quiet(now, ticks) && this.closes.quiet(now, ticks) && (this.state == ContactorState.CLOSED || forbidden);
  }

  private supervise(m: Measurement): void {
    const command = this.command;
    const main = m.line(Line.MAIN_CLOSED);
    const precharge = m.line(Line.PRECHARGE_CLOSED);
    const gate = m.line(Line.SWITCH_CLOSED);
    const closed =
      (main && command.mainContactor == 0) || (precharge && command.prechargeContactor == 0) || (gate && command.switchClosed == 0);
    if (closed || this.passes(m, main || precharge)) this.opens.arm(m.now, this.contactTicks);
    else this.opens.clear();
    if ((!main && command.mainContactor != 0) || (!precharge && command.prechargeContactor != 0) || (!gate && command.switchClosed != 0))
      this.closes.arm(m.now, this.contactTicks);
    else this.closes.clear();
    let flags: u32 = 0;
    if (this.opens.reached(m.now)) flags |= 1 << Protection.CONTACTOR_WELD;
    if (this.closes.reached(m.now)) flags |= 1 << Protection.CONTACTOR_STUCK_OPEN;
    if (this.state == ContactorState.PRECHARGE && command.mainContactor == 0)
      flags |= this.precharge.look(m.now, missing_V(m), this.match * m.storage_V, precharge);
    this.flags = flags;
  }

  /** Everything says that it is open, and yet a current flows or the link rises. */
  private passes(m: Measurement, closed: bool): bool {
    if (closed || this.command.mainContactor != 0 || this.command.prechargeContactor != 0) {
      this.lowest_V = Infinity;
      return false;
    }
    this.lowest_V = min(this.lowest_V, m.link_V);
    return !(size(m.current_A) <= this.leak_A) || !(m.link_V <= this.lowest_V + this.match * m.storage_V);
  }
}

function missing_V(m: Measurement): f32 {
  return size(m.storage_V - m.link_V);
}
