import { RowRecord } from '../abi/RowRecord';
import { Monitor } from '../firmware/protect/monitor';
import { Pace, Rule } from '../firmware/protect/rules';

let monitor!: Monitor;

/** One row on its own: see Rule. */
export function testMonitorInit(upper: bool, threshold: f32, hysteresis: f32, debounce: i32, delay: u32, recovery: u32, latch: bool): void {
  const record = heap.alloc(RowRecord.BYTES);
  memory.fill(record, 0, RowRecord.BYTES);
  monitor = new Monitor(
    new Rule(0, 0, upper, threshold, hysteresis, new Pace(0, debounce, delay, recovery), 1, latch),
    RowRecord.at(record),
  );
}

export function testMonitorLook(value: f32, sequence: u32, valid: bool, now: u32): bool {
  monitor.look(value, sequence, valid, now);
  return monitor.tripped;
}
