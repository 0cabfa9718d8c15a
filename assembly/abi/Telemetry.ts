// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class Telemetry {
  /** Where it lies in memory. */
  get address(): usize {
    return changetype<usize>(this);
  }
  /** Bytes that it takes there. */
  get size(): usize {
    return 192;
  }
  reset(): void {
    memory.fill(changetype<usize>(this), 0, 192);
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
  get weakestGroupSoc(): f32 {
    return load<f32>(changetype<usize>(this), 68);
  }
  set weakestGroupSoc(value: f32) {
    store<f32>(changetype<usize>(this), value, 68);
  }
  get currentBias_A(): f32 {
    return load<f32>(changetype<usize>(this), 72);
  }
  set currentBias_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 72);
  }
  get r0_ohm(): f32 {
    return load<f32>(changetype<usize>(this), 76);
  }
  set r0_ohm(value: f32) {
    store<f32>(changetype<usize>(this), value, 76);
  }
  get pulseResistance_ratio(): f32 {
    return load<f32>(changetype<usize>(this), 80);
  }
  set pulseResistance_ratio(value: f32) {
    store<f32>(changetype<usize>(this), value, 80);
  }
  get capacity_Ah(): f32 {
    return load<f32>(changetype<usize>(this), 84);
  }
  set capacity_Ah(value: f32) {
    store<f32>(changetype<usize>(this), value, 84);
  }
  get soh(): f32 {
    return load<f32>(changetype<usize>(this), 88);
  }
  set soh(value: f32) {
    store<f32>(changetype<usize>(this), value, 88);
  }
  get innovation_ratio(): f32 {
    return load<f32>(changetype<usize>(this), 92);
  }
  set innovation_ratio(value: f32) {
    store<f32>(changetype<usize>(this), value, 92);
  }
  get powerLimit2_W(): f32 {
    return load<f32>(changetype<usize>(this), 96);
  }
  set powerLimit2_W(value: f32) {
    store<f32>(changetype<usize>(this), value, 96);
  }
  get powerLimit30_W(): f32 {
    return load<f32>(changetype<usize>(this), 100);
  }
  set powerLimit30_W(value: f32) {
    store<f32>(changetype<usize>(this), value, 100);
  }
  get powerLimit240_W(): f32 {
    return load<f32>(changetype<usize>(this), 104);
  }
  set powerLimit240_W(value: f32) {
    store<f32>(changetype<usize>(this), value, 104);
  }
  get chargeLimit2_W(): f32 {
    return load<f32>(changetype<usize>(this), 108);
  }
  set chargeLimit2_W(value: f32) {
    store<f32>(changetype<usize>(this), value, 108);
  }
  get chargeLimit30_W(): f32 {
    return load<f32>(changetype<usize>(this), 112);
  }
  set chargeLimit30_W(value: f32) {
    store<f32>(changetype<usize>(this), value, 112);
  }
  get chargeLimit240_W(): f32 {
    return load<f32>(changetype<usize>(this), 116);
  }
  set chargeLimit240_W(value: f32) {
    store<f32>(changetype<usize>(this), value, 116);
  }
  get runTime_s(): f32 {
    return load<f32>(changetype<usize>(this), 120);
  }
  set runTime_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 120);
  }
  get runTimeFull_s(): f32 {
    return load<f32>(changetype<usize>(this), 124);
  }
  set runTimeFull_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 124);
  }
  get shareCurrent_A(): f32 {
    return load<f32>(changetype<usize>(this), 128);
  }
  set shareCurrent_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 128);
  }
  get shareShort(): i32 {
    return load<i32>(changetype<usize>(this), 132);
  }
  set shareShort(value: i32) {
    store<i32>(changetype<usize>(this), value, 132);
  }
  get currentLimit_A(): f32 {
    return load<f32>(changetype<usize>(this), 136);
  }
  set currentLimit_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 136);
  }
  get reference_A(): f32 {
    return load<f32>(changetype<usize>(this), 140);
  }
  set reference_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 140);
  }
  get starts(): u32 {
    return load<u32>(changetype<usize>(this), 144);
  }
  set starts(value: u32) {
    store<u32>(changetype<usize>(this), value, 144);
  }
  get fastRuns(): u32 {
    return load<u32>(changetype<usize>(this), 148);
  }
  set fastRuns(value: u32) {
    store<u32>(changetype<usize>(this), value, 148);
  }
  get firstTrip(): i32 {
    return load<i32>(changetype<usize>(this), 152);
  }
  set firstTrip(value: i32) {
    store<i32>(changetype<usize>(this), value, 152);
  }
  get firstTripTime_ticks(): u32 {
    return load<u32>(changetype<usize>(this), 156);
  }
  set firstTripTime_ticks(value: u32) {
    store<u32>(changetype<usize>(this), value, 156);
  }
}
