// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class Telemetry {
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
  get handoffState(): i32 {
    return load<i32>(changetype<usize>(this), 0);
  }
  set handoffState(value: i32) {
    store<i32>(changetype<usize>(this), value, 0);
  }
  get contactorState(): i32 {
    return load<i32>(changetype<usize>(this), 4);
  }
  set contactorState(value: i32) {
    store<i32>(changetype<usize>(this), value, 4);
  }
  get batteryPhase(): i32 {
    return load<i32>(changetype<usize>(this), 8);
  }
  set batteryPhase(value: i32) {
    store<i32>(changetype<usize>(this), value, 8);
  }
  get bindingLimit(): i32 {
    return load<i32>(changetype<usize>(this), 12);
  }
  set bindingLimit(value: i32) {
    store<i32>(changetype<usize>(this), value, 12);
  }
  get faults(): u32 {
    return load<u32>(changetype<usize>(this), 16);
  }
  set faults(value: u32) {
    store<u32>(changetype<usize>(this), value, 16);
  }
  get warnings(): u32 {
    return load<u32>(changetype<usize>(this), 20);
  }
  set warnings(value: u32) {
    store<u32>(changetype<usize>(this), value, 20);
  }
  get openWire(): i32 {
    return load<i32>(changetype<usize>(this), 24);
  }
  set openWire(value: i32) {
    store<i32>(changetype<usize>(this), value, 24);
  }
  get suspects(): u32 {
    return load<u32>(changetype<usize>(this), 28);
  }
  set suspects(value: u32) {
    store<u32>(changetype<usize>(this), value, 28);
  }
  get busVoltage_V(): f32 {
    return load<f32>(changetype<usize>(this), 32);
  }
  set busVoltage_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 32);
  }
  get moduleCurrent_A(): f32 {
    return load<f32>(changetype<usize>(this), 36);
  }
  set moduleCurrent_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 36);
  }
  get storageVoltage_V(): f32 {
    return load<f32>(changetype<usize>(this), 40);
  }
  set storageVoltage_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 40);
  }
  get groupVoltageMin_V(): f32 {
    return load<f32>(changetype<usize>(this), 44);
  }
  set groupVoltageMin_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 44);
  }
  get groupVoltageMax_V(): f32 {
    return load<f32>(changetype<usize>(this), 48);
  }
  set groupVoltageMax_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 48);
  }
  get temperatureMin_degC(): f32 {
    return load<f32>(changetype<usize>(this), 52);
  }
  set temperatureMin_degC(value: f32) {
    store<f32>(changetype<usize>(this), value, 52);
  }
  get temperatureMax_degC(): f32 {
    return load<f32>(changetype<usize>(this), 56);
  }
  set temperatureMax_degC(value: f32) {
    store<f32>(changetype<usize>(this), value, 56);
  }
  get soc(): f32 {
    return load<f32>(changetype<usize>(this), 60);
  }
  set soc(value: f32) {
    store<f32>(changetype<usize>(this), value, 60);
  }
  get socSigma(): f32 {
    return load<f32>(changetype<usize>(this), 64);
  }
  set socSigma(value: f32) {
    store<f32>(changetype<usize>(this), value, 64);
  }
  get currentLimit_A(): f32 {
    return load<f32>(changetype<usize>(this), 68);
  }
  set currentLimit_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 68);
  }
  get reference_A(): f32 {
    return load<f32>(changetype<usize>(this), 72);
  }
  set reference_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 72);
  }
  get starts(): u32 {
    return load<u32>(changetype<usize>(this), 76);
  }
  set starts(value: u32) {
    store<u32>(changetype<usize>(this), value, 76);
  }
  get fastRuns(): u32 {
    return load<u32>(changetype<usize>(this), 80);
  }
  set fastRuns(value: u32) {
    store<u32>(changetype<usize>(this), value, 80);
  }
  get firstTrip(): i32 {
    return load<i32>(changetype<usize>(this), 84);
  }
  set firstTrip(value: i32) {
    store<i32>(changetype<usize>(this), value, 84);
  }
  get firstTripTime_ticks(): u32 {
    return load<u32>(changetype<usize>(this), 88);
  }
  set firstTripTime_ticks(value: u32) {
    store<u32>(changetype<usize>(this), value, 88);
  }
}
