const CHUNK_BYTES: usize = 65536;

/**
 * What moves every millisecond, of all packs one after the other: a pod's cells are read as one stream, and few pages are
 * touched.
 */
class Arena {
  private next: usize = 0;
  private end: usize = 0;

  /** Zeroed memory, aligned to 16 bytes. */
  take(bytes: usize): usize {
    if (this.next + bytes > this.end) {
      const chunk = max(CHUNK_BYTES, bytes);
      this.next = heap.alloc(chunk);
      this.end = this.next + chunk;
      memory.fill(this.next, 0, chunk);
    }
    const address = this.next;
    this.next = (address + bytes + 15) & ~15;
    return address;
  }
}

export const arena = new Arena();
