// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class ProtectionRecord {
  static readonly BYTES: usize = 32;
  static at(address: usize): ProtectionRecord {
    return changetype<ProtectionRecord>(address);
  }
  /** Where it lies in memory. */
  get address(): usize {
    return changetype<usize>(this);
  }
  get time_ticks(): u32 {
    return load<u32>(changetype<usize>(this), 0);
  }
  set time_ticks(value: u32) {
    store<u32>(changetype<usize>(this), value, 0);
  }
  get moduleCurrent_code(): i16 {
    return load<i16>(changetype<usize>(this), 4);
  }
  set moduleCurrent_code(value: i16) {
    store<i16>(changetype<usize>(this), value, 4);
  }
  get storageVoltage_code(): u16 {
    return load<u16>(changetype<usize>(this), 6);
  }
  set storageVoltage_code(value: u16) {
    store<u16>(changetype<usize>(this), value, 6);
  }
  get linkVoltage_code(): u16 {
    return load<u16>(changetype<usize>(this), 8);
  }
  set linkVoltage_code(value: u16) {
    store<u16>(changetype<usize>(this), value, 8);
  }
  get groupMin_code(): u16 {
    return load<u16>(changetype<usize>(this), 10);
  }
  set groupMin_code(value: u16) {
    store<u16>(changetype<usize>(this), value, 10);
  }
  get groupMax_code(): u16 {
    return load<u16>(changetype<usize>(this), 12);
  }
  set groupMax_code(value: u16) {
    store<u16>(changetype<usize>(this), value, 12);
  }
  get coldest_code(): i16 {
    return load<i16>(changetype<usize>(this), 14);
  }
  set coldest_code(value: i16) {
    store<i16>(changetype<usize>(this), value, 14);
  }
  get hottest_code(): i16 {
    return load<i16>(changetype<usize>(this), 16);
  }
  set hottest_code(value: i16) {
    store<i16>(changetype<usize>(this), value, 16);
  }
  get handoffState(): u8 {
    return load<u8>(changetype<usize>(this), 18);
  }
  set handoffState(value: u8) {
    store<u8>(changetype<usize>(this), value, 18);
  }
  get contactorState(): u8 {
    return load<u8>(changetype<usize>(this), 19);
  }
  set contactorState(value: u8) {
    store<u8>(changetype<usize>(this), value, 19);
  }
  get faults(): u32 {
    return load<u32>(changetype<usize>(this), 20);
  }
  set faults(value: u32) {
    store<u32>(changetype<usize>(this), value, 20);
  }
  get warnings(): u32 {
    return load<u32>(changetype<usize>(this), 24);
  }
  set warnings(value: u32) {
    store<u32>(changetype<usize>(this), value, 24);
  }
  get underway(): u32 {
    return load<u32>(changetype<usize>(this), 28);
  }
  set underway(value: u32) {
    store<u32>(changetype<usize>(this), value, 28);
  }
}
