import { BlackBoxHead } from '../abi/BlackBoxHead';
import { FAST_RECORDS, PROTECTION_RECORDS, SLOW_RECORDS } from '../abi/enumerations';
import { FastRecord } from '../abi/FastRecord';
import { ProtectionRecord } from '../abi/ProtectionRecord';
import { RowRecord } from '../abi/RowRecord';
import { SlowRecord } from '../abi/SlowRecord';
import { FastState } from './fastState';

/** Of each ring so much comes after the trip. */
const FAST_AFTER: u32 = 16;
const PROTECTION_AFTER: u32 = 16;
const SLOW_AFTER: u32 = 4;
/** What was let go. */
const RELEASED: u32 = 1;
const CUT: u32 = 2;

/**
 * What a controller keeps for those who come after a trip: the last 128 fast, 256 protection and 64 slow records. The
 * first row that opens ends it, a few records later, for as long as the controller lives; its rows and when its actuators
 * were told stand beside. Every record carries its tick, so that ticks that were left out leave no wrong time behind.
 */
export class BlackBox {
  readonly head: BlackBoxHead;
  private readonly fast: FastState;
  /** Records of the slower rings that may still come. */
  private protectionLeft: u32 = u32.MAX_VALUE;
  private slowLeft: u32 = u32.MAX_VALUE;
  private trip_ticks: u32 = 0;

  constructor(state: FastState) {
    const head = BlackBoxHead.at(zeros(BlackBoxHead.BYTES));
    head.firstRow = -1;
    const fast = zeros(FAST_RECORDS * FastRecord.BYTES);
    // no tick that belongs there
    for (let k: u32 = 0; k < FAST_RECORDS; k++) FastRecord.at(fast + k * FastRecord.BYTES).time_ticks = k + 1;
    head.fastAddress = fast;
    head.protectionAddress = zeros(PROTECTION_RECORDS * ProtectionRecord.BYTES);
    head.slowAddress = zeros(SLOW_RECORDS * SlowRecord.BYTES);
    state.ring = fast;
    this.head = head;
    this.fast = state;
  }

  makeRows(count: i32): void {
    this.head.rowsAddress = zeros(<usize>count * RowRecord.BYTES);
    this.head.rowCount = count;
  }

  row(k: i32): RowRecord {
    return RowRecord.at(this.head.rowsAddress + <usize>k * RowRecord.BYTES);
  }

  /** The record that is to be filled, or null when there is none any more. */
  protection(): ProtectionRecord | null {
    if (this.protectionLeft == 0) return null;
    this.protectionLeft--;
    const head = this.head;
    return ProtectionRecord.at(head.protectionAddress + (head.protectionCount++ & (PROTECTION_RECORDS - 1)) * ProtectionRecord.BYTES);
  }

  slow(): SlowRecord | null {
    if (this.slowLeft == 0) return null;
    this.slowLeft--;
    const head = this.head;
    return SlowRecord.at(head.slowAddress + (head.slowCount++ & (SLOW_RECORDS - 1)) * SlowRecord.BYTES);
  }

  /** Row `k` is the first that opens. */
  trip(now: u32, k: i32): void {
    this.head.firstRow = k;
    this.trip_ticks = now;
    this.protectionLeft = PROTECTION_AFTER;
    this.slowLeft = SLOW_AFTER;
  }

  /** Every fast tick while a row stands open. */
  after(now: u32): void {
    if (now - this.trip_ticks >= FAST_AFTER) this.fast.ring = 0;
  }

  /** Converter and coils were let go now. */
  released(now: u32): void {
    const head = this.head;
    if ((head.commanded & RELEASED) != 0) return;
    head.commanded |= RELEASED;
    head.released_ticks = now;
  }

  /** The switch was told to open now. */
  cut(now: u32): void {
    const head = this.head;
    if ((head.commanded & CUT) != 0) return;
    head.commanded |= CUT;
    head.cut_ticks = now;
  }
}

function zeros(bytes: usize): usize {
  const address = heap.alloc(bytes);
  memory.fill(address, 0, bytes);
  return address;
}
