// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class SlowRecord {
  static readonly BYTES: usize = 32;
  static at(address: usize): SlowRecord {
    return changetype<SlowRecord>(address);
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
  get soc(): f32 {
    return load<f32>(changetype<usize>(this), 4);
  }
  set soc(value: f32) {
    store<f32>(changetype<usize>(this), value, 4);
  }
  get socSigma(): f32 {
    return load<f32>(changetype<usize>(this), 8);
  }
  set socSigma(value: f32) {
    store<f32>(changetype<usize>(this), value, 8);
  }
  get currentLimit_A(): f32 {
    return load<f32>(changetype<usize>(this), 12);
  }
  set currentLimit_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 12);
  }
  get busVoltage_V(): f32 {
    return load<f32>(changetype<usize>(this), 16);
  }
  set busVoltage_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 16);
  }
  get hottest_degC(): f32 {
    return load<f32>(changetype<usize>(this), 20);
  }
  set hottest_degC(value: f32) {
    store<f32>(changetype<usize>(this), value, 20);
  }
  get bindingLimit(): i32 {
    return load<i32>(changetype<usize>(this), 24);
  }
  set bindingLimit(value: i32) {
    store<i32>(changetype<usize>(this), value, 24);
  }
  get faults(): u32 {
    return load<u32>(changetype<usize>(this), 28);
  }
  set faults(value: u32) {
    store<u32>(changetype<usize>(this), value, 28);
  }
}
