import { Sample } from '../../abi/Sample';
import { size } from '../../math/piecewise';
import { GROUP_LSB_V } from '../measure';

/** Of two groups that share a wire one lacks what the other has too much, but for this part of it (K). */
const PAIRED: f32 = 0.25;

/**
 * The wire that is off, or -1: n lies between groups n - 1 and n. An inner wire takes from one of its groups what it gives
 * to the other, and leaves their sum alone; an outer one takes it from the sum. `mean_V`: of the groups as they read;
 * `part_V`: their part of the storage voltage; `most_V`: what a group may be off.
 */
export function findOpenWire(s: Sample, count: i32, mean_V: f32, part_V: f32, most_V: f32): i32 {
  for (let g = 1; g < count; g++) {
    const low_V = <f32>(<i32>s.groupVoltage_code(g - 1)) * GROUP_LSB_V - mean_V;
    const high_V = <f32>(<i32>s.groupVoltage_code(g)) * GROUP_LSB_V - mean_V;
    if (size(low_V) > most_V && size(low_V + high_V) <= PAIRED * size(low_V)) return g;
  }
  const missing_V = <f32>count * (part_V - mean_V);
  const first_V = part_V - <f32>(<i32>s.groupVoltage_code(0)) * GROUP_LSB_V;
  const last_V = part_V - <f32>(<i32>s.groupVoltage_code(count - 1)) * GROUP_LSB_V;
  if (first_V > most_V && size(first_V - missing_V) <= PAIRED * first_V) return 0;
  if (last_V > most_V && size(last_V - missing_V) <= PAIRED * last_V) return count;
  return -1;
}
