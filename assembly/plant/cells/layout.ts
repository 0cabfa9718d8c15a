/**
 * Cells in memory. What moves every millisecond lies in tiles, arrays of structures of arrays: a tile holds as many
 * groups in series as a vector has lanes (four of f32, two of f64), a record in it one cell of each of them, so that the
 * sums over the cells in parallel need no shuffle. Lanes beyond the last group hold zeros and an infinite resistance.
 * What moves every 100 ms lies cell by cell.
 */

/** A record of a tile: slots of 16 bytes, one lane a group. Byte offsets. */
export namespace Fast {
  /** emf less the fast branch at the beginning of the block, V above the group's reference. */
  export const EMF_BEGIN: usize = 0;
  /** What the emf loses with the block's charge, V per ampere and step, and with its time, V/s. */
  export const SLOPE: usize = 16;
  export const RAMP: usize = 32;
  /** R0 with the cell's contact; infinite when no current can pass. */
  export const R0: usize = 48;
  /** What an ampere adds to V1 in a step. */
  export const GAIN: usize = 64;
  /** 1/(R0 + half of what the emf falls in a step per ampere). */
  export const CONDUCTANCE: usize = 80;
  /** emf in the middle of the coming step if no current flows, V above the reference. */
  export const EMF: usize = 96;
  /** What of the fast branch is left in the middle of the coming step. */
  export const V1: usize = 112;
  /** Sums over the steps since the block began: of the current, of its square, of the square of two V1, before and after. */
  export const CURRENT: usize = 128;
  export const CURRENT_SQUARED: usize = 144;
  export const V1_SQUARED: usize = 160;
}
export const FAST_BYTES: usize = 176;

/** Of a tile: slots of 16 bytes, one lane a group, then a row of f64. */
export namespace Tile {
  /** 1/sum(gk), and sum(gk Ek). */
  export const SHARE: usize = 0;
  export const SOURCE: usize = 16;
  /** Conductance across the group (internal shorts, bleeder), and its current at the reference voltage. */
  export const LEAK: usize = 32;
  export const BIAS: usize = 48;
  /** Mean over the last step, V above the reference; its integral over the block and that of its square. */
  export const VOLTAGE: usize = 64;
  export const VOLTAGE_INTEGRAL: usize = 80;
  export const VOLTAGE_SQUARED: usize = 96;
  /** f64 of each group: voltage from which the others count, so that single precision holds its digits. */
  export const REFERENCE: usize = 112;
}
export const TILE_BYTES: usize = 144;

/** What a cell keeps between the slow steps. */
export namespace Slow {
  /** Now, A s, and as it was made. */
  export const CAPACITY: usize = 0;
  export const OWN_CAPACITY: usize = 8;
  /** Own resistance over the table's, now. */
  export const FACTOR: usize = 16;
  export const SOC: usize = 24;
  /** K. */
  export const TEMPERATURE: usize = 32;
  export const V2: usize = 40;
  export const V3: usize = 48;
  /** Overpotential of the charge transfer, V. */
  export const TRANSFER: usize = 56;
  /** -1 after a discharge, 1 after a charge. */
  export const HYSTERESIS: usize = 64;
  /** Part of the capacity lost, part of the resistance gained, by calendar and by cycles. */
  export const CALENDAR_LOSS: usize = 72;
  export const CYCLE_LOSS: usize = 80;
  export const CALENDAR_GAIN: usize = 88;
  export const CYCLE_GAIN: usize = 96;
  // f32: coefficients of the block that is under way
  export const R2: usize = 104;
  export const R3: usize = 108;
  /** Of the hysteresis: half gap, and its part of the slope. */
  export const GAP: usize = 112;
  export const GAP_SLOPE: usize = 116;
  /** V/s. */
  export const TRANSFER_RAMP: usize = 120;
  /** Mean current of the last block, however long it was. */
  export const MEAN: usize = 124;
  /** Charge both ways since ageing by cycles was booked last, A s. */
  export const THROUGHPUT: usize = 128;
  /** f32: own rate of ageing over the law's. */
  export const AGEING_RATE: usize = 132;
  /** f32: own resistance as it was made. */
  export const OWN_FACTOR: usize = 136;
  /** f32: conductance of an internal short. */
  export const SHORT: usize = 140;
  /** f32: of the fast branch. */
  export const R1: usize = 144;
  /** u32: 1 when no current can pass. */
  export const OPEN: usize = 148;
  /** f32: charge since the charge transfer got its last target, A s. */
  export const WINDOW: usize = 152;
  /** f32: current as the slowest branch has followed it, A; what the charge at the surface lacks goes with it. */
  export const DRAWN: usize = 156;
}
export const SLOW_BYTES: usize = 160;
