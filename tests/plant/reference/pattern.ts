/** Demand patterns as lists of corners (time, power), and the demand that follows them at a limited slope. */
import type { PlantValues } from './parameters.ts';

export type Corner = readonly [t_s: number, power_W: number];

/** What `pulses` ask for up to `until_s`, beginning at the demand before it. */
export function pulseCorners(p: PlantValues, until_s: number): Corner[] {
  const corners: Corner[] = [[p.patternStart_s, p.loadPower_W]];
  for (let k = 0; p.patternStart_s + k * p.patternPeriod_s < until_s; k++) {
    const rises_s = p.patternStart_s + k * p.patternPeriod_s;
    const falls_s = rises_s + p.patternDuty * p.patternPeriod_s;
    // the level between two pulses lasts until the next one begins
    if (k > 0) corners.push([rises_s, p.patternLow_W]);
    corners.push([rises_s + p.patternRise_s, p.patternHigh_W], [falls_s, p.patternHigh_W], [falls_s + p.patternFall_s, p.patternLow_W]);
  }
  return corners;
}

/** Corners of the demand that starts at `power_W` and goes after `asked` no faster than `slew_W_per_s`. */
export function slewed(asked: readonly Corner[], power_W: number, slew_W_per_s: number): Corner[] {
  const [first] = asked;
  if (!first) return [];
  const out: Corner[] = [[first[0], power_W]];
  let demand_W = power_W;
  const go = (t_s: number, to_W: number) => {
    out.push([t_s, to_W]);
    demand_W = to_W;
  };
  const last = asked.at(-1) as Corner;
  const ever = [...asked, [Number.POSITIVE_INFINITY, last[1]] as Corner];
  for (let k = 0; k + 1 < ever.length; k++) {
    const [from_s, from_W] = ever[k] as Corner;
    const [to_s, to_W] = ever[k + 1] as Corner;
    if (to_s <= from_s) continue;
    const slope = to_s < Number.POSITIVE_INFINITY ? (to_W - from_W) / (to_s - from_s) : 0;
    const behind_W = from_W - demand_W;
    const rate = (behind_W || slope) < 0 ? -slew_W_per_s : slew_W_per_s;
    const caught_s = behind_W === 0 ? (Math.abs(slope) <= slew_W_per_s ? 0 : Number.POSITIVE_INFINITY) : behind_W / (rate - slope);
    if (caught_s >= 0 && caught_s <= to_s - from_s) {
      if (caught_s > 0) go(from_s + caught_s, from_W + slope * caught_s);
      // an edge that is too fast is crossed, not followed
      const after_W = Math.max(-slew_W_per_s, Math.min(slew_W_per_s, slope)) * (to_s - from_s - caught_s);
      if (to_s < Number.POSITIVE_INFINITY) go(to_s, Math.abs(slope) > slew_W_per_s ? demand_W + after_W : to_W);
    } else go(to_s, demand_W + rate * (to_s - from_s));
  }
  return out;
}

/** Straight from corner to corner, level before the first and after the last. */
export class Polyline {
  private place = 0;

  constructor(readonly corners: readonly Corner[]) {}

  at(t_s: number): number {
    const c = this.corners;
    while (this.place > 0 && (c[this.place] as Corner)[0] > t_s) this.place--;
    while (this.place + 1 < c.length && (c[this.place + 1] as Corner)[0] <= t_s) this.place++;
    const [t0, w0] = c[this.place] as Corner;
    const next = c[this.place + 1];
    if (!next || t_s <= t0) return w0;
    return w0 + ((next[1] - w0) * (t_s - t0)) / (next[0] - t0);
  }
}
