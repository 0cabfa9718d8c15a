import { Channel } from '../abi/enumerations';
import { RING_BYTES, RING_MASK, RING_SHIFT } from '../math/ring';

/** Most power-stage steps that are made at once: those of a fast tick. */
export const MOST_STEPS: i32 = 10;

/** Where each wave's ring lies behind the first. */
export namespace RingOf {
  export const BUS_L: usize = (<usize>Channel.busVoltage_V) << RING_SHIFT;
  export const BUS_S: usize = (<usize>Channel.busVoltageS_V) << RING_SHIFT;
  export const PSU: usize = (<usize>Channel.psuCurrent_A) << RING_SHIFT;
  export const CBU: usize = (<usize>Channel.cbuCurrent_A) << RING_SHIFT;
  export const BBU: usize = (<usize>Channel.bbuCurrent_A) << RING_SHIFT;
  export const LOAD: usize = (<usize>Channel.loadCurrent_A) << RING_SHIFT;
  export const BYTES: usize = LOAD + RING_BYTES;
}

/** Step by step, what the last steps of the power stage left: to be read before the next are made. */
export class Trace {
  /** Byte in each ring where the next step's sample goes; moved by whoever keeps the samples. */
  phase: usize = 0;
  /** The first of those rings; until somebody gives them they are the trace's own, which nobody reads. */
  rings: usize;
  // beside them in full, at the end of each step
  readonly busL_V: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly psuEnergy_J: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  /** For the steps to come: mean of the power that the rectifiers could take in each. */
  readonly input_W: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  /** Extremes of the bus voltage over the steps, and the step of the lower one. */
  lowestL_V: f64 = 0;
  lowestAt: i32 = 0;
  highestL_V: f64 = 0;
  /** And of node S. */
  lowestS_V: f64 = 0;
  highestS_V: f64 = 0;

  constructor() {
    this.rings = heap.alloc(RingOf.BYTES);
    memory.fill(this.rings, 0, RingOf.BYTES);
  }

  /** What step `n` left in a ring (one of RingOf). */
  sample(ring: usize, n: i32): f64 {
    return <f64>load<f32>(this.rings + ring + ((this.phase + ((<usize>n) << 2)) & RING_MASK));
  }

  /** Nothing in here is state: a run that was cut elsewhere must leave the same memory. */
  forget(): void {
    this.lowestL_V = 0;
    this.lowestAt = 0;
    this.highestL_V = 0;
    this.lowestS_V = 0;
    this.highestS_V = 0;
    for (let n = 0; n < MOST_STEPS; n++) {
      this.busL_V[n] = 0;
      this.psuEnergy_J[n] = 0;
      this.input_W[n] = 0;
    }
  }
}
