// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class FastRecord {
  static readonly BYTES: usize = 16;
  static at(address: usize): FastRecord {
    return changetype<FastRecord>(address);
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
  get busVoltage_code(): f32 {
    return load<f32>(changetype<usize>(this), 8);
  }
  set busVoltage_code(value: f32) {
    store<f32>(changetype<usize>(this), value, 8);
  }
  get reference_A(): f32 {
    return load<f32>(changetype<usize>(this), 12);
  }
  set reference_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 12);
  }
}
