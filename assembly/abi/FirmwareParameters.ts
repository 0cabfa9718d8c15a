// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export class FirmwareParameters {
  /** Where it lies in memory. */
  get address(): usize {
    return changetype<usize>(this);
  }
  /** Bytes that it takes there. */
  get size(): usize {
    return 448;
  }
  reset(): void {
    this.handoffStrategy = 2;
    this.tripVoltage_V = 48.5;
    this.tripDebounce_s = 0.002;
    this.tripSlope_V_per_s = 0.0;
    this.releaseVoltage_V = 49.8;
    this.releaseHold_s = 0.2;
    this.minimumDwell_s = 0.05;
    this.handoffTimeConstant_s = 0.003;
    this.handoffLeak_s = 0.0;
    this.handoffSlew_A_per_s = 20000.0;
    this.syncStartFraction = 0.05;
    this.shareTimeout_s = 0.0001;
    this.walkIn_s = 0.02;
    this.cbuEngage_V = 49.0;
    this.cbuAbsorb_V = 51.4;
    this.cbuDroop_ohm = 0.0028;
    this.cbuCurrentLimit_A = 600.0;
    this.cbuSlew_A_per_s = 100000000.0;
    this.cbuLimitRamp_A_per_s = 1000000.0;
    this.cbuTarget_V = 46.0;
    this.cbuWindowLow_V = 24.0;
    this.cbuWindowHigh_V = 50.0;
    this.cbuReturnGain_A_per_V = 5.0;
    this.cbuReturnLimit_A = 20.0;
    this.cbuReturnDeadband_V = 0.2;
    this.cbuBalance_ratio = 0.0;
    this.bbuSetPoint_V = 48.0;
    this.bbuDroop_ohm = 0.01;
    this.bbuCurrentLimit_A = 120.0;
    this.bbuLimitRamp_A_per_s = 100000.0;
    this.bbuStartRamp_A_per_s = 400000.0;
    this.bbuStartBudget_s = 0.003;
    this.derateTemperatureStart_degC = 45.0;
    this.derateTemperatureEnd_degC = 60.0;
    this.derateSocStart = 0.1;
    this.derateSocEnd = 0.02;
    this.derateGroupVoltageStart_V = 2.9;
    this.derateGroupVoltageEnd_V = 2.6;
    this.derateRecoverHold_s = 30.0;
    this.derateRecoverSlope_per_s = 0.02;
    this.chargeCurrent_A = 6.0;
    this.chargeVoltage_V = 4.15;
    this.chargeEnd_A = 0.9;
    this.chargePower_W = 250.0;
    this.chargeFeed_W = 0.0;
    this.rechargeBelow = 0.9;
    this.rechargeDelay_s = 10.0;
    this.balanceAbove_V = 3.8;
    this.balanceStart_V = 0.01;
    this.balanceCurrent_A = 1.0;
    this.balanceTemperatureMax_degC = 45.0;
    this.balanceMost = 6;
    this.reserveSoc = 0.5;
    this.shavingRamp_A_per_s = 200.0;
    this.outagesMost = 0;
    this.outagesWindow_s = 60.0;
    this.outagesAction = 0;
    this.cellOvervoltageTrip_V = 4.25;
    this.cellOvervoltageWarning_V = 4.2;
    this.cellUndervoltageTrip_V = 2.5;
    this.cellUndervoltageWarning_V = 2.7;
    this.voltageDebounce_samples = 50.0;
    this.voltageDelay_s = 0.2;
    this.dischargeTemperatureMax_degC = 60.0;
    this.dischargeTemperatureMin_degC = -20.0;
    this.chargeTemperatureMax_degC = 45.0;
    this.chargeTemperatureMin_degC = 0.0;
    this.temperatureWarningMargin_K = 5.0;
    this.temperatureDebounce_samples = 100.0;
    this.temperatureDelay_s = 1.0;
    this.dischargeCurrentMax_A = 130.0;
    this.chargeCurrentMax_A = 30.0;
    this.currentDebounce_samples = 10.0;
    this.currentDelay_s = 0.1;
    this.shortCircuitCurrent_A = 400.0;
    this.shortCircuitDebounce_samples = 3.0;
    this.staleSensor_s = 0.001;
    this.prechargeMatch_ratio = 0.01;
    this.prechargeTau_s = 0.02;
    this.contactorTimeout_s = 0.1;
    this.groupImbalanceMax_V = 0.3;
    this.openWire_V = 0.5;
    this.voltageMatch_ratio = 0.03;
    this.thermistorSpreadMax_K = 25.0;
    this.converterDeviation_ratio = 0.1;
    this.shareDeviation_ratio = 0.25;
    this.plausibilityDebounce_samples = 10.0;
    this.plausibilityDelay_s = 0.1;
    this.cbuOvervoltageTrip_V = 50.8;
    this.cbuUndervoltageTrip_V = 20.0;
    this.recoveryHysteresis_ratio = 0.01;
    this.recoveryTime_s = 1.0;
    this.ratedCapacity_Ah = 18.0;
    this.initialSoc = 0.92;
    this.initialSocSigma = 0.03;
    this.coulombicEfficiency = 0.998;
    this.currentOffsetSigma_A = 0.05;
    this.busVoltageFullScale_V = 60.0;
    this.storageVoltageFullScale_V = 60.0;
    this.moduleCurrentFullScale_A = 800.0;
    this.groupCount = 11;
    this.moduleCount = 6;
    this.capacitorCount = 1;
  }
  get handoffStrategy(): i32 {
    return load<i32>(changetype<usize>(this), 0);
  }
  set handoffStrategy(value: i32) {
    store<i32>(changetype<usize>(this), value, 0);
  }
  get tripVoltage_V(): f32 {
    return load<f32>(changetype<usize>(this), 4);
  }
  set tripVoltage_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 4);
  }
  get tripDebounce_s(): f32 {
    return load<f32>(changetype<usize>(this), 8);
  }
  set tripDebounce_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 8);
  }
  get tripSlope_V_per_s(): f32 {
    return load<f32>(changetype<usize>(this), 12);
  }
  set tripSlope_V_per_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 12);
  }
  get releaseVoltage_V(): f32 {
    return load<f32>(changetype<usize>(this), 16);
  }
  set releaseVoltage_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 16);
  }
  get releaseHold_s(): f32 {
    return load<f32>(changetype<usize>(this), 20);
  }
  set releaseHold_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 20);
  }
  get minimumDwell_s(): f32 {
    return load<f32>(changetype<usize>(this), 24);
  }
  set minimumDwell_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 24);
  }
  get handoffTimeConstant_s(): f32 {
    return load<f32>(changetype<usize>(this), 28);
  }
  set handoffTimeConstant_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 28);
  }
  get handoffLeak_s(): f32 {
    return load<f32>(changetype<usize>(this), 32);
  }
  set handoffLeak_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 32);
  }
  get handoffSlew_A_per_s(): f32 {
    return load<f32>(changetype<usize>(this), 36);
  }
  set handoffSlew_A_per_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 36);
  }
  get syncStartFraction(): f32 {
    return load<f32>(changetype<usize>(this), 40);
  }
  set syncStartFraction(value: f32) {
    store<f32>(changetype<usize>(this), value, 40);
  }
  get shareTimeout_s(): f32 {
    return load<f32>(changetype<usize>(this), 44);
  }
  set shareTimeout_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 44);
  }
  get walkIn_s(): f32 {
    return load<f32>(changetype<usize>(this), 48);
  }
  set walkIn_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 48);
  }
  get cbuEngage_V(): f32 {
    return load<f32>(changetype<usize>(this), 52);
  }
  set cbuEngage_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 52);
  }
  get cbuAbsorb_V(): f32 {
    return load<f32>(changetype<usize>(this), 56);
  }
  set cbuAbsorb_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 56);
  }
  get cbuDroop_ohm(): f32 {
    return load<f32>(changetype<usize>(this), 60);
  }
  set cbuDroop_ohm(value: f32) {
    store<f32>(changetype<usize>(this), value, 60);
  }
  get cbuCurrentLimit_A(): f32 {
    return load<f32>(changetype<usize>(this), 64);
  }
  set cbuCurrentLimit_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 64);
  }
  get cbuSlew_A_per_s(): f32 {
    return load<f32>(changetype<usize>(this), 68);
  }
  set cbuSlew_A_per_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 68);
  }
  get cbuLimitRamp_A_per_s(): f32 {
    return load<f32>(changetype<usize>(this), 72);
  }
  set cbuLimitRamp_A_per_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 72);
  }
  get cbuTarget_V(): f32 {
    return load<f32>(changetype<usize>(this), 76);
  }
  set cbuTarget_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 76);
  }
  get cbuWindowLow_V(): f32 {
    return load<f32>(changetype<usize>(this), 80);
  }
  set cbuWindowLow_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 80);
  }
  get cbuWindowHigh_V(): f32 {
    return load<f32>(changetype<usize>(this), 84);
  }
  set cbuWindowHigh_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 84);
  }
  get cbuReturnGain_A_per_V(): f32 {
    return load<f32>(changetype<usize>(this), 88);
  }
  set cbuReturnGain_A_per_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 88);
  }
  get cbuReturnLimit_A(): f32 {
    return load<f32>(changetype<usize>(this), 92);
  }
  set cbuReturnLimit_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 92);
  }
  get cbuReturnDeadband_V(): f32 {
    return load<f32>(changetype<usize>(this), 96);
  }
  set cbuReturnDeadband_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 96);
  }
  get cbuBalance_ratio(): f32 {
    return load<f32>(changetype<usize>(this), 100);
  }
  set cbuBalance_ratio(value: f32) {
    store<f32>(changetype<usize>(this), value, 100);
  }
  get bbuSetPoint_V(): f32 {
    return load<f32>(changetype<usize>(this), 104);
  }
  set bbuSetPoint_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 104);
  }
  get bbuDroop_ohm(): f32 {
    return load<f32>(changetype<usize>(this), 108);
  }
  set bbuDroop_ohm(value: f32) {
    store<f32>(changetype<usize>(this), value, 108);
  }
  get bbuCurrentLimit_A(): f32 {
    return load<f32>(changetype<usize>(this), 112);
  }
  set bbuCurrentLimit_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 112);
  }
  get bbuLimitRamp_A_per_s(): f32 {
    return load<f32>(changetype<usize>(this), 116);
  }
  set bbuLimitRamp_A_per_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 116);
  }
  get bbuStartRamp_A_per_s(): f32 {
    return load<f32>(changetype<usize>(this), 120);
  }
  set bbuStartRamp_A_per_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 120);
  }
  get bbuStartBudget_s(): f32 {
    return load<f32>(changetype<usize>(this), 124);
  }
  set bbuStartBudget_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 124);
  }
  get derateTemperatureStart_degC(): f32 {
    return load<f32>(changetype<usize>(this), 128);
  }
  set derateTemperatureStart_degC(value: f32) {
    store<f32>(changetype<usize>(this), value, 128);
  }
  get derateTemperatureEnd_degC(): f32 {
    return load<f32>(changetype<usize>(this), 132);
  }
  set derateTemperatureEnd_degC(value: f32) {
    store<f32>(changetype<usize>(this), value, 132);
  }
  get derateSocStart(): f32 {
    return load<f32>(changetype<usize>(this), 136);
  }
  set derateSocStart(value: f32) {
    store<f32>(changetype<usize>(this), value, 136);
  }
  get derateSocEnd(): f32 {
    return load<f32>(changetype<usize>(this), 140);
  }
  set derateSocEnd(value: f32) {
    store<f32>(changetype<usize>(this), value, 140);
  }
  get derateGroupVoltageStart_V(): f32 {
    return load<f32>(changetype<usize>(this), 144);
  }
  set derateGroupVoltageStart_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 144);
  }
  get derateGroupVoltageEnd_V(): f32 {
    return load<f32>(changetype<usize>(this), 148);
  }
  set derateGroupVoltageEnd_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 148);
  }
  get derateRecoverHold_s(): f32 {
    return load<f32>(changetype<usize>(this), 152);
  }
  set derateRecoverHold_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 152);
  }
  get derateRecoverSlope_per_s(): f32 {
    return load<f32>(changetype<usize>(this), 156);
  }
  set derateRecoverSlope_per_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 156);
  }
  get chargeCurrent_A(): f32 {
    return load<f32>(changetype<usize>(this), 160);
  }
  set chargeCurrent_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 160);
  }
  get chargeVoltage_V(): f32 {
    return load<f32>(changetype<usize>(this), 164);
  }
  set chargeVoltage_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 164);
  }
  get chargeEnd_A(): f32 {
    return load<f32>(changetype<usize>(this), 168);
  }
  set chargeEnd_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 168);
  }
  get chargePower_W(): f32 {
    return load<f32>(changetype<usize>(this), 172);
  }
  set chargePower_W(value: f32) {
    store<f32>(changetype<usize>(this), value, 172);
  }
  get chargeFeed_W(): f32 {
    return load<f32>(changetype<usize>(this), 176);
  }
  set chargeFeed_W(value: f32) {
    store<f32>(changetype<usize>(this), value, 176);
  }
  get rechargeBelow(): f32 {
    return load<f32>(changetype<usize>(this), 180);
  }
  set rechargeBelow(value: f32) {
    store<f32>(changetype<usize>(this), value, 180);
  }
  get rechargeDelay_s(): f32 {
    return load<f32>(changetype<usize>(this), 184);
  }
  set rechargeDelay_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 184);
  }
  get balanceAbove_V(): f32 {
    return load<f32>(changetype<usize>(this), 188);
  }
  set balanceAbove_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 188);
  }
  get balanceStart_V(): f32 {
    return load<f32>(changetype<usize>(this), 192);
  }
  set balanceStart_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 192);
  }
  get balanceCurrent_A(): f32 {
    return load<f32>(changetype<usize>(this), 196);
  }
  set balanceCurrent_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 196);
  }
  get balanceTemperatureMax_degC(): f32 {
    return load<f32>(changetype<usize>(this), 200);
  }
  set balanceTemperatureMax_degC(value: f32) {
    store<f32>(changetype<usize>(this), value, 200);
  }
  get balanceMost(): i32 {
    return load<i32>(changetype<usize>(this), 204);
  }
  set balanceMost(value: i32) {
    store<i32>(changetype<usize>(this), value, 204);
  }
  get reserveSoc(): f32 {
    return load<f32>(changetype<usize>(this), 208);
  }
  set reserveSoc(value: f32) {
    store<f32>(changetype<usize>(this), value, 208);
  }
  get shavingRamp_A_per_s(): f32 {
    return load<f32>(changetype<usize>(this), 212);
  }
  set shavingRamp_A_per_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 212);
  }
  get outagesMost(): i32 {
    return load<i32>(changetype<usize>(this), 216);
  }
  set outagesMost(value: i32) {
    store<i32>(changetype<usize>(this), value, 216);
  }
  get outagesWindow_s(): f32 {
    return load<f32>(changetype<usize>(this), 220);
  }
  set outagesWindow_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 220);
  }
  get outagesAction(): i32 {
    return load<i32>(changetype<usize>(this), 224);
  }
  set outagesAction(value: i32) {
    store<i32>(changetype<usize>(this), value, 224);
  }
  get cellOvervoltageTrip_V(): f32 {
    return load<f32>(changetype<usize>(this), 228);
  }
  set cellOvervoltageTrip_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 228);
  }
  get cellOvervoltageWarning_V(): f32 {
    return load<f32>(changetype<usize>(this), 232);
  }
  set cellOvervoltageWarning_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 232);
  }
  get cellUndervoltageTrip_V(): f32 {
    return load<f32>(changetype<usize>(this), 236);
  }
  set cellUndervoltageTrip_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 236);
  }
  get cellUndervoltageWarning_V(): f32 {
    return load<f32>(changetype<usize>(this), 240);
  }
  set cellUndervoltageWarning_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 240);
  }
  get voltageDebounce_samples(): f32 {
    return load<f32>(changetype<usize>(this), 244);
  }
  set voltageDebounce_samples(value: f32) {
    store<f32>(changetype<usize>(this), value, 244);
  }
  get voltageDelay_s(): f32 {
    return load<f32>(changetype<usize>(this), 248);
  }
  set voltageDelay_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 248);
  }
  get dischargeTemperatureMax_degC(): f32 {
    return load<f32>(changetype<usize>(this), 252);
  }
  set dischargeTemperatureMax_degC(value: f32) {
    store<f32>(changetype<usize>(this), value, 252);
  }
  get dischargeTemperatureMin_degC(): f32 {
    return load<f32>(changetype<usize>(this), 256);
  }
  set dischargeTemperatureMin_degC(value: f32) {
    store<f32>(changetype<usize>(this), value, 256);
  }
  get chargeTemperatureMax_degC(): f32 {
    return load<f32>(changetype<usize>(this), 260);
  }
  set chargeTemperatureMax_degC(value: f32) {
    store<f32>(changetype<usize>(this), value, 260);
  }
  get chargeTemperatureMin_degC(): f32 {
    return load<f32>(changetype<usize>(this), 264);
  }
  set chargeTemperatureMin_degC(value: f32) {
    store<f32>(changetype<usize>(this), value, 264);
  }
  get temperatureWarningMargin_K(): f32 {
    return load<f32>(changetype<usize>(this), 268);
  }
  set temperatureWarningMargin_K(value: f32) {
    store<f32>(changetype<usize>(this), value, 268);
  }
  get temperatureDebounce_samples(): f32 {
    return load<f32>(changetype<usize>(this), 272);
  }
  set temperatureDebounce_samples(value: f32) {
    store<f32>(changetype<usize>(this), value, 272);
  }
  get temperatureDelay_s(): f32 {
    return load<f32>(changetype<usize>(this), 276);
  }
  set temperatureDelay_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 276);
  }
  get dischargeCurrentMax_A(): f32 {
    return load<f32>(changetype<usize>(this), 280);
  }
  set dischargeCurrentMax_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 280);
  }
  get chargeCurrentMax_A(): f32 {
    return load<f32>(changetype<usize>(this), 284);
  }
  set chargeCurrentMax_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 284);
  }
  get currentDebounce_samples(): f32 {
    return load<f32>(changetype<usize>(this), 288);
  }
  set currentDebounce_samples(value: f32) {
    store<f32>(changetype<usize>(this), value, 288);
  }
  get currentDelay_s(): f32 {
    return load<f32>(changetype<usize>(this), 292);
  }
  set currentDelay_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 292);
  }
  get shortCircuitCurrent_A(): f32 {
    return load<f32>(changetype<usize>(this), 296);
  }
  set shortCircuitCurrent_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 296);
  }
  get shortCircuitDebounce_samples(): f32 {
    return load<f32>(changetype<usize>(this), 300);
  }
  set shortCircuitDebounce_samples(value: f32) {
    store<f32>(changetype<usize>(this), value, 300);
  }
  get staleSensor_s(): f32 {
    return load<f32>(changetype<usize>(this), 304);
  }
  set staleSensor_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 304);
  }
  get prechargeMatch_ratio(): f32 {
    return load<f32>(changetype<usize>(this), 308);
  }
  set prechargeMatch_ratio(value: f32) {
    store<f32>(changetype<usize>(this), value, 308);
  }
  get prechargeTau_s(): f32 {
    return load<f32>(changetype<usize>(this), 312);
  }
  set prechargeTau_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 312);
  }
  get contactorTimeout_s(): f32 {
    return load<f32>(changetype<usize>(this), 316);
  }
  set contactorTimeout_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 316);
  }
  get groupImbalanceMax_V(): f32 {
    return load<f32>(changetype<usize>(this), 320);
  }
  set groupImbalanceMax_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 320);
  }
  get openWire_V(): f32 {
    return load<f32>(changetype<usize>(this), 324);
  }
  set openWire_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 324);
  }
  get voltageMatch_ratio(): f32 {
    return load<f32>(changetype<usize>(this), 328);
  }
  set voltageMatch_ratio(value: f32) {
    store<f32>(changetype<usize>(this), value, 328);
  }
  get thermistorSpreadMax_K(): f32 {
    return load<f32>(changetype<usize>(this), 332);
  }
  set thermistorSpreadMax_K(value: f32) {
    store<f32>(changetype<usize>(this), value, 332);
  }
  get converterDeviation_ratio(): f32 {
    return load<f32>(changetype<usize>(this), 336);
  }
  set converterDeviation_ratio(value: f32) {
    store<f32>(changetype<usize>(this), value, 336);
  }
  get shareDeviation_ratio(): f32 {
    return load<f32>(changetype<usize>(this), 340);
  }
  set shareDeviation_ratio(value: f32) {
    store<f32>(changetype<usize>(this), value, 340);
  }
  get plausibilityDebounce_samples(): f32 {
    return load<f32>(changetype<usize>(this), 344);
  }
  set plausibilityDebounce_samples(value: f32) {
    store<f32>(changetype<usize>(this), value, 344);
  }
  get plausibilityDelay_s(): f32 {
    return load<f32>(changetype<usize>(this), 348);
  }
  set plausibilityDelay_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 348);
  }
  get cbuOvervoltageTrip_V(): f32 {
    return load<f32>(changetype<usize>(this), 352);
  }
  set cbuOvervoltageTrip_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 352);
  }
  get cbuUndervoltageTrip_V(): f32 {
    return load<f32>(changetype<usize>(this), 356);
  }
  set cbuUndervoltageTrip_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 356);
  }
  get recoveryHysteresis_ratio(): f32 {
    return load<f32>(changetype<usize>(this), 360);
  }
  set recoveryHysteresis_ratio(value: f32) {
    store<f32>(changetype<usize>(this), value, 360);
  }
  get recoveryTime_s(): f32 {
    return load<f32>(changetype<usize>(this), 364);
  }
  set recoveryTime_s(value: f32) {
    store<f32>(changetype<usize>(this), value, 364);
  }
  get ratedCapacity_Ah(): f32 {
    return load<f32>(changetype<usize>(this), 368);
  }
  set ratedCapacity_Ah(value: f32) {
    store<f32>(changetype<usize>(this), value, 368);
  }
  get initialSoc(): f32 {
    return load<f32>(changetype<usize>(this), 372);
  }
  set initialSoc(value: f32) {
    store<f32>(changetype<usize>(this), value, 372);
  }
  get initialSocSigma(): f32 {
    return load<f32>(changetype<usize>(this), 376);
  }
  set initialSocSigma(value: f32) {
    store<f32>(changetype<usize>(this), value, 376);
  }
  get coulombicEfficiency(): f32 {
    return load<f32>(changetype<usize>(this), 380);
  }
  set coulombicEfficiency(value: f32) {
    store<f32>(changetype<usize>(this), value, 380);
  }
  get currentOffsetSigma_A(): f32 {
    return load<f32>(changetype<usize>(this), 384);
  }
  set currentOffsetSigma_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 384);
  }
  get busVoltageFullScale_V(): f32 {
    return load<f32>(changetype<usize>(this), 388);
  }
  set busVoltageFullScale_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 388);
  }
  get storageVoltageFullScale_V(): f32 {
    return load<f32>(changetype<usize>(this), 392);
  }
  set storageVoltageFullScale_V(value: f32) {
    store<f32>(changetype<usize>(this), value, 392);
  }
  get moduleCurrentFullScale_A(): f32 {
    return load<f32>(changetype<usize>(this), 396);
  }
  set moduleCurrentFullScale_A(value: f32) {
    store<f32>(changetype<usize>(this), value, 396);
  }
  get groupCount(): i32 {
    return load<i32>(changetype<usize>(this), 400);
  }
  set groupCount(value: i32) {
    store<i32>(changetype<usize>(this), value, 400);
  }
  get moduleCount(): i32 {
    return load<i32>(changetype<usize>(this), 404);
  }
  set moduleCount(value: i32) {
    store<i32>(changetype<usize>(this), value, 404);
  }
  get capacitorCount(): i32 {
    return load<i32>(changetype<usize>(this), 408);
  }
  set capacitorCount(value: i32) {
    store<i32>(changetype<usize>(this), value, 408);
  }
}
