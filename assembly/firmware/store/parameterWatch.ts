import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { CRC_BEGIN, crcThrough } from '../../math/crc';

/** Bytes that are looked at every 100 ms: 1 KB, all of them, would be within a second (K). */
const PART: usize = 104;

/** Are the parameters in memory still those that the module began with? */
export class ParameterWatch {
  private readonly address: usize;
  private readonly size: usize;
  private readonly right: u32;
  private done: usize = 0;
  private crc: u32 = CRC_BEGIN;
  corrupt: bool = false;

  constructor(parameters: FirmwareParameters) {
    this.address = parameters.address;
    this.size = parameters.size;
    this.right = crcThrough(CRC_BEGIN, parameters.address, parameters.size);
  }

  /** Every 100 ms: the next part of them. */
  look(): void {
    const bytes = min(PART, this.size - this.done);
    this.crc = crcThrough(this.crc, this.address + this.done, bytes);
    this.done += bytes;
    if (this.done < this.size) return;
    this.corrupt = this.crc != this.right;
    this.crc = CRC_BEGIN;
    this.done = 0;
  }
}
