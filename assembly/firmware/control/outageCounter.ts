import { CountedAction } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { ticksOf } from '../time';

/** Starts that can be counted. */
const MOST: i32 = 16;

/**
 * Counts starts of the battery within a window, as the UPS did that left the grid on 2024-07-10. Full: so many starts,
 * none older than the window. It stays full until the module is started anew.
 */
export class OutageCounter {
  private readonly parameters: FirmwareParameters;
  private readonly windowTicks: u32;
  private readonly at: StaticArray<u32> = new StaticArray<u32>(MOST);
  private count: i32 = 0;
  full: bool = false;

  constructor(parameters: FirmwareParameters) {
    this.parameters = parameters;
    this.windowTicks = ticksOf(parameters.outagesWindow_s);
  }

  /** The battery starts now. */
  started(now: u32): void {
    const most = this.parameters.outagesMost;
    if (most <= 0 || this.full) return;
    this.age(now);
    this.at[this.count++] = now;
    this.full = this.count == most;
  }

  /** Lets go of what is older than the window; at least every hour, so that no age wraps. */
  age(now: u32): void {
    let old = 0;
    while (old < this.count && now - unchecked(this.at[old]) > this.windowTicks) old++;
    if (old == 0) return;
    this.count -= old;
    for (let k = 0; k < this.count; k++) this.at[k] = unchecked(this.at[k + old]);
  }

  /** A battery that delivers goes on, whatever the bus does. */
  get stays(): bool {
    return this.full && this.parameters.outagesAction == CountedAction.STAY_ON_BATTERY;
  }

  /** No further start. */
  get refuses(): bool {
    return this.full && this.parameters.outagesAction == CountedAction.REFUSE;
  }
}
