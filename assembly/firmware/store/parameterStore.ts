import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { CRC_BEGIN, crcThrough, crcWord } from '../../math/crc';

const WORD: usize = 4;
/** A copy is: layout hash, parameters, number of the save, checksum over all of that. */
const FRAME: usize = 3 * WORD;

/**
 * Two copies of the parameters in memory that outlives the power. A save goes to the older one, word by word, and its
 * checksum comes last: until that is written this copy is none and the newer one stands; then it is the newer one itself.
 */
export class ParameterStore {
  readonly address: usize;
  private readonly parameters: FirmwareParameters;
  /** What makes the words mean what they mean. */
  private readonly layout: u32;

  /** On memory of its own, nothing saved yet. */
  constructor(parameters: FirmwareParameters, layout: u32) {
    const bytes = 2 * (parameters.size + FRAME);
    const address = heap.alloc(bytes);
    memory.fill(address, 0, bytes);
    this.address = address;
    this.parameters = parameters;
    this.layout = layout;
  }

  get bytes(): usize {
    return 2 * this.copyBytes;
  }

  private get copyBytes(): usize {
    return this.parameters.size + FRAME;
  }

  private copy(which: i32): usize {
    return this.address + <usize>which * this.copyBytes;
  }

  private number(which: i32): u32 {
    return load<u32>(this.copy(which) + this.copyBytes - 2 * WORD);
  }

  private whole(which: i32): bool {
    const copy = this.copy(which);
    const end = this.copyBytes - WORD;
    return load<u32>(copy) == this.layout && load<u32>(copy + end) == ~crcThrough(CRC_BEGIN, copy, end);
  }

  /** The newer whole copy, or -1. */
  private get newest(): i32 {
    if (!this.whole(1)) return this.whole(0) ? 0 : -1;
    return this.whole(0) && <i32>(this.number(0) - this.number(1)) > 0 ? 0 : 1;
  }

  /** The newer whole copy into the bank. False, and nothing touched, where there is none. */
  load(): bool {
    const newest = this.newest;
    if (newest < 0) return false;
    memory.copy(this.parameters.address, this.copy(newest) + WORD, this.parameters.size);
    return true;
  }

  /** The bank into the older copy, but not more than `most` words: then the power goes. Returns how many it wrote. */
  save(most: i32): i32 {
    const p = this.parameters;
    const newest = this.newest;
    const number: u32 = newest < 0 ? 1 : this.number(newest) + 1;
    const crc = ~crcWord(crcThrough(crcWord(CRC_BEGIN, this.layout), p.address, p.size), number);
    const copy = this.copy(newest == 0 ? 1 : 0);
    const words = <i32>(this.copyBytes / WORD);
    const count = min(most, words);
    for (let k = 0; k < count; k++) {
      const word = k == 0 ? this.layout : k == words - 1 ? crc : k == words - 2 ? number : load<u32>(p.address + <usize>(k - 1) * WORD);
      store<u32>(copy + <usize>k * WORD, word);
    }
    return count;
  }
}
