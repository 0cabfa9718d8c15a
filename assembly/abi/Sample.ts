// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class Sample {
  /** Where it lies in memory. */
  get address(): usize {
    return changetype<usize>(this);
  }
  /** Bytes that it takes there. */
  get size(): usize {
    return 384;
  }
  reset(): void {
    memory.fill(changetype<usize>(this), 0, 384);
  }
  get time_ticks(): u32 {
    return load<u32>(changetype<usize>(this), 0);
  }
  set time_ticks(value: u32) {
    store<u32>(changetype<usize>(this), value, 0);
  }
  get shareSequence(): u32 {
    return load<u32>(changetype<usize>(this), 4);
  }
  set shareSequence(value: u32) {
    store<u32>(changetype<usize>(this), value, 4);
  }
  get shareCbu_A(): f32 {
    return load<f32>(changetype<usize>(this), 8);
  }
  set shareCbu_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 8);
  }
  get shareBbu_A(): f32 {
    return load<f32>(changetype<usize>(this), 12);
  }
  set shareBbu_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 12);
  }
  get lines(): u32 {
    return load<u32>(changetype<usize>(this), 16);
  }
  set lines(value: u32) {
    store<u32>(changetype<usize>(this), value, 16);
  }
  get valid(): u32 {
    return load<u32>(changetype<usize>(this), 20);
  }
  set valid(value: u32) {
    store<u32>(changetype<usize>(this), value, 20);
  }
  get busVoltage_code(): f32 {
    return load<f32>(changetype<usize>(this), 24);
  }
  set busVoltage_code(value: f32) {
    store<f32>(changetype<usize>(this), value, 24);
  }
  get busVoltageSequence(): u32 {
    return load<u32>(changetype<usize>(this), 28);
  }
  set busVoltageSequence(value: u32) {
    store<u32>(changetype<usize>(this), value, 28);
  }
  get moduleCurrent_code(): i16 {
    return load<i16>(changetype<usize>(this), 32);
  }
  set moduleCurrent_code(value: i16) {
    store<i16>(changetype<usize>(this), value, 32);
  }
  get storageVoltage_code(): u16 {
    return load<u16>(changetype<usize>(this), 34);
  }
  set storageVoltage_code(value: u16) {
    store<u16>(changetype<usize>(this), value, 34);
  }
  get linkVoltage_code(): u16 {
    return load<u16>(changetype<usize>(this), 36);
  }
  set linkVoltage_code(value: u16) {
    store<u16>(changetype<usize>(this), value, 36);
  }
  get moduleSequence(): u32 {
    return load<u32>(changetype<usize>(this), 40);
  }
  set moduleSequence(value: u32) {
    store<u32>(changetype<usize>(this), value, 40);
  }
  get groupSequence(): u32 {
    return load<u32>(changetype<usize>(this), 44);
  }
  set groupSequence(value: u32) {
    store<u32>(changetype<usize>(this), value, 44);
  }
  get thermistorSequence(): u32 {
    return load<u32>(changetype<usize>(this), 48);
  }
  set thermistorSequence(value: u32) {
    store<u32>(changetype<usize>(this), value, 48);
  }
  groupVoltage_code(index: i32): u16 {
    return load<u16>(changetype<usize>(this) + <usize>index * sizeof<u16>(), 52);
  }
  setGroupVoltage_code(index: i32, value: u16): void {
    store<u16>(changetype<usize>(this) + <usize>index * sizeof<u16>(), value, 52);
  }
  get capacitorCellMax_code(): u16 {
    return load<u16>(changetype<usize>(this), 244);
  }
  set capacitorCellMax_code(value: u16) {
    store<u16>(changetype<usize>(this), value, 244);
  }
  thermistor_code(index: i32): i16 {
    return load<i16>(changetype<usize>(this) + <usize>index * sizeof<i16>(), 246);
  }
  setThermistor_code(index: i32, value: i16): void {
    store<i16>(changetype<usize>(this) + <usize>index * sizeof<i16>(), value, 246);
  }
  get shaving_W(): f32 {
    return load<f32>(changetype<usize>(this), 256);
  }
  set shaving_W(value: f32) {
    store<f32>(changetype<usize>(this), value, 256);
  }
  get slot(): u8 {
    return load<u8>(changetype<usize>(this), 260);
  }
  set slot(value: u8) {
    store<u8>(changetype<usize>(this), value, 260);
  }
  chargeAsked(index: i32): u8 {
    return load<u8>(changetype<usize>(this) + <usize>index * sizeof<u8>(), 261);
  }
  setChargeAsked(index: i32, value: u8): void {
    store<u8>(changetype<usize>(this) + <usize>index * sizeof<u8>(), value, 261);
  }
}
