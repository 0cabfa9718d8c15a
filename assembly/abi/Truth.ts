// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class Truth {
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
  get time_s(): f64 {
    return load<f64>(changetype<usize>(this), 0);
  }
  set time_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 0);
  }
  get busVoltageL_V(): f64 {
    return load<f64>(changetype<usize>(this), 8);
  }
  set busVoltageL_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 8);
  }
  get busVoltageS_V(): f64 {
    return load<f64>(changetype<usize>(this), 16);
  }
  set busVoltageS_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 16);
  }
  get busbarCurrent_A(): f64 {
    return load<f64>(changetype<usize>(this), 24);
  }
  set busbarCurrent_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 24);
  }
  get psuCurrent_A(): f64 {
    return load<f64>(changetype<usize>(this), 32);
  }
  set psuCurrent_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 32);
  }
  get cbuCurrent_A(): f64 {
    return load<f64>(changetype<usize>(this), 40);
  }
  set cbuCurrent_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 40);
  }
  get bbuCurrent_A(): f64 {
    return load<f64>(changetype<usize>(this), 48);
  }
  set bbuCurrent_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 48);
  }
  get loadCurrent_A(): f64 {
    return load<f64>(changetype<usize>(this), 56);
  }
  set loadCurrent_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 56);
  }
  get loadDemand_W(): f64 {
    return load<f64>(changetype<usize>(this), 64);
  }
  set loadDemand_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 64);
  }
  get loadConnected(): f64 {
    return load<f64>(changetype<usize>(this), 72);
  }
  set loadConnected(value: f64) {
    store<f64>(changetype<usize>(this), value, 72);
  }
  get utility_pu(): f64 {
    return load<f64>(changetype<usize>(this), 80);
  }
  set utility_pu(value: f64) {
    store<f64>(changetype<usize>(this), value, 80);
  }
  get input_pu(): f64 {
    return load<f64>(changetype<usize>(this), 88);
  }
  set input_pu(value: f64) {
    store<f64>(changetype<usize>(this), value, 88);
  }
  get onGenerator(): f64 {
    return load<f64>(changetype<usize>(this), 96);
  }
  set onGenerator(value: f64) {
    store<f64>(changetype<usize>(this), value, 96);
  }
  get generatorFrequency_pu(): f64 {
    return load<f64>(changetype<usize>(this), 104);
  }
  set generatorFrequency_pu(value: f64) {
    store<f64>(changetype<usize>(this), value, 104);
  }
  get psuEnergy_J(): f64 {
    return load<f64>(changetype<usize>(this), 112);
  }
  set psuEnergy_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 112);
  }
  get psuSetPoint_V(): f64 {
    return load<f64>(changetype<usize>(this), 120);
  }
  set psuSetPoint_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 120);
  }
  get capacitorVoltage_V(): f64 {
    return load<f64>(changetype<usize>(this), 128);
  }
  set capacitorVoltage_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 128);
  }
  get capacitorCellMax_V(): f64 {
    return load<f64>(changetype<usize>(this), 136);
  }
  set capacitorCellMax_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 136);
  }
  get packVoltage_V(): f64 {
    return load<f64>(changetype<usize>(this), 144);
  }
  set packVoltage_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 144);
  }
  get packSoc(): f64 {
    return load<f64>(changetype<usize>(this), 152);
  }
  set packSoc(value: f64) {
    store<f64>(changetype<usize>(this), value, 152);
  }
  get cellVoltageMin_V(): f64 {
    return load<f64>(changetype<usize>(this), 160);
  }
  set cellVoltageMin_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 160);
  }
  get cellVoltageMax_V(): f64 {
    return load<f64>(changetype<usize>(this), 168);
  }
  set cellVoltageMax_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 168);
  }
  get hottestCell_degC(): f64 {
    return load<f64>(changetype<usize>(this), 176);
  }
  set hottestCell_degC(value: f64) {
    store<f64>(changetype<usize>(this), value, 176);
  }
}
