/** What a controller kept for those who come after a trip, of the simulation and of build/firmware.wasm alike. */
import { blackBoxRings, enumerations } from './abi/registers.ts';
import { type RecordValues, recordAt } from './abi/view.ts';

export interface BlackBox {
  /** What ended it, and when its actuators were told. */
  readonly head: RecordValues<'BlackBoxHead'>;
  /** Its protection table as it is applied, and how each row came to its first trip. */
  readonly rows: readonly RecordValues<'RowRecord'>[];
  // oldest first
  readonly fast: readonly RecordValues<'FastRecord'>[];
  readonly protection: readonly RecordValues<'ProtectionRecord'>[];
  readonly slow: readonly RecordValues<'SlowRecord'>[];
}

/** The firmware's ticks are of 10 us. */
export const TICK_S = 1e-5;
/** A tick as a time, free of the dust of the product. */
export const timeOf = (ticks: number): number => ticks / 1e5;

type Memory = { readonly buffer: ArrayBufferLike };

export const readHead = (memory: Memory, address: number) => recordAt(memory, 'BlackBoxHead', address);

/** The controller's protection table. */
export function readRows(memory: Memory, address: number): RecordValues<'RowRecord'>[] {
  const { rowCount, rowsAddress } = readHead(memory, address);
  return Array.from({ length: rowCount }, (_, k) => recordAt(memory, 'RowRecord', rowsAddress, k));
}

/** `address`: what the export `blackBox` returned. */
export function readBlackBox(memory: Memory, address: number): BlackBox {
  const head = readHead(memory, address);
  const rows = readRows(memory, address);
  const { fast, protection, slow } = blackBoxRings;
  return {
    head,
    rows,
    fast: Array.from({ length: fast }, (_, k) => recordAt(memory, 'FastRecord', head.fastAddress, k))
      .filter(({ time_ticks }, slot) => time_ticks % fast === slot)
      .sort((a, b) => (a.time_ticks - b.time_ticks) | 0),
    protection: inOrder(head.protectionCount, protection, (slot) => recordAt(memory, 'ProtectionRecord', head.protectionAddress, slot)),
    slow: inOrder(head.slowCount, slow, (slot) => recordAt(memory, 'SlowRecord', head.slowAddress, slot)),
  };
}

function inOrder<T>(count: number, size: number, at: (slot: number) => T): T[] {
  const length = Math.min(count, size);
  return Array.from({ length }, (_, k) => at((count - length + k) % size));
}

const nameIn = (list: readonly string[], value: number) => list[value] ?? String(value);

/** As it is exported: numbers of the enumerations by their names, addresses left out. */
export function blackBoxReport({ head, rows, fast, protection, slow }: BlackBox) {
  const { fastAddress: _, protectionAddress: __, slowAddress: ___, rowsAddress: ____, rowCount: _____, firstRow, ...rest } = head;
  return {
    firstTrip: firstRow < 0 ? null : nameIn(enumerations.Protection, rows[firstRow]?.protection ?? -1),
    ...rest,
    rows: rows.map(({ protection: row, quantity, rate, severity, ...numbers }) => ({
      protection: nameIn(enumerations.Protection, row),
      quantity: nameIn(enumerations.Quantity, quantity),
      rate: nameIn(enumerations.Rate, rate),
      severity: nameIn(enumerations.Severity, severity),
      ...numbers,
    })),
    fast,
    protection,
    slow,
  };
}
