import { Random } from '../../math/random';
import { Chemistry } from '../chemistry/chemistry';
import { applyHealth } from './ageing';
import { PackConfig } from './config';
import { SLOW_BYTES, Slow } from './layout';

/** The cells of a pack as they come: each a little different, at rest, what is gone of them gone. */
export function makeCells(slow: usize, config: PackConfig, chemistry: Chemistry, random: Random): void {
  const count = config.series * config.parallel;
  for (let k = 0; k < count; k++) {
    const cell = slow + <usize>k * SLOW_BYTES;
    const capacity = chemistry.capacity_Ah * 3600 * (1 + config.capacitySpread * random.gaussian());
    store<f64>(cell, capacity, Slow.OWN_CAPACITY);
    store<f32>(cell, <f32>max(0.2, 1 + config.resistanceSpread * random.gaussian()), Slow.OWN_FACTOR);
    store<f64>(cell, config.soc, Slow.SOC);
    store<f64>(cell, config.ambient_K, Slow.TEMPERATURE);
    // calendar and cycles have an equal part in what is gone already (K)
    store<f64>(cell, 0.5 * (1 - config.capacityHealth), Slow.CALENDAR_LOSS);
    store<f64>(cell, 0.5 * (1 - config.capacityHealth), Slow.CYCLE_LOSS);
    store<f64>(cell, 0.5 * (config.resistanceHealth - 1), Slow.CALENDAR_GAIN);
    store<f64>(cell, 0.5 * (config.resistanceHealth - 1), Slow.CYCLE_GAIN);
    applyHealth(cell, chemistry);
  }
  for (let k = 0; k < count; k++) {
    const rate = config.ageingSpread > 0 ? max(0, 1 + config.ageingSpread * random.gaussian()) : 1;
    store<f32>(slow + <usize>k * SLOW_BYTES, <f32>rate, Slow.AGEING_RATE);
  }
}
