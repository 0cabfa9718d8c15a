// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class PlantParameters {
  /** Where it lies in memory. */
  get address(): usize {
    return changetype<usize>(this);
  }
  /** Bytes that it takes there. */
  get size(): usize {
    return 1088;
  }
  reset(): void {
    this.busNominal_V = 50.0;
    this.busWindowLow_V = 46.0;
    this.busWindowHigh_V = 52.0;
    this.busCapacitanceS_F = 0.0063;
    this.busCapacitanceL_F = 0.0081;
    this.busEsrS_ohm = 0.001;
    this.busEsrL_ohm = 0.001;
    this.busbarInductance_H = 2e-7;
    this.busbarResistance_ohm = 0.0004;
    this.psuModules = 6;
    this.psuModulePower_W = 3000.0;
    this.psuSetPoint_V = 51.0;
    this.psuDroopVoltage_V = 0.5;
    this.psuHoldUpEnergy_J = 60.0;
    this.psuInputLimit_ratio = 1.6;
    this.psuPulseLimit_ratio = 1.55;
    this.psuLoopGain_A_per_V = 60.0;
    this.psuLoopIntegral_A_per_Vs = 120000.0;
    this.psuLag_s = 0.00003;
    this.psuPreWarningDrop_V = 3.0;
    this.psuPreWarningSlew_V_per_s = 3000.0;
    this.psuFallTime_s = 0.00005;
    this.acLossDetection_s = 0.002;
    this.psuInputRippleFrequency_Hz = 0.0;
    this.psuWalkIn_s = 0.0;
    this.psuHoldOff_s = 0.0;
    this.psuWalkInAfter_s = 0.02;
    this.generatorRating_W = 0.0;
    this.generatorSignalDelay_s = 1.0;
    this.generatorCrank_s = 9.0;
    this.generatorTransferGap_s = 0.1;
    this.generatorReturn_s = 300.0;
    this.generatorBlockLoad_ratio = 1.0;
    this.generatorBlockInterval_s = 5.0;
    this.generatorVoltageDip_pu = 0.2;
    this.generatorFrequencyDip_pu = 0.1;
    this.generatorVoltageTime_s = 0.3;
    this.generatorFrequencyTime_s = 0.8;
    this.generatorDamping = 0.7;
    this.loadPower_W = 18000.0;
    this.loadSlew_A_per_s = 1000000.0;
    this.loadLockout_V = 44.0;
    this.loadLockoutDelay_s = 0.00005;
    this.loadFloor_V = 10.0;
    this.loadPattern = 0;
    this.patternStart_s = 0.0;
    this.patternLow_W = 5400.0;
    this.patternHigh_W = 18000.0;
    this.patternPeriod_s = 1.0;
    this.patternDuty = 0.6;
    this.patternRise_s = 0.05;
    this.patternFall_s = 0.05;
    this.patternPeriodJitter = 0.05;
    this.patternAmplitudeJitter = 0.03;
    this.checkpointEvery = 0;
    this.checkpointTime_s = 2.0;
    this.traceRepeat = 0;
    this.cbuModules = 1;
    this.cbuConverterLimit_A = 600.0;
    this.cbuConverterSlew_A_per_s = 100000000.0;
    this.cbuConverterLag_s = 0.000008;
    this.cbuConverterLatency_s = 0.0;
    this.cbuLossIdle_W = 36.0;
    this.cbuLossLinear_V = 0.3;
    this.cbuLossResistive_ohm = 0.0016;
    this.capacitorCells = 18;
    this.capacitorC0_F = 141.0;
    this.capacitorKv_F_per_V = 0.5;
    this.capacitorEsr_ohm = 0.0063;
    this.capacitorR2_ohm = 1.2;
    this.capacitorC2_F = 8.0;
    this.capacitorCapacitanceSpread = 0.015;
    this.capacitorEsrSpread = 0.05;
    this.capacitorLeakSpread = 0.2;
    this.capacitorBleedAbove_V = 2.7;
    this.capacitorBleeder_ohm = 10.0;
    this.capacitorLeak_ohm = 9231.0;
    this.capacitorInitial_V = 46.0;
    this.capacitorRated_V = 48.0;
    this.capacitorLife_s = 315576000.0;
    this.capacitorAge = 0.0;
    this.capacitorAgeing_ratio = 1.0;
    this.capacitorMaximum_V = 51.0;
    this.capacitorHeatCapacity_J_per_K = 16000.0;
    this.capacitorThermalResistance_K_per_W = 0.5;
    this.bbuModules = 6;
    this.bbuConverterLimit_A = 120.0;
    this.bbuConverterSlew_A_per_s = 5000000.0;
    this.bbuConverterLag_s = 0.00004;
    this.bbuConverterLatency_s = 0.0019;
    this.bbuLossIdle_W = 6.0;
    this.bbuLossLinear_V = 0.3;
    this.bbuLossResistive_ohm = 0.01;
    this.bbuChargePower_W = 250.0;
    this.cellChemistry = 1;
    this.packSeries = 11;
    this.packParallel = 6;
    this.packInitialSoc = 0.92;
    this.packSocSpan = 0.0;
    this.ambientTemperature_degC = 25.0;
    this.cellCapacitySpread = 0.004;
    this.cellResistanceSpread = 0.025;
    this.packCapacityHealth = 1.0;
    this.packResistanceHealth = 1.0;
    this.packAgeing_ratio = 1.0;
    this.cellAgeingSpread = 0.0;
    this.packFan_ratio = 1.0;
    this.packInletRise_K = 0.0;
    this.contactParallel_ohm = 0.0002;
    this.contactSeries_ohm = 0.0001;
    this.groupBleeder_ohm = 33.0;
    this.contactorClose_s = 0.015;
    this.contactorOpen_s = 0.008;
    this.contactorBreakLimit_A = 600.0;
    this.switchOpen_s = 0.000005;
    this.prechargeResistance_ohm = 10.0;
    this.dcLinkCapacitance_F = 0.002;
    this.prechargeRating_W = 10.0;
    this.prechargePulse_J = 100.0;
    this.fuseRating_A = 160.0;
    this.fuseFusing_ratio = 1.6;
    this.fuseMelting_A2s = 12000.0;
    this.shortLoopInductance_H = 0.0000015;
    this.busVoltageRange_V = 60.0;
    this.busVoltageGainSpread = 0.0;
    this.busVoltageNoise_V = 0.005;
    this.storageVoltageRange_V = 60.0;
    this.moduleCurrentRange_A = 800.0;
    this.moduleCurrentOffset_A = 0.0;
    this.moduleCurrentGain = 1.0;
    this.moduleCurrentOffsetSpread_A = 0.0;
    this.moduleCurrentGainSpread = 0.0;
    this.moduleCurrentNoise_A = 0.05;
    this.groupVoltageNoise_V = 0.0002;
    this.thermistorNoise_K = 0.05;
    this.sensorNoise = 1;
    this.sensorQuantisation = 1;
    this.startState = 0;
    this.controlMode = 0;
    this.timeMode = 0;
    this.stepsPerTick = 1;
  }
  get busNominal_V(): f64 {
    return load<f64>(changetype<usize>(this), 0);
  }
  set busNominal_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 0);
  }
  get busWindowLow_V(): f64 {
    return load<f64>(changetype<usize>(this), 8);
  }
  set busWindowLow_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 8);
  }
  get busWindowHigh_V(): f64 {
    return load<f64>(changetype<usize>(this), 16);
  }
  set busWindowHigh_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 16);
  }
  get busCapacitanceS_F(): f64 {
    return load<f64>(changetype<usize>(this), 24);
  }
  set busCapacitanceS_F(value: f64) {
    store<f64>(changetype<usize>(this), value, 24);
  }
  get busCapacitanceL_F(): f64 {
    return load<f64>(changetype<usize>(this), 32);
  }
  set busCapacitanceL_F(value: f64) {
    store<f64>(changetype<usize>(this), value, 32);
  }
  get busEsrS_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 40);
  }
  set busEsrS_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 40);
  }
  get busEsrL_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 48);
  }
  set busEsrL_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 48);
  }
  get busbarInductance_H(): f64 {
    return load<f64>(changetype<usize>(this), 56);
  }
  set busbarInductance_H(value: f64) {
    store<f64>(changetype<usize>(this), value, 56);
  }
  get busbarResistance_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 64);
  }
  set busbarResistance_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 64);
  }
  get psuModules(): i32 {
    return load<i32>(changetype<usize>(this), 72);
  }
  set psuModules(value: i32) {
    store<i32>(changetype<usize>(this), value, 72);
  }
  get psuModulePower_W(): f64 {
    return load<f64>(changetype<usize>(this), 80);
  }
  set psuModulePower_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 80);
  }
  get psuSetPoint_V(): f64 {
    return load<f64>(changetype<usize>(this), 88);
  }
  set psuSetPoint_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 88);
  }
  get psuDroopVoltage_V(): f64 {
    return load<f64>(changetype<usize>(this), 96);
  }
  set psuDroopVoltage_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 96);
  }
  get psuHoldUpEnergy_J(): f64 {
    return load<f64>(changetype<usize>(this), 104);
  }
  set psuHoldUpEnergy_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 104);
  }
  get psuInputLimit_ratio(): f64 {
    return load<f64>(changetype<usize>(this), 112);
  }
  set psuInputLimit_ratio(value: f64) {
    store<f64>(changetype<usize>(this), value, 112);
  }
  get psuPulseLimit_ratio(): f64 {
    return load<f64>(changetype<usize>(this), 120);
  }
  set psuPulseLimit_ratio(value: f64) {
    store<f64>(changetype<usize>(this), value, 120);
  }
  get psuLoopGain_A_per_V(): f64 {
    return load<f64>(changetype<usize>(this), 128);
  }
  set psuLoopGain_A_per_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 128);
  }
  get psuLoopIntegral_A_per_Vs(): f64 {
    return load<f64>(changetype<usize>(this), 136);
  }
  set psuLoopIntegral_A_per_Vs(value: f64) {
    store<f64>(changetype<usize>(this), value, 136);
  }
  get psuLag_s(): f64 {
    return load<f64>(changetype<usize>(this), 144);
  }
  set psuLag_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 144);
  }
  get psuPreWarningDrop_V(): f64 {
    return load<f64>(changetype<usize>(this), 152);
  }
  set psuPreWarningDrop_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 152);
  }
  get psuPreWarningSlew_V_per_s(): f64 {
    return load<f64>(changetype<usize>(this), 160);
  }
  set psuPreWarningSlew_V_per_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 160);
  }
  get psuFallTime_s(): f64 {
    return load<f64>(changetype<usize>(this), 168);
  }
  set psuFallTime_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 168);
  }
  get acLossDetection_s(): f64 {
    return load<f64>(changetype<usize>(this), 176);
  }
  set acLossDetection_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 176);
  }
  get psuInputRippleFrequency_Hz(): f64 {
    return load<f64>(changetype<usize>(this), 184);
  }
  set psuInputRippleFrequency_Hz(value: f64) {
    store<f64>(changetype<usize>(this), value, 184);
  }
  get psuWalkIn_s(): f64 {
    return load<f64>(changetype<usize>(this), 192);
  }
  set psuWalkIn_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 192);
  }
  get psuHoldOff_s(): f64 {
    return load<f64>(changetype<usize>(this), 200);
  }
  set psuHoldOff_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 200);
  }
  get psuWalkInAfter_s(): f64 {
    return load<f64>(changetype<usize>(this), 208);
  }
  set psuWalkInAfter_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 208);
  }
  get generatorRating_W(): f64 {
    return load<f64>(changetype<usize>(this), 216);
  }
  set generatorRating_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 216);
  }
  get generatorSignalDelay_s(): f64 {
    return load<f64>(changetype<usize>(this), 224);
  }
  set generatorSignalDelay_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 224);
  }
  get generatorCrank_s(): f64 {
    return load<f64>(changetype<usize>(this), 232);
  }
  set generatorCrank_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 232);
  }
  get generatorTransferGap_s(): f64 {
    return load<f64>(changetype<usize>(this), 240);
  }
  set generatorTransferGap_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 240);
  }
  get generatorReturn_s(): f64 {
    return load<f64>(changetype<usize>(this), 248);
  }
  set generatorReturn_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 248);
  }
  get generatorBlockLoad_ratio(): f64 {
    return load<f64>(changetype<usize>(this), 256);
  }
  set generatorBlockLoad_ratio(value: f64) {
    store<f64>(changetype<usize>(this), value, 256);
  }
  get generatorBlockInterval_s(): f64 {
    return load<f64>(changetype<usize>(this), 264);
  }
  set generatorBlockInterval_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 264);
  }
  get generatorVoltageDip_pu(): f64 {
    return load<f64>(changetype<usize>(this), 272);
  }
  set generatorVoltageDip_pu(value: f64) {
    store<f64>(changetype<usize>(this), value, 272);
  }
  get generatorFrequencyDip_pu(): f64 {
    return load<f64>(changetype<usize>(this), 280);
  }
  set generatorFrequencyDip_pu(value: f64) {
    store<f64>(changetype<usize>(this), value, 280);
  }
  get generatorVoltageTime_s(): f64 {
    return load<f64>(changetype<usize>(this), 288);
  }
  set generatorVoltageTime_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 288);
  }
  get generatorFrequencyTime_s(): f64 {
    return load<f64>(changetype<usize>(this), 296);
  }
  set generatorFrequencyTime_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 296);
  }
  get generatorDamping(): f64 {
    return load<f64>(changetype<usize>(this), 304);
  }
  set generatorDamping(value: f64) {
    store<f64>(changetype<usize>(this), value, 304);
  }
  get loadPower_W(): f64 {
    return load<f64>(changetype<usize>(this), 312);
  }
  set loadPower_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 312);
  }
  get loadSlew_A_per_s(): f64 {
    return load<f64>(changetype<usize>(this), 320);
  }
  set loadSlew_A_per_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 320);
  }
  get loadLockout_V(): f64 {
    return load<f64>(changetype<usize>(this), 328);
  }
  set loadLockout_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 328);
  }
  get loadLockoutDelay_s(): f64 {
    return load<f64>(changetype<usize>(this), 336);
  }
  set loadLockoutDelay_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 336);
  }
  get loadFloor_V(): f64 {
    return load<f64>(changetype<usize>(this), 344);
  }
  set loadFloor_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 344);
  }
  get loadPattern(): i32 {
    return load<i32>(changetype<usize>(this), 352);
  }
  set loadPattern(value: i32) {
    store<i32>(changetype<usize>(this), value, 352);
  }
  get patternStart_s(): f64 {
    return load<f64>(changetype<usize>(this), 360);
  }
  set patternStart_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 360);
  }
  get patternLow_W(): f64 {
    return load<f64>(changetype<usize>(this), 368);
  }
  set patternLow_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 368);
  }
  get patternHigh_W(): f64 {
    return load<f64>(changetype<usize>(this), 376);
  }
  set patternHigh_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 376);
  }
  get patternPeriod_s(): f64 {
    return load<f64>(changetype<usize>(this), 384);
  }
  set patternPeriod_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 384);
  }
  get patternDuty(): f64 {
    return load<f64>(changetype<usize>(this), 392);
  }
  set patternDuty(value: f64) {
    store<f64>(changetype<usize>(this), value, 392);
  }
  get patternRise_s(): f64 {
    return load<f64>(changetype<usize>(this), 400);
  }
  set patternRise_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 400);
  }
  get patternFall_s(): f64 {
    return load<f64>(changetype<usize>(this), 408);
  }
  set patternFall_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 408);
  }
  get patternPeriodJitter(): f64 {
    return load<f64>(changetype<usize>(this), 416);
  }
  set patternPeriodJitter(value: f64) {
    store<f64>(changetype<usize>(this), value, 416);
  }
  get patternAmplitudeJitter(): f64 {
    return load<f64>(changetype<usize>(this), 424);
  }
  set patternAmplitudeJitter(value: f64) {
    store<f64>(changetype<usize>(this), value, 424);
  }
  get checkpointEvery(): i32 {
    return load<i32>(changetype<usize>(this), 432);
  }
  set checkpointEvery(value: i32) {
    store<i32>(changetype<usize>(this), value, 432);
  }
  get checkpointTime_s(): f64 {
    return load<f64>(changetype<usize>(this), 440);
  }
  set checkpointTime_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 440);
  }
  get traceRepeat(): i32 {
    return load<i32>(changetype<usize>(this), 448);
  }
  set traceRepeat(value: i32) {
    store<i32>(changetype<usize>(this), value, 448);
  }
  get cbuModules(): i32 {
    return load<i32>(changetype<usize>(this), 452);
  }
  set cbuModules(value: i32) {
    store<i32>(changetype<usize>(this), value, 452);
  }
  get cbuConverterLimit_A(): f64 {
    return load<f64>(changetype<usize>(this), 456);
  }
  set cbuConverterLimit_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 456);
  }
  get cbuConverterSlew_A_per_s(): f64 {
    return load<f64>(changetype<usize>(this), 464);
  }
  set cbuConverterSlew_A_per_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 464);
  }
  get cbuConverterLag_s(): f64 {
    return load<f64>(changetype<usize>(this), 472);
  }
  set cbuConverterLag_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 472);
  }
  get cbuConverterLatency_s(): f64 {
    return load<f64>(changetype<usize>(this), 480);
  }
  set cbuConverterLatency_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 480);
  }
  get cbuLossIdle_W(): f64 {
    return load<f64>(changetype<usize>(this), 488);
  }
  set cbuLossIdle_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 488);
  }
  get cbuLossLinear_V(): f64 {
    return load<f64>(changetype<usize>(this), 496);
  }
  set cbuLossLinear_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 496);
  }
  get cbuLossResistive_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 504);
  }
  set cbuLossResistive_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 504);
  }
  get capacitorCells(): i32 {
    return load<i32>(changetype<usize>(this), 512);
  }
  set capacitorCells(value: i32) {
    store<i32>(changetype<usize>(this), value, 512);
  }
  get capacitorC0_F(): f64 {
    return load<f64>(changetype<usize>(this), 520);
  }
  set capacitorC0_F(value: f64) {
    store<f64>(changetype<usize>(this), value, 520);
  }
  get capacitorKv_F_per_V(): f64 {
    return load<f64>(changetype<usize>(this), 528);
  }
  set capacitorKv_F_per_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 528);
  }
  get capacitorEsr_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 536);
  }
  set capacitorEsr_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 536);
  }
  get capacitorR2_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 544);
  }
  set capacitorR2_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 544);
  }
  get capacitorC2_F(): f64 {
    return load<f64>(changetype<usize>(this), 552);
  }
  set capacitorC2_F(value: f64) {
    store<f64>(changetype<usize>(this), value, 552);
  }
  get capacitorCapacitanceSpread(): f64 {
    return load<f64>(changetype<usize>(this), 560);
  }
  set capacitorCapacitanceSpread(value: f64) {
    store<f64>(changetype<usize>(this), value, 560);
  }
  get capacitorEsrSpread(): f64 {
    return load<f64>(changetype<usize>(this), 568);
  }
  set capacitorEsrSpread(value: f64) {
    store<f64>(changetype<usize>(this), value, 568);
  }
  get capacitorLeakSpread(): f64 {
    return load<f64>(changetype<usize>(this), 576);
  }
  set capacitorLeakSpread(value: f64) {
    store<f64>(changetype<usize>(this), value, 576);
  }
  get capacitorBleedAbove_V(): f64 {
    return load<f64>(changetype<usize>(this), 584);
  }
  set capacitorBleedAbove_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 584);
  }
  get capacitorBleeder_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 592);
  }
  set capacitorBleeder_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 592);
  }
  get capacitorLeak_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 600);
  }
  set capacitorLeak_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 600);
  }
  get capacitorInitial_V(): f64 {
    return load<f64>(changetype<usize>(this), 608);
  }
  set capacitorInitial_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 608);
  }
  get capacitorRated_V(): f64 {
    return load<f64>(changetype<usize>(this), 616);
  }
  set capacitorRated_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 616);
  }
  get capacitorLife_s(): f64 {
    return load<f64>(changetype<usize>(this), 624);
  }
  set capacitorLife_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 624);
  }
  get capacitorAge(): f64 {
    return load<f64>(changetype<usize>(this), 632);
  }
  set capacitorAge(value: f64) {
    store<f64>(changetype<usize>(this), value, 632);
  }
  get capacitorAgeing_ratio(): f64 {
    return load<f64>(changetype<usize>(this), 640);
  }
  set capacitorAgeing_ratio(value: f64) {
    store<f64>(changetype<usize>(this), value, 640);
  }
  get capacitorMaximum_V(): f64 {
    return load<f64>(changetype<usize>(this), 648);
  }
  set capacitorMaximum_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 648);
  }
  get capacitorHeatCapacity_J_per_K(): f64 {
    return load<f64>(changetype<usize>(this), 656);
  }
  set capacitorHeatCapacity_J_per_K(value: f64) {
    store<f64>(changetype<usize>(this), value, 656);
  }
  get capacitorThermalResistance_K_per_W(): f64 {
    return load<f64>(changetype<usize>(this), 664);
  }
  set capacitorThermalResistance_K_per_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 664);
  }
  get bbuModules(): i32 {
    return load<i32>(changetype<usize>(this), 672);
  }
  set bbuModules(value: i32) {
    store<i32>(changetype<usize>(this), value, 672);
  }
  get bbuConverterLimit_A(): f64 {
    return load<f64>(changetype<usize>(this), 680);
  }
  set bbuConverterLimit_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 680);
  }
  get bbuConverterSlew_A_per_s(): f64 {
    return load<f64>(changetype<usize>(this), 688);
  }
  set bbuConverterSlew_A_per_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 688);
  }
  get bbuConverterLag_s(): f64 {
    return load<f64>(changetype<usize>(this), 696);
  }
  set bbuConverterLag_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 696);
  }
  get bbuConverterLatency_s(): f64 {
    return load<f64>(changetype<usize>(this), 704);
  }
  set bbuConverterLatency_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 704);
  }
  get bbuLossIdle_W(): f64 {
    return load<f64>(changetype<usize>(this), 712);
  }
  set bbuLossIdle_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 712);
  }
  get bbuLossLinear_V(): f64 {
    return load<f64>(changetype<usize>(this), 720);
  }
  set bbuLossLinear_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 720);
  }
  get bbuLossResistive_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 728);
  }
  set bbuLossResistive_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 728);
  }
  get bbuChargePower_W(): f64 {
    return load<f64>(changetype<usize>(this), 736);
  }
  set bbuChargePower_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 736);
  }
  get cellChemistry(): i32 {
    return load<i32>(changetype<usize>(this), 744);
  }
  set cellChemistry(value: i32) {
    store<i32>(changetype<usize>(this), value, 744);
  }
  get packSeries(): i32 {
    return load<i32>(changetype<usize>(this), 748);
  }
  set packSeries(value: i32) {
    store<i32>(changetype<usize>(this), value, 748);
  }
  get packParallel(): i32 {
    return load<i32>(changetype<usize>(this), 752);
  }
  set packParallel(value: i32) {
    store<i32>(changetype<usize>(this), value, 752);
  }
  get packInitialSoc(): f64 {
    return load<f64>(changetype<usize>(this), 760);
  }
  set packInitialSoc(value: f64) {
    store<f64>(changetype<usize>(this), value, 760);
  }
  get packSocSpan(): f64 {
    return load<f64>(changetype<usize>(this), 768);
  }
  set packSocSpan(value: f64) {
    store<f64>(changetype<usize>(this), value, 768);
  }
  get ambientTemperature_degC(): f64 {
    return load<f64>(changetype<usize>(this), 776);
  }
  set ambientTemperature_degC(value: f64) {
    store<f64>(changetype<usize>(this), value, 776);
  }
  get cellCapacitySpread(): f64 {
    return load<f64>(changetype<usize>(this), 784);
  }
  set cellCapacitySpread(value: f64) {
    store<f64>(changetype<usize>(this), value, 784);
  }
  get cellResistanceSpread(): f64 {
    return load<f64>(changetype<usize>(this), 792);
  }
  set cellResistanceSpread(value: f64) {
    store<f64>(changetype<usize>(this), value, 792);
  }
  get packCapacityHealth(): f64 {
    return load<f64>(changetype<usize>(this), 800);
  }
  set packCapacityHealth(value: f64) {
    store<f64>(changetype<usize>(this), value, 800);
  }
  get packResistanceHealth(): f64 {
    return load<f64>(changetype<usize>(this), 808);
  }
  set packResistanceHealth(value: f64) {
    store<f64>(changetype<usize>(this), value, 808);
  }
  get packAgeing_ratio(): f64 {
    return load<f64>(changetype<usize>(this), 816);
  }
  set packAgeing_ratio(value: f64) {
    store<f64>(changetype<usize>(this), value, 816);
  }
  get cellAgeingSpread(): f64 {
    return load<f64>(changetype<usize>(this), 824);
  }
  set cellAgeingSpread(value: f64) {
    store<f64>(changetype<usize>(this), value, 824);
  }
  get packFan_ratio(): f64 {
    return load<f64>(changetype<usize>(this), 832);
  }
  set packFan_ratio(value: f64) {
    store<f64>(changetype<usize>(this), value, 832);
  }
  get packInletRise_K(): f64 {
    return load<f64>(changetype<usize>(this), 840);
  }
  set packInletRise_K(value: f64) {
    store<f64>(changetype<usize>(this), value, 840);
  }
  get contactParallel_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 848);
  }
  set contactParallel_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 848);
  }
  get contactSeries_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 856);
  }
  set contactSeries_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 856);
  }
  get groupBleeder_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 864);
  }
  set groupBleeder_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 864);
  }
  get contactorClose_s(): f64 {
    return load<f64>(changetype<usize>(this), 872);
  }
  set contactorClose_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 872);
  }
  get contactorOpen_s(): f64 {
    return load<f64>(changetype<usize>(this), 880);
  }
  set contactorOpen_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 880);
  }
  get contactorBreakLimit_A(): f64 {
    return load<f64>(changetype<usize>(this), 888);
  }
  set contactorBreakLimit_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 888);
  }
  get switchOpen_s(): f64 {
    return load<f64>(changetype<usize>(this), 896);
  }
  set switchOpen_s(value: f64) {
    store<f64>(changetype<usize>(this), value, 896);
  }
  get prechargeResistance_ohm(): f64 {
    return load<f64>(changetype<usize>(this), 904);
  }
  set prechargeResistance_ohm(value: f64) {
    store<f64>(changetype<usize>(this), value, 904);
  }
  get dcLinkCapacitance_F(): f64 {
    return load<f64>(changetype<usize>(this), 912);
  }
  set dcLinkCapacitance_F(value: f64) {
    store<f64>(changetype<usize>(this), value, 912);
  }
  get prechargeRating_W(): f64 {
    return load<f64>(changetype<usize>(this), 920);
  }
  set prechargeRating_W(value: f64) {
    store<f64>(changetype<usize>(this), value, 920);
  }
  get prechargePulse_J(): f64 {
    return load<f64>(changetype<usize>(this), 928);
  }
  set prechargePulse_J(value: f64) {
    store<f64>(changetype<usize>(this), value, 928);
  }
  get fuseRating_A(): f64 {
    return load<f64>(changetype<usize>(this), 936);
  }
  set fuseRating_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 936);
  }
  get fuseFusing_ratio(): f64 {
    return load<f64>(changetype<usize>(this), 944);
  }
  set fuseFusing_ratio(value: f64) {
    store<f64>(changetype<usize>(this), value, 944);
  }
  get fuseMelting_A2s(): f64 {
    return load<f64>(changetype<usize>(this), 952);
  }
  set fuseMelting_A2s(value: f64) {
    store<f64>(changetype<usize>(this), value, 952);
  }
  get shortLoopInductance_H(): f64 {
    return load<f64>(changetype<usize>(this), 960);
  }
  set shortLoopInductance_H(value: f64) {
    store<f64>(changetype<usize>(this), value, 960);
  }
  get busVoltageRange_V(): f64 {
    return load<f64>(changetype<usize>(this), 968);
  }
  set busVoltageRange_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 968);
  }
  get busVoltageGainSpread(): f64 {
    return load<f64>(changetype<usize>(this), 976);
  }
  set busVoltageGainSpread(value: f64) {
    store<f64>(changetype<usize>(this), value, 976);
  }
  get busVoltageNoise_V(): f64 {
    return load<f64>(changetype<usize>(this), 984);
  }
  set busVoltageNoise_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 984);
  }
  get storageVoltageRange_V(): f64 {
    return load<f64>(changetype<usize>(this), 992);
  }
  set storageVoltageRange_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 992);
  }
  get moduleCurrentRange_A(): f64 {
    return load<f64>(changetype<usize>(this), 1000);
  }
  set moduleCurrentRange_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 1000);
  }
  get moduleCurrentOffset_A(): f64 {
    return load<f64>(changetype<usize>(this), 1008);
  }
  set moduleCurrentOffset_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 1008);
  }
  get moduleCurrentGain(): f64 {
    return load<f64>(changetype<usize>(this), 1016);
  }
  set moduleCurrentGain(value: f64) {
    store<f64>(changetype<usize>(this), value, 1016);
  }
  get moduleCurrentOffsetSpread_A(): f64 {
    return load<f64>(changetype<usize>(this), 1024);
  }
  set moduleCurrentOffsetSpread_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 1024);
  }
  get moduleCurrentGainSpread(): f64 {
    return load<f64>(changetype<usize>(this), 1032);
  }
  set moduleCurrentGainSpread(value: f64) {
    store<f64>(changetype<usize>(this), value, 1032);
  }
  get moduleCurrentNoise_A(): f64 {
    return load<f64>(changetype<usize>(this), 1040);
  }
  set moduleCurrentNoise_A(value: f64) {
    store<f64>(changetype<usize>(this), value, 1040);
  }
  get groupVoltageNoise_V(): f64 {
    return load<f64>(changetype<usize>(this), 1048);
  }
  set groupVoltageNoise_V(value: f64) {
    store<f64>(changetype<usize>(this), value, 1048);
  }
  get thermistorNoise_K(): f64 {
    return load<f64>(changetype<usize>(this), 1056);
  }
  set thermistorNoise_K(value: f64) {
    store<f64>(changetype<usize>(this), value, 1056);
  }
  get sensorNoise(): i32 {
    return load<i32>(changetype<usize>(this), 1064);
  }
  set sensorNoise(value: i32) {
    store<i32>(changetype<usize>(this), value, 1064);
  }
  get sensorQuantisation(): i32 {
    return load<i32>(changetype<usize>(this), 1068);
  }
  set sensorQuantisation(value: i32) {
    store<i32>(changetype<usize>(this), value, 1068);
  }
  get startState(): i32 {
    return load<i32>(changetype<usize>(this), 1072);
  }
  set startState(value: i32) {
    store<i32>(changetype<usize>(this), value, 1072);
  }
  get controlMode(): i32 {
    return load<i32>(changetype<usize>(this), 1076);
  }
  set controlMode(value: i32) {
    store<i32>(changetype<usize>(this), value, 1076);
  }
  get timeMode(): i32 {
    return load<i32>(changetype<usize>(this), 1080);
  }
  set timeMode(value: i32) {
    store<i32>(changetype<usize>(this), value, 1080);
  }
  get stepsPerTick(): i32 {
    return load<i32>(changetype<usize>(this), 1084);
  }
  set stepsPerTick(value: i32) {
    store<i32>(changetype<usize>(this), value, 1084);
  }
}
