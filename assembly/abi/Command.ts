// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class Command {
  /** Where it lies in memory. */
  get address(): usize {
    return changetype<usize>(this);
  }
  /** Bytes that it takes there. */
  get size(): usize {
    return 128;
  }
  reset(): void {
    memory.fill(changetype<usize>(this), 0, 128);
  }
  get converterReference_A(): f32 {
    return load<f32>(changetype<usize>(this), 0);
  }
  set converterReference_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 0);
  }
  get shareOut_A(): f32 {
    return load<f32>(changetype<usize>(this), 4);
  }
  set shareOut_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 4);
  }
  get converterEnable(): u8 {
    return load<u8>(changetype<usize>(this), 8);
  }
  set converterEnable(value: u8) {
    store<u8>(changetype<usize>(this), value, 8);
  }
  get mainContactor(): u8 {
    return load<u8>(changetype<usize>(this), 9);
  }
  set mainContactor(value: u8) {
    store<u8>(changetype<usize>(this), value, 9);
  }
  get prechargeContactor(): u8 {
    return load<u8>(changetype<usize>(this), 10);
  }
  set prechargeContactor(value: u8) {
    store<u8>(changetype<usize>(this), value, 10);
  }
  get switchClosed(): u8 {
    return load<u8>(changetype<usize>(this), 11);
  }
  set switchClosed(value: u8) {
    store<u8>(changetype<usize>(this), value, 11);
  }
  get syncOut(): u8 {
    return load<u8>(changetype<usize>(this), 12);
  }
  set syncOut(value: u8) {
    store<u8>(changetype<usize>(this), value, 12);
  }
  bleeders(index: i32): u8 {
    return load<u8>(changetype<usize>(this) + <usize>index * sizeof<u8>(), 13);
  }
  setBleeders(index: i32, value: u8): void {
    store<u8>(changetype<usize>(this) + <usize>index * sizeof<u8>(), value, 13);
  }
  get chargeAsks(): u8 {
    return load<u8>(changetype<usize>(this), 109);
  }
  set chargeAsks(value: u8) {
    store<u8>(changetype<usize>(this), value, 109);
  }
}
