/** One cell as f64 slots side by side: byte offsets. */
export namespace CellSlot {
  /** Own charge capacity, A s. */
  export const CAPACITY: usize = 0;
  /** Own resistance over the table's. */
  export const FACTOR: usize = 8;
  /** State of charge at the last refresh. */
  export const SOC: usize = 16;
  /** K. */
  export const TEMPERATURE: usize = 24;
  /** Charge taken since the last refresh, A s. */
  export const CHARGE: usize = 32;
  /** OCV at the last refresh, V, and its fall per ampere second. */
  export const OCV: usize = 40;
  export const SLOPE: usize = 48;
  /** Voltages of the RC branches. */
  export const V1: usize = 56;
  export const V2: usize = 64;
  /** Rj (1 - exp(-dt/tauj)). */
  export const GAIN1: usize = 72;
  export const GAIN2: usize = 80;
  /** 1/(R0 + contact + HALF). */
  export const CONDUCTANCE: usize = 88;
  /** 1/R1 and 1/R2: what is divided by every millisecond. */
  export const CONDUCTANCE1: usize = 96;
  export const CONDUCTANCE2: usize = 104;
  /** emf now, and in the middle of the coming step if no current flows. */
  export const EMF: usize = 112;
  export const EMF_MIDDLE: usize = 120;
  /** What a current takes from the emf by the middle of the step, in ohm. */
  export const HALF: usize = 128;
  export const CURRENT: usize = 136;
  /** Heat since the last thermal step, J. */
  export const HEAT: usize = 144;
  /** The straight piece of the OCV table holds while CHARGE lies between these. */
  export const PIECE_BEGIN: usize = 152;
  export const PIECE_END: usize = 160;
  /** R0 + contact. */
  export const R0: usize = 168;
}
export const CELL_BYTES: usize = 176;
