// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class Ledger {
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
  get utilityIn_J(): f64 {
    return load<f64>(changetype<usize>(this), 0);
  }
  set utilityIn_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 0);
  }
  get batteryEmf_J(): f64 {
    return load<f64>(changetype<usize>(this), 8);
  }
  set batteryEmf_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 8);
  }
  get load_J(): f64 {
    return load<f64>(changetype<usize>(this), 16);
  }
  set load_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 16);
  }
  get storePsu_J(): f64 {
    return load<f64>(changetype<usize>(this), 24);
  }
  set storePsu_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 24);
  }
  get storeBus_J(): f64 {
    return load<f64>(changetype<usize>(this), 32);
  }
  set storeBus_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 32);
  }
  get storeCapacitor_J(): f64 {
    return load<f64>(changetype<usize>(this), 40);
  }
  set storeCapacitor_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 40);
  }
  get storeLink_J(): f64 {
    return load<f64>(changetype<usize>(this), 48);
  }
  set storeLink_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 48);
  }
  get storePack_J(): f64 {
    return load<f64>(changetype<usize>(this), 56);
  }
  set storePack_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 56);
  }
  get lossBusEsr_J(): f64 {
    return load<f64>(changetype<usize>(this), 64);
  }
  set lossBusEsr_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 64);
  }
  get lossBusbar_J(): f64 {
    return load<f64>(changetype<usize>(this), 72);
  }
  set lossBusbar_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 72);
  }
  get lossConverter_J(): f64 {
    return load<f64>(changetype<usize>(this), 80);
  }
  set lossConverter_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 80);
  }
  get lossCapacitorEsr_J(): f64 {
    return load<f64>(changetype<usize>(this), 88);
  }
  set lossCapacitorEsr_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 88);
  }
  get lossCapacitorInternal_J(): f64 {
    return load<f64>(changetype<usize>(this), 96);
  }
  set lossCapacitorInternal_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 96);
  }
  get lossPackResistance_J(): f64 {
    return load<f64>(changetype<usize>(this), 104);
  }
  set lossPackResistance_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 104);
  }
  get lossDisconnect_J(): f64 {
    return load<f64>(changetype<usize>(this), 112);
  }
  set lossDisconnect_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 112);
  }
  get lossPackToAir_J(): f64 {
    return load<f64>(changetype<usize>(this), 120);
  }
  set lossPackToAir_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 120);
  }
  get failedStore_J(): f64 {
    return load<f64>(changetype<usize>(this), 128);
  }
  set failedStore_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 128);
  }
  get residualPower_J(): f64 {
    return load<f64>(changetype<usize>(this), 136);
  }
  set residualPower_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 136);
  }
  get residualSystem_J(): f64 {
    return load<f64>(changetype<usize>(this), 144);
  }
  set residualSystem_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 144);
  }
}
