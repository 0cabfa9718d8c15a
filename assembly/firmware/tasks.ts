import { FirmwareModule } from './module';
import { TICKS_PER_10MS, TICKS_PER_100MS, TICKS_PER_MS } from './time';

/**
 * The task table, in the order in which due tasks run inside one tick:
 *   fast    10 us   measures, cuts a short circuit, writes the converter's reference; first, because its latency is
 *                   the bus voltage
 *   ms      1 ms    current rows and contactors: they act on what the fast task just measured
 *   ten     10 ms   voltages and temperatures arrive at this rate; their rows and the estimator
 *   heat    100 ms  derating from what the 10 ms task just measured
 */
export function runDue(module: FirmwareModule, now: u32): void {
  module.fastTask();
  if (now % TICKS_PER_MS != 0) return;
  module.msTask();
  if (now % TICKS_PER_10MS != 0) return;
  module.tenMsTask();
  if (now % TICKS_PER_100MS != 0) return;
  module.heatTask();
}
