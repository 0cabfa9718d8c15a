import { Command } from '../../abi/Command';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { Sample } from '../../abi/Sample';
import { size } from '../../math/piecewise';
import { GROUP_LSB_V, Measurement } from '../measure';

/** Looks at 100 ms: bleeders are on in the first eight of ten, off in the last two, when voltages are compared. */
const PERIOD: i32 = 10;
const BLEEDS: i32 = 8;
/** A group that is bled is bled down to this part of what began it. */
const ENDS: f32 = 0.5;

/**
 * Passive balancing, every 100 ms: a group is bled while its voltage, seen with all bleeders off and hardly a current, is
 * too far above the lowest one. So many at once as the board can cool, the highest first; none in the heat.
 */
export class Balancing {
  private readonly parameters: FirmwareParameters;
  private readonly sample: Sample;
  private readonly command: Command;
  private readonly chosen: StaticArray<bool>;
  private look: i32 = 0;
  /** How many were chosen at the last comparison. */
  count: i32 = 0;

  constructor(parameters: FirmwareParameters, sample: Sample, command: Command) {
    this.parameters = parameters;
    this.sample = sample;
    this.command = command;
    this.chosen = new StaticArray<bool>(parameters.groupCount);
  }

  /** `allowed`: no row stands open and no group voltage is in doubt. */
  run(m: Measurement, allowed: bool): void {
    const p = this.parameters;
    if (!allowed || !(m.hottest_degC <= p.balanceTemperatureMax_degC) || !(size(m.current_A) <= p.balanceCurrent_A)) {
      this.forget();
      return;
    }
    this.look = this.look + 1 == PERIOD ? 0 : this.look + 1;
    // the last scan saw the groups with all bleeders off since 200 ms
    if (this.look == 0) this.choose(m);
    this.bleed(this.look < BLEEDS);
  }

  private forget(): void {
    this.look = 0;
    if (this.count == 0) return;
    this.bleed(false);
    this.count = 0;
    for (let g = 0; g < this.chosen.length; g++) this.chosen[g] = false;
  }

  private bleed(on: bool): void {
    if (this.count == 0) return;
    for (let g = 0; g < this.chosen.length; g++) this.command.setBleeders(g, u8(on && unchecked(this.chosen[g])));
  }

  private choose(m: Measurement): void {
    const p = this.parameters;
    this.bleed(false);
    this.count = 0;
    for (let g = 0; g < this.chosen.length; g++) {
      const above_V = this.group_V(g) - m.groupMin_V;
      const from_V = p.balanceStart_V * (unchecked(this.chosen[g]) ? ENDS : 1);
      const bleeds = above_V > from_V && m.groupMin_V >= p.balanceAbove_V;
      this.chosen[g] = bleeds;
      if (bleeds) this.count++;
    }
    while (this.count > p.balanceMost) this.dropLowest();
  }

  private dropLowest(): void {
    let lowest = -1;
    for (let g = 0; g < this.chosen.length; g++) {
      if (!unchecked(this.chosen[g])) continue;
      if (lowest < 0 || this.group_V(g) < this.group_V(lowest)) lowest = g;
    }
    this.chosen[lowest] = false;
    this.count--;
  }

  private group_V(g: i32): f32 {
    return <f32>this.sample.groupVoltage_code(g) * GROUP_LSB_V;
  }
}
