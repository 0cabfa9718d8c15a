// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class BlackBoxHead {
  static readonly BYTES: usize = 44;
  static at(address: usize): BlackBoxHead {
    return changetype<BlackBoxHead>(address);
  }
  /** Where it lies in memory. */
  get address(): usize {
    return changetype<usize>(this);
  }
  get fastAddress(): u32 {
    return load<u32>(changetype<usize>(this), 0);
  }
  set fastAddress(value: u32) {
    store<u32>(changetype<usize>(this), value, 0);
  }
  get protectionAddress(): u32 {
    return load<u32>(changetype<usize>(this), 4);
  }
  set protectionAddress(value: u32) {
    store<u32>(changetype<usize>(this), value, 4);
  }
  get slowAddress(): u32 {
    return load<u32>(changetype<usize>(this), 8);
  }
  set slowAddress(value: u32) {
    store<u32>(changetype<usize>(this), value, 8);
  }
  get rowsAddress(): u32 {
    return load<u32>(changetype<usize>(this), 12);
  }
  set rowsAddress(value: u32) {
    store<u32>(changetype<usize>(this), value, 12);
  }
  get protectionCount(): u32 {
    return load<u32>(changetype<usize>(this), 16);
  }
  set protectionCount(value: u32) {
    store<u32>(changetype<usize>(this), value, 16);
  }
  get slowCount(): u32 {
    return load<u32>(changetype<usize>(this), 20);
  }
  set slowCount(value: u32) {
    store<u32>(changetype<usize>(this), value, 20);
  }
  get rowCount(): u32 {
    return load<u32>(changetype<usize>(this), 24);
  }
  set rowCount(value: u32) {
    store<u32>(changetype<usize>(this), value, 24);
  }
  get firstRow(): i32 {
    return load<i32>(changetype<usize>(this), 28);
  }
  set firstRow(value: i32) {
    store<i32>(changetype<usize>(this), value, 28);
  }
  get commanded(): u32 {
    return load<u32>(changetype<usize>(this), 32);
  }
  set commanded(value: u32) {
    store<u32>(changetype<usize>(this), value, 32);
  }
  get released_ticks(): u32 {
    return load<u32>(changetype<usize>(this), 36);
  }
  set released_ticks(value: u32) {
    store<u32>(changetype<usize>(this), value, 36);
  }
  get cut_ticks(): u32 {
    return load<u32>(changetype<usize>(this), 40);
  }
  set cut_ticks(value: u32) {
    store<u32>(changetype<usize>(this), value, 40);
  }
}
