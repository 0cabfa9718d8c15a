import { RING_BYTES, RING_MASK } from '../math/ring';

/** Most power-stage steps that are made at once: those of a fast tick. */
export const MOST_STEPS: i32 = 10;

/** Step by step, what the last steps of the power stage left: to be read before the next are made. */
export class Trace {
  /** Byte in each ring where the next step's sample goes; moved by whoever keeps the samples. */
  phase: usize = 0;
  // and where those rings are; until somebody gives them there is one for all, which nobody reads
  busLRing: usize;
  busSRing: usize;
  psuRing: usize;
  cbuRing: usize;
  bbuRing: usize;
  loadRing: usize;
  // beside them in full, at the end of each step
  readonly busL_V: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly psuEnergy_J: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  /** Extremes of the bus voltage over the steps, and the step of the lower one. */
  lowestL_V: f64 = 0;
  lowestAt: i32 = 0;
  highestL_V: f64 = 0;

  constructor() {
    const ring = heap.alloc(RING_BYTES);
    memory.fill(ring, 0, RING_BYTES);
    this.busLRing = ring;
    this.busSRing = ring;
    this.psuRing = ring;
    this.cbuRing = ring;
    this.bbuRing = ring;
    this.loadRing = ring;
  }

  /** What step `n` left in a ring. */
  sample(ring: usize, n: i32): f64 {
    return <f64>load<f32>(ring + ((this.phase + ((<usize>n) << 2)) & RING_MASK));
  }

  /** Nothing in here is state: a run that was cut elsewhere must leave the same memory. */
  forget(): void {
    this.lowestL_V = 0;
    this.lowestAt = 0;
    this.highestL_V = 0;
    for (let n = 0; n < MOST_STEPS; n++) {
      this.busL_V[n] = 0;
      this.psuEnergy_J[n] = 0;
    }
  }
}
