// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class ModuleTruth {
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
  get kind(): i32 {
    return load<i32>(changetype<usize>(this), 0);
  }
  set kind(value: i32) {
    store<i32>(changetype<usize>(this), value, 0);
  }
  get contactorClosed(): i32 {
    return load<i32>(changetype<usize>(this), 4);
  }
  set contactorClosed(value: i32) {
    store<i32>(changetype<usize>(this), value, 4);
  }
  get switchClosed(): i32 {
    return load<i32>(changetype<usize>(this), 8);
  }
  set switchClosed(value: i32) {
    store<i32>(changetype<usize>(this), value, 8);
  }
  get fuseBlown(): i32 {
    return load<i32>(changetype<usize>(this), 12);
  }
  set fuseBlown(value: i32) {
    store<i32>(changetype<usize>(this), value, 12);
  }
  get converterState(): i32 {
    return load<i32>(changetype<usize>(this), 16);
  }
  set converterState(value: i32) {
    store<i32>(changetype<usize>(this), value, 16);
  }
  get sourceLimited(): i32 {
    return load<i32>(changetype<usize>(this), 20);
  }
  set sourceLimited(value: i32) {
    store<i32>(changetype<usize>(this), value, 20);
  }
  get converterCurrent_A(): f64 {
    return load<f64>(changetype<usize>(this), 24);
  }
  set converterCurrent_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 24);
  }
  get storageCurrent_A(): f64 {
    return load<f64>(changetype<usize>(this), 32);
  }
  set storageCurrent_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 32);
  }
  get storageVoltage_V(): f64 {
    return load<f64>(changetype<usize>(this), 40);
  }
  set storageVoltage_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 40);
  }
  get soc(): f64 {
    return load<f64>(changetype<usize>(this), 48);
  }
  set soc(value: f64) {
    store<f64>(changetype<usize>(this), value, 48);
  }
  get hottestCell_degC(): f64 {
    return load<f64>(changetype<usize>(this), 56);
  }
  set hottestCell_degC(value: f64) {
    store<f64>(changetype<usize>(this), value, 56);
  }
  get cellVoltageMin_V(): f64 {
    return load<f64>(changetype<usize>(this), 64);
  }
  set cellVoltageMin_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 64);
  }
  get cellVoltageMax_V(): f64 {
    return load<f64>(changetype<usize>(this), 72);
  }
  set cellVoltageMax_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 72);
  }
  get bleeders(): i32 {
    return load<i32>(changetype<usize>(this), 80);
  }
  set bleeders(value: i32) {
    store<i32>(changetype<usize>(this), value, 80);
  }
  get capacityHealth(): f64 {
    return load<f64>(changetype<usize>(this), 88);
  }
  set capacityHealth(value: f64) {
    store<f64>(changetype<usize>(this), value, 88);
  }
  get lifeUsed(): f64 {
    return load<f64>(changetype<usize>(this), 96);
  }
  set lifeUsed(value: f64) {
    store<f64>(changetype<usize>(this), value, 96);
  }
}
