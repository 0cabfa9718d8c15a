import { RING_MASK } from '../math/ring';
import { Recorder } from '../sim/recorder';

// Set once by recorderInit: an address.
let recorder!: Recorder;
let slowPeriod: i32 = 1;

/** `waves` of a sample a tick, the last of them of one every `period` ticks. */
export function testRecorderInit(waves: i32, period: i32, ticks: f64, budgetBytes: i32, trigger: f64): void {
  const periods = new StaticArray<i32>(waves);
  for (let c = 0; c < waves; c++) periods[c] = c == waves - 1 ? period : 1;
  recorder = new Recorder(periods, 1, ticks, budgetBytes, trigger, 0);
  slowPeriod = period;
}

/** Where the state ends and the sample storage begins. */
export function testRecorderAllocate(): usize {
  const end = heap.alloc(16);
  recorder.allocateStorage();
  return end;
}

/** Samples of one wave, f32 from `address` on; the other waves get the negative. */
export function testRecorderPush(address: usize, count: i32, waves: i32): void {
  for (let done = 0; done < count; ) {
    // in batches of changing length
    const batch = min(count - done, 1 + (done % 10));
    for (let k = 0; k < batch; k++) {
      const value = load<f32>(address + ((<usize>(done + k)) << 2));
      const at = (recorder.phase + ((<usize>k) << 2)) & RING_MASK;
      for (let c = 0; c < (slowPeriod > 1 ? waves - 1 : waves); c++) store<f32>(recorder.ring(c) + at, c == 0 ? value : -value);
      if (slowPeriod > 1 && (<i64>recorder.count() + k) % slowPeriod == 0) recorder.setSlow(waves - 1, -(<f64>value));
    }
    recorder.advance(batch);
    done += batch;
  }
}

export function testRecorderScratch(bytes: i32): usize {
  return heap.alloc(bytes);
}

export function testRecorderState(value: i32): void {
  recorder.setState(0, value);
}

export function testRecorderChanges(): i32 {
  return recorder.changeCount(0);
}

export function testRecorderView(channel: i32, t0: f64, t1: f64, columns: i32): usize {
  return recorder.view(channel, t0, t1, columns);
}

export function testRecorderViewFirst(): i32 {
  return recorder.viewFirst();
}

export function testRecorderViewLast(): i32 {
  return recorder.viewLast();
}

export function testRecorderRaw(channel: i32, from: f64, count: i32): usize {
  return recorder.raw(channel, from, count);
}

export function testRecorderOldest(): f64 {
  return recorder.oldestRaw();
}

export function testRecorderLastOutside(channel: i32, from: f64, low: f32, high: f32): f64 {
  return recorder.lastOutside(channel, from, low, high);
}

export function testRecorderHighest(channel: i32, from: f64, to: f64): f64 {
  return recorder.highest(channel, from, to);
}
