// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class Metrics {
  /** Where it lies in memory. */
  get address(): usize {
    return changetype<usize>(this);
  }
  /** Bytes that it takes there. */
  get size(): usize {
    return 320;
  }
  reset(): void {
    memory.fill(changetype<usize>(this), 0, 320);
  }
  get busVoltageMin_V(): f64 {
    return load<f64>(changetype<usize>(this), 0);
  }
  set busVoltageMin_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 0);
  }
  get busVoltageMinAt_s(): f64 {
    return load<f64>(changetype<usize>(this), 8);
  }
  set busVoltageMinAt_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 8);
  }
  get busVoltageMax_V(): f64 {
    return load<f64>(changetype<usize>(this), 16);
  }
  set busVoltageMax_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 16);
  }
  get outsideWindow_s(): f64 {
    return load<f64>(changetype<usize>(this), 24);
  }
  set outsideWindow_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 24);
  }
  get capacitorTakeover_s(): f64 {
    return load<f64>(changetype<usize>(this), 32);
  }
  set capacitorTakeover_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 32);
  }
  get batteryDelivers_s(): f64 {
    return load<f64>(changetype<usize>(this), 40);
  }
  set batteryDelivers_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 40);
  }
  get batteryCarries_s(): f64 {
    return load<f64>(changetype<usize>(this), 48);
  }
  set batteryCarries_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 48);
  }
  get batteryCarries99_s(): f64 {
    return load<f64>(changetype<usize>(this), 56);
  }
  set batteryCarries99_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 56);
  }
  get handoffTime_s(): f64 {
    return load<f64>(changetype<usize>(this), 64);
  }
  set handoffTime_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 64);
  }
  get capacitorCarried_s(): f64 {
    return load<f64>(changetype<usize>(this), 72);
  }
  set capacitorCarried_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 72);
  }
  get capacitorEnergyUsed_J(): f64 {
    return load<f64>(changetype<usize>(this), 80);
  }
  set capacitorEnergyUsed_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 80);
  }
  get capacitorVoltageMin_V(): f64 {
    return load<f64>(changetype<usize>(this), 88);
  }
  set capacitorVoltageMin_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 88);
  }
  get capacitorVoltageMax_V(): f64 {
    return load<f64>(changetype<usize>(this), 96);
  }
  set capacitorVoltageMax_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 96);
  }
  get capacitorCellMax_V(): f64 {
    return load<f64>(changetype<usize>(this), 104);
  }
  set capacitorCellMax_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 104);
  }
  get psuEnergyMargin_s(): f64 {
    return load<f64>(changetype<usize>(this), 112);
  }
  set psuEnergyMargin_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 112);
  }
  get psuModulePowerMax_W(): f64 {
    return load<f64>(changetype<usize>(this), 120);
  }
  set psuModulePowerMax_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 120);
  }
  get chargePowerMax_W(): f64 {
    return load<f64>(changetype<usize>(this), 128);
  }
  set chargePowerMax_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 128);
  }
  get busBelowTrip_s(): f64 {
    return load<f64>(changetype<usize>(this), 136);
  }
  set busBelowTrip_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 136);
  }
  get batteryResponse_s(): f64 {
    return load<f64>(changetype<usize>(this), 144);
  }
  set batteryResponse_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 144);
  }
  get transfers(): f64 {
    return load<f64>(changetype<usize>(this), 152);
  }
  set transfers(value: f64) {
    store<f64>(changetype<usize>(this), value, 152);
  }
  get overshoot_V(): f64 {
    return load<f64>(changetype<usize>(this), 160);
  }
  set overshoot_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 160);
  }
  get settling_s(): f64 {
    return load<f64>(changetype<usize>(this), 168);
  }
  set settling_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 168);
  }
  get finalBusVoltage_V(): f64 {
    return load<f64>(changetype<usize>(this), 176);
  }
  set finalBusVoltage_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 176);
  }
  get secondDip_V(): f64 {
    return load<f64>(changetype<usize>(this), 184);
  }
  set secondDip_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 184);
  }
  get batterySlewMax_A_per_s(): f64 {
    return load<f64>(changetype<usize>(this), 192);
  }
  set batterySlewMax_A_per_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 192);
  }
  get loadSlewMax_W_per_s(): f64 {
    return load<f64>(changetype<usize>(this), 200);
  }
  set loadSlewMax_W_per_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 200);
  }
  get generatorVoltageMin_pu(): f64 {
    return load<f64>(changetype<usize>(this), 208);
  }
  set generatorVoltageMin_pu(value: f64) {
    store<f64>(changetype<usize>(this), value, 208);
  }
  get hottestCell_degC(): f64 {
    return load<f64>(changetype<usize>(this), 216);
  }
  set hottestCell_degC(value: f64) {
    store<f64>(changetype<usize>(this), value, 216);
  }
  get cellVoltageMin_V(): f64 {
    return load<f64>(changetype<usize>(this), 224);
  }
  set cellVoltageMin_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 224);
  }
  get cellVoltageMax_V(): f64 {
    return load<f64>(changetype<usize>(this), 232);
  }
  set cellVoltageMax_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 232);
  }
  get unservedEnergy_J(): f64 {
    return load<f64>(changetype<usize>(this), 240);
  }
  set unservedEnergy_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 240);
  }
  get loadDropouts(): f64 {
    return load<f64>(changetype<usize>(this), 248);
  }
  set loadDropouts(value: f64) {
    store<f64>(changetype<usize>(this), value, 248);
  }
  get protectionTrips(): f64 {
    return load<f64>(changetype<usize>(this), 256);
  }
  set protectionTrips(value: f64) {
    store<f64>(changetype<usize>(this), value, 256);
  }
  get energyResidual_J(): f64 {
    return load<f64>(changetype<usize>(this), 264);
  }
  set energyResidual_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 264);
  }
  get systemEnergyResidual_J(): f64 {
    return load<f64>(changetype<usize>(this), 272);
  }
  set systemEnergyResidual_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 272);
  }
  get loadEnergy_J(): f64 {
    return load<f64>(changetype<usize>(this), 280);
  }
  set loadEnergy_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 280);
  }
  get simulatedTime_s(): f64 {
    return load<f64>(changetype<usize>(this), 288);
  }
  set simulatedTime_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 288);
  }
}
