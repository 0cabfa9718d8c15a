// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class RowRecord {
  static readonly BYTES: usize = 72;
  static at(address: usize): RowRecord {
    return changetype<RowRecord>(address);
  }
  /** Where it lies in memory. */
  get address(): usize {
    return changetype<usize>(this);
  }
  get protection(): i32 {
    return load<i32>(changetype<usize>(this), 0);
  }
  set protection(value: i32) {
    store<i32>(changetype<usize>(this), value, 0);
  }
  get quantity(): i32 {
    return load<i32>(changetype<usize>(this), 4);
  }
  set quantity(value: i32) {
    store<i32>(changetype<usize>(this), value, 4);
  }
  get rate(): i32 {
    return load<i32>(changetype<usize>(this), 8);
  }
  set rate(value: i32) {
    store<i32>(changetype<usize>(this), value, 8);
  }
  get severity(): i32 {
    return load<i32>(changetype<usize>(this), 12);
  }
  set severity(value: i32) {
    store<i32>(changetype<usize>(this), value, 12);
  }
  get upper(): i32 {
    return load<i32>(changetype<usize>(this), 16);
  }
  set upper(value: i32) {
    store<i32>(changetype<usize>(this), value, 16);
  }
  get latch(): i32 {
    return load<i32>(changetype<usize>(this), 20);
  }
  set latch(value: i32) {
    store<i32>(changetype<usize>(this), value, 20);
  }
  get debounce(): i32 {
    return load<i32>(changetype<usize>(this), 24);
  }
  set debounce(value: i32) {
    store<i32>(changetype<usize>(this), value, 24);
  }
  get delay_ticks(): u32 {
    return load<u32>(changetype<usize>(this), 28);
  }
  set delay_ticks(value: u32) {
    store<u32>(changetype<usize>(this), value, 28);
  }
  get recovery_ticks(): u32 {
    return load<u32>(changetype<usize>(this), 32);
  }
  set recovery_ticks(value: u32) {
    store<u32>(changetype<usize>(this), value, 32);
  }
  get threshold(): f32 {
    return load<f32>(changetype<usize>(this), 36);
  }
  set threshold(value: f32) {
    store<f32>(changetype<usize>(this), value, 36);
  }
  get hysteresis(): f32 {
    return load<f32>(changetype<usize>(this), 40);
  }
  set hysteresis(value: f32) {
    store<f32>(changetype<usize>(this), value, 40);
  }
  get lsb(): f32 {
    return load<f32>(changetype<usize>(this), 44);
  }
  set lsb(value: f32) {
    store<f32>(changetype<usize>(this), value, 44);
  }
  get trips(): u32 {
    return load<u32>(changetype<usize>(this), 48);
  }
  set trips(value: u32) {
    store<u32>(changetype<usize>(this), value, 48);
  }
  get outside_ticks(): u32 {
    return load<u32>(changetype<usize>(this), 52);
  }
  set outside_ticks(value: u32) {
    store<u32>(changetype<usize>(this), value, 52);
  }
  get debounced_ticks(): u32 {
    return load<u32>(changetype<usize>(this), 56);
  }
  set debounced_ticks(value: u32) {
    store<u32>(changetype<usize>(this), value, 56);
  }
  get tripped_ticks(): u32 {
    return load<u32>(changetype<usize>(this), 60);
  }
  set tripped_ticks(value: u32) {
    store<u32>(changetype<usize>(this), value, 60);
  }
  get outsideValue(): f32 {
    return load<f32>(changetype<usize>(this), 64);
  }
  set outsideValue(value: f32) {
    store<f32>(changetype<usize>(this), value, 64);
  }
  get tripValue(): f32 {
    return load<f32>(changetype<usize>(this), 68);
  }
  set tripValue(value: f32) {
    store<f32>(changetype<usize>(this), value, 68);
  }
}
