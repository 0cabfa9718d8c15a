// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

// Register `field` of bank number `bank` in the order of the table, through its accessor.
import { plantParameters, firmwareParameters, sample, command, telemetry, truth, moduleTruth, metrics, ledger } from './simulationBanks';

export function readRegister(bank: i32, index: i32, field: i32, element: i32): f64 {
  switch (bank * 1000 + field) {
    case 0:
      return <f64>plantParameters().busNominal_V;
    case 1:
      return <f64>plantParameters().busWindowLow_V;
    case 2:
      return <f64>plantParameters().busWindowHigh_V;
    case 3:
      return <f64>plantParameters().busCapacitanceS_F;
    case 4:
      return <f64>plantParameters().busCapacitanceL_F;
    case 5:
      return <f64>plantParameters().busEsrS_ohm;
    case 6:
      return <f64>plantParameters().busEsrL_ohm;
    case 7:
      return <f64>plantParameters().busbarInductance_H;
    case 8:
      return <f64>plantParameters().busbarResistance_ohm;
    case 9:
      return <f64>plantParameters().psuModules;
    case 10:
      return <f64>plantParameters().psuModulePower_W;
    case 11:
      return <f64>plantParameters().psuSetPoint_V;
    case 12:
      return <f64>plantParameters().psuDroopVoltage_V;
    case 13:
      return <f64>plantParameters().psuHoldUpEnergy_J;
    case 14:
      return <f64>plantParameters().psuInputLimit_ratio;
    case 15:
      return <f64>plantParameters().psuPulseLimit_ratio;
    case 16:
      return <f64>plantParameters().psuLoopGain_A_per_V;
    case 17:
      return <f64>plantParameters().psuLoopIntegral_A_per_Vs;
    case 18:
      return <f64>plantParameters().psuLag_s;
    case 19:
      return <f64>plantParameters().psuPreWarningDrop_V;
    case 20:
      return <f64>plantParameters().psuPreWarningSlew_V_per_s;
    case 21:
      return <f64>plantParameters().psuFallTime_s;
    case 22:
      return <f64>plantParameters().acLossDetection_s;
    case 23:
      return <f64>plantParameters().psuInputRippleFrequency_Hz;
    case 24:
      return <f64>plantParameters().psuWalkIn_s;
    case 25:
      return <f64>plantParameters().psuHoldOff_s;
    case 26:
      return <f64>plantParameters().psuWalkInAfter_s;
    case 27:
      return <f64>plantParameters().generatorRating_W;
    case 28:
      return <f64>plantParameters().generatorSignalDelay_s;
    case 29:
      return <f64>plantParameters().generatorCrank_s;
    case 30:
      return <f64>plantParameters().generatorTransferGap_s;
    case 31:
      return <f64>plantParameters().generatorReturn_s;
    case 32:
      return <f64>plantParameters().generatorBlockLoad_ratio;
    case 33:
      return <f64>plantParameters().generatorBlockInterval_s;
    case 34:
      return <f64>plantParameters().generatorVoltageDip_pu;
    case 35:
      return <f64>plantParameters().generatorFrequencyDip_pu;
    case 36:
      return <f64>plantParameters().generatorVoltageTime_s;
    case 37:
      return <f64>plantParameters().generatorFrequencyTime_s;
    case 38:
      return <f64>plantParameters().generatorDamping;
    case 39:
      return <f64>plantParameters().loadPower_W;
    case 40:
      return <f64>plantParameters().loadSlew_A_per_s;
    case 41:
      return <f64>plantParameters().loadLockout_V;
    case 42:
      return <f64>plantParameters().loadLockoutDelay_s;
    case 43:
      return <f64>plantParameters().loadFloor_V;
    case 44:
      return <f64>plantParameters().loadPattern;
    case 45:
      return <f64>plantParameters().patternStart_s;
    case 46:
      return <f64>plantParameters().patternLow_W;
    case 47:
      return <f64>plantParameters().patternHigh_W;
    case 48:
      return <f64>plantParameters().patternPeriod_s;
    case 49:
      return <f64>plantParameters().patternDuty;
    case 50:
      return <f64>plantParameters().patternRise_s;
    case 51:
      return <f64>plantParameters().patternFall_s;
    case 52:
      return <f64>plantParameters().patternPeriodJitter;
    case 53:
      return <f64>plantParameters().patternAmplitudeJitter;
    case 54:
      return <f64>plantParameters().checkpointEvery;
    case 55:
      return <f64>plantParameters().checkpointTime_s;
    case 56:
      return <f64>plantParameters().traceRepeat;
    case 57:
      return <f64>plantParameters().cbuModules;
    case 58:
      return <f64>plantParameters().cbuConverterLimit_A;
    case 59:
      return <f64>plantParameters().cbuConverterSlew_A_per_s;
    case 60:
      return <f64>plantParameters().cbuConverterLag_s;
    case 61:
      return <f64>plantParameters().cbuConverterLatency_s;
    case 62:
      return <f64>plantParameters().cbuLossIdle_W;
    case 63:
      return <f64>plantParameters().cbuLossLinear_V;
    case 64:
      return <f64>plantParameters().cbuLossResistive_ohm;
    case 65:
      return <f64>plantParameters().capacitorCells;
    case 66:
      return <f64>plantParameters().capacitorC0_F;
    case 67:
      return <f64>plantParameters().capacitorKv_F_per_V;
    case 68:
      return <f64>plantParameters().capacitorEsr_ohm;
    case 69:
      return <f64>plantParameters().capacitorR2_ohm;
    case 70:
      return <f64>plantParameters().capacitorC2_F;
    case 71:
      return <f64>plantParameters().capacitorCapacitanceSpread;
    case 72:
      return <f64>plantParameters().capacitorEsrSpread;
    case 73:
      return <f64>plantParameters().capacitorLeakSpread;
    case 74:
      return <f64>plantParameters().capacitorBleedAbove_V;
    case 75:
      return <f64>plantParameters().capacitorBleeder_ohm;
    case 76:
      return <f64>plantParameters().capacitorLeak_ohm;
    case 77:
      return <f64>plantParameters().capacitorInitial_V;
    case 78:
      return <f64>plantParameters().capacitorRated_V;
    case 79:
      return <f64>plantParameters().capacitorLife_s;
    case 80:
      return <f64>plantParameters().capacitorAge;
    case 81:
      return <f64>plantParameters().capacitorAgeing_ratio;
    case 82:
      return <f64>plantParameters().capacitorMaximum_V;
    case 83:
      return <f64>plantParameters().capacitorHeatCapacity_J_per_K;
    case 84:
      return <f64>plantParameters().capacitorThermalResistance_K_per_W;
    case 85:
      return <f64>plantParameters().bbuModules;
    case 86:
      return <f64>plantParameters().bbuConverterLimit_A;
    case 87:
      return <f64>plantParameters().bbuConverterSlew_A_per_s;
    case 88:
      return <f64>plantParameters().bbuConverterLag_s;
    case 89:
      return <f64>plantParameters().bbuConverterLatency_s;
    case 90:
      return <f64>plantParameters().bbuLossIdle_W;
    case 91:
      return <f64>plantParameters().bbuLossLinear_V;
    case 92:
      return <f64>plantParameters().bbuLossResistive_ohm;
    case 93:
      return <f64>plantParameters().bbuChargePower_W;
    case 94:
      return <f64>plantParameters().cellChemistry;
    case 95:
      return <f64>plantParameters().packSeries;
    case 96:
      return <f64>plantParameters().packParallel;
    case 97:
      return <f64>plantParameters().packInitialSoc;
    case 98:
      return <f64>plantParameters().packSocSpan;
    case 99:
      return <f64>plantParameters().ambientTemperature_degC;
    case 100:
      return <f64>plantParameters().cellCapacitySpread;
    case 101:
      return <f64>plantParameters().cellResistanceSpread;
    case 102:
      return <f64>plantParameters().packCapacityHealth;
    case 103:
      return <f64>plantParameters().packResistanceHealth;
    case 104:
      return <f64>plantParameters().packAgeing_ratio;
    case 105:
      return <f64>plantParameters().cellAgeingSpread;
    case 106:
      return <f64>plantParameters().packFan_ratio;
    case 107:
      return <f64>plantParameters().packInletRise_K;
    case 108:
      return <f64>plantParameters().contactParallel_ohm;
    case 109:
      return <f64>plantParameters().contactSeries_ohm;
    case 110:
      return <f64>plantParameters().groupBleeder_ohm;
    case 111:
      return <f64>plantParameters().contactorClose_s;
    case 112:
      return <f64>plantParameters().contactorOpen_s;
    case 113:
      return <f64>plantParameters().contactorBreakLimit_A;
    case 114:
      return <f64>plantParameters().switchOpen_s;
    case 115:
      return <f64>plantParameters().prechargeResistance_ohm;
    case 116:
      return <f64>plantParameters().dcLinkCapacitance_F;
    case 117:
      return <f64>plantParameters().prechargeRating_W;
    case 118:
      return <f64>plantParameters().prechargePulse_J;
    case 119:
      return <f64>plantParameters().fuseRating_A;
    case 120:
      return <f64>plantParameters().fuseFusing_ratio;
    case 121:
      return <f64>plantParameters().fuseMelting_A2s;
    case 122:
      return <f64>plantParameters().shortLoopInductance_H;
    case 123:
      return <f64>plantParameters().busVoltageRange_V;
    case 124:
      return <f64>plantParameters().busVoltageGainSpread;
    case 125:
      return <f64>plantParameters().busVoltageNoise_V;
    case 126:
      return <f64>plantParameters().storageVoltageRange_V;
    case 127:
      return <f64>plantParameters().moduleCurrentRange_A;
    case 128:
      return <f64>plantParameters().moduleCurrentOffset_A;
    case 129:
      return <f64>plantParameters().moduleCurrentGain;
    case 130:
      return <f64>plantParameters().moduleCurrentOffsetSpread_A;
    case 131:
      return <f64>plantParameters().moduleCurrentGainSpread;
    case 132:
      return <f64>plantParameters().moduleCurrentNoise_A;
    case 133:
      return <f64>plantParameters().groupVoltageNoise_V;
    case 134:
      return <f64>plantParameters().thermistorNoise_K;
    case 135:
      return <f64>plantParameters().sensorNoise;
    case 136:
      return <f64>plantParameters().sensorQuantisation;
    case 137:
      return <f64>plantParameters().startState;
    case 138:
      return <f64>plantParameters().controlMode;
    case 139:
      return <f64>plantParameters().timeMode;
    case 140:
      return <f64>plantParameters().stepsPerTick;
    case 1000:
      return <f64>firmwareParameters().handoffStrategy;
    case 1001:
      return <f64>firmwareParameters().tripVoltage_V;
    case 1002:
      return <f64>firmwareParameters().tripDebounce_s;
    case 1003:
      return <f64>firmwareParameters().tripSlope_V_per_s;
    case 1004:
      return <f64>firmwareParameters().releaseVoltage_V;
    case 1005:
      return <f64>firmwareParameters().releaseHold_s;
    case 1006:
      return <f64>firmwareParameters().minimumDwell_s;
    case 1007:
      return <f64>firmwareParameters().handoffTimeConstant_s;
    case 1008:
      return <f64>firmwareParameters().handoffLeak_s;
    case 1009:
      return <f64>firmwareParameters().handoffSlew_A_per_s;
    case 1010:
      return <f64>firmwareParameters().syncStartFraction;
    case 1011:
      return <f64>firmwareParameters().shareTimeout_s;
    case 1012:
      return <f64>firmwareParameters().walkIn_s;
    case 1013:
      return <f64>firmwareParameters().cbuEngage_V;
    case 1014:
      return <f64>firmwareParameters().cbuAbsorb_V;
    case 1015:
      return <f64>firmwareParameters().cbuDroop_ohm;
    case 1016:
      return <f64>firmwareParameters().cbuCurrentLimit_A;
    case 1017:
      return <f64>firmwareParameters().cbuSlew_A_per_s;
    case 1018:
      return <f64>firmwareParameters().cbuLimitRamp_A_per_s;
    case 1019:
      return <f64>firmwareParameters().cbuTarget_V;
    case 1020:
      return <f64>firmwareParameters().cbuWindowLow_V;
    case 1021:
      return <f64>firmwareParameters().cbuWindowHigh_V;
    case 1022:
      return <f64>firmwareParameters().cbuReturnGain_A_per_V;
    case 1023:
      return <f64>firmwareParameters().cbuReturnLimit_A;
    case 1024:
      return <f64>firmwareParameters().cbuReturnDeadband_V;
    case 1025:
      return <f64>firmwareParameters().cbuBalance_ratio;
    case 1026:
      return <f64>firmwareParameters().bbuSetPoint_V;
    case 1027:
      return <f64>firmwareParameters().bbuDroop_ohm;
    case 1028:
      return <f64>firmwareParameters().bbuCurrentLimit_A;
    case 1029:
      return <f64>firmwareParameters().bbuLimitRamp_A_per_s;
    case 1030:
      return <f64>firmwareParameters().bbuStartRamp_A_per_s;
    case 1031:
      return <f64>firmwareParameters().bbuStartBudget_s;
    case 1032:
      return <f64>firmwareParameters().derateTemperatureStart_degC;
    case 1033:
      return <f64>firmwareParameters().derateTemperatureEnd_degC;
    case 1034:
      return <f64>firmwareParameters().derateSocStart;
    case 1035:
      return <f64>firmwareParameters().derateSocEnd;
    case 1036:
      return <f64>firmwareParameters().derateGroupVoltageStart_V;
    case 1037:
      return <f64>firmwareParameters().derateGroupVoltageEnd_V;
    case 1038:
      return <f64>firmwareParameters().derateRecoverHold_s;
    case 1039:
      return <f64>firmwareParameters().derateRecoverSlope_per_s;
    case 1040:
      return <f64>firmwareParameters().chargeCurrent_A;
    case 1041:
      return <f64>firmwareParameters().chargeVoltage_V;
    case 1042:
      return <f64>firmwareParameters().chargeEnd_A;
    case 1043:
      return <f64>firmwareParameters().chargePower_W;
    case 1044:
      return <f64>firmwareParameters().chargeFeed_W;
    case 1045:
      return <f64>firmwareParameters().rechargeBelow;
    case 1046:
      return <f64>firmwareParameters().rechargeDelay_s;
    case 1047:
      return <f64>firmwareParameters().balanceAbove_V;
    case 1048:
      return <f64>firmwareParameters().balanceStart_V;
    case 1049:
      return <f64>firmwareParameters().balanceCurrent_A;
    case 1050:
      return <f64>firmwareParameters().balanceTemperatureMax_degC;
    case 1051:
      return <f64>firmwareParameters().balanceMost;
    case 1052:
      return <f64>firmwareParameters().reserveSoc;
    case 1053:
      return <f64>firmwareParameters().shavingRamp_A_per_s;
    case 1054:
      return <f64>firmwareParameters().outagesMost;
    case 1055:
      return <f64>firmwareParameters().outagesWindow_s;
    case 1056:
      return <f64>firmwareParameters().outagesAction;
    case 1057:
      return <f64>firmwareParameters().cellOvervoltageTrip_V;
    case 1058:
      return <f64>firmwareParameters().cellOvervoltageWarning_V;
    case 1059:
      return <f64>firmwareParameters().cellUndervoltageTrip_V;
    case 1060:
      return <f64>firmwareParameters().cellUndervoltageWarning_V;
    case 1061:
      return <f64>firmwareParameters().voltageDebounce_samples;
    case 1062:
      return <f64>firmwareParameters().voltageDelay_s;
    case 1063:
      return <f64>firmwareParameters().dischargeTemperatureMax_degC;
    case 1064:
      return <f64>firmwareParameters().dischargeTemperatureMin_degC;
    case 1065:
      return <f64>firmwareParameters().chargeTemperatureMax_degC;
    case 1066:
      return <f64>firmwareParameters().chargeTemperatureMin_degC;
    case 1067:
      return <f64>firmwareParameters().temperatureWarningMargin_K;
    case 1068:
      return <f64>firmwareParameters().temperatureDebounce_samples;
    case 1069:
      return <f64>firmwareParameters().temperatureDelay_s;
    case 1070:
      return <f64>firmwareParameters().dischargeCurrentMax_A;
    case 1071:
      return <f64>firmwareParameters().chargeCurrentMax_A;
    case 1072:
      return <f64>firmwareParameters().currentDebounce_samples;
    case 1073:
      return <f64>firmwareParameters().currentDelay_s;
    case 1074:
      return <f64>firmwareParameters().shortCircuitCurrent_A;
    case 1075:
      return <f64>firmwareParameters().shortCircuitDebounce_samples;
    case 1076:
      return <f64>firmwareParameters().staleSensor_s;
    case 1077:
      return <f64>firmwareParameters().prechargeMatch_ratio;
    case 1078:
      return <f64>firmwareParameters().prechargeTau_s;
    case 1079:
      return <f64>firmwareParameters().contactorTimeout_s;
    case 1080:
      return <f64>firmwareParameters().groupImbalanceMax_V;
    case 1081:
      return <f64>firmwareParameters().openWire_V;
    case 1082:
      return <f64>firmwareParameters().voltageMatch_ratio;
    case 1083:
      return <f64>firmwareParameters().thermistorSpreadMax_K;
    case 1084:
      return <f64>firmwareParameters().converterDeviation_ratio;
    case 1085:
      return <f64>firmwareParameters().shareDeviation_ratio;
    case 1086:
      return <f64>firmwareParameters().plausibilityDebounce_samples;
    case 1087:
      return <f64>firmwareParameters().plausibilityDelay_s;
    case 1088:
      return <f64>firmwareParameters().cbuOvervoltageTrip_V;
    case 1089:
      return <f64>firmwareParameters().cbuUndervoltageTrip_V;
    case 1090:
      return <f64>firmwareParameters().recoveryHysteresis_ratio;
    case 1091:
      return <f64>firmwareParameters().recoveryTime_s;
    case 1092:
      return <f64>firmwareParameters().ratedCapacity_Ah;
    case 1093:
      return <f64>firmwareParameters().initialSoc;
    case 1094:
      return <f64>firmwareParameters().initialSocSigma;
    case 1095:
      return <f64>firmwareParameters().coulombicEfficiency;
    case 1096:
      return <f64>firmwareParameters().currentOffsetSigma_A;
    case 1097:
      return <f64>firmwareParameters().busVoltageFullScale_V;
    case 1098:
      return <f64>firmwareParameters().storageVoltageFullScale_V;
    case 1099:
      return <f64>firmwareParameters().moduleCurrentFullScale_A;
    case 1100:
      return <f64>firmwareParameters().groupCount;
    case 1101:
      return <f64>firmwareParameters().moduleCount;
    case 1102:
      return <f64>firmwareParameters().capacitorCount;
    case 2000:
      return <f64>sample(index).time_ticks;
    case 2001:
      return <f64>sample(index).shareSequence;
    case 2002:
      return <f64>sample(index).shareCbu_A;
    case 2003:
      return <f64>sample(index).shareBbu_A;
    case 2004:
      return <f64>sample(index).lines;
    case 2005:
      return <f64>sample(index).valid;
    case 2006:
      return <f64>sample(index).busVoltage_code;
    case 2007:
      return <f64>sample(index).busVoltageSequence;
    case 2008:
      return <f64>sample(index).moduleCurrent_code;
    case 2009:
      return <f64>sample(index).storageVoltage_code;
    case 2010:
      return <f64>sample(index).linkVoltage_code;
    case 2011:
      return <f64>sample(index).moduleSequence;
    case 2012:
      return <f64>sample(index).groupSequence;
    case 2013:
      return <f64>sample(index).thermistorSequence;
    case 2014:
      return <f64>sample(index).groupVoltage_code(element);
    case 2015:
      return <f64>sample(index).capacitorCellMax_code;
    case 2016:
      return <f64>sample(index).thermistor_code(element);
    case 2017:
      return <f64>sample(index).shaving_W;
    case 2018:
      return <f64>sample(index).slot;
    case 2019:
      return <f64>sample(index).chargeAsked(element);
    case 3000:
      return <f64>command(index).converterReference_A;
    case 3001:
      return <f64>command(index).shareOut_A;
    case 3002:
      return <f64>command(index).converterEnable;
    case 3003:
      return <f64>command(index).mainContactor;
    case 3004:
      return <f64>command(index).prechargeContactor;
    case 3005:
      return <f64>command(index).switchClosed;
    case 3006:
      return <f64>command(index).syncOut;
    case 3007:
      return <f64>command(index).bleeders(element);
    case 3008:
      return <f64>command(index).chargeAsks;
    case 4000:
      return <f64>telemetry(index).handoffState;
    case 4001:
      return <f64>telemetry(index).contactorState;
    case 4002:
      return <f64>telemetry(index).batteryPhase;
    case 4003:
      return <f64>telemetry(index).bindingLimit;
    case 4004:
      return <f64>telemetry(index).faults;
    case 4005:
      return <f64>telemetry(index).warnings;
    case 4006:
      return <f64>telemetry(index).openWire;
    case 4007:
      return <f64>telemetry(index).suspects;
    case 4008:
      return <f64>telemetry(index).busVoltage_V;
    case 4009:
      return <f64>telemetry(index).moduleCurrent_A;
    case 4010:
      return <f64>telemetry(index).storageVoltage_V;
    case 4011:
      return <f64>telemetry(index).groupVoltageMin_V;
    case 4012:
      return <f64>telemetry(index).groupVoltageMax_V;
    case 4013:
      return <f64>telemetry(index).temperatureMin_degC;
    case 4014:
      return <f64>telemetry(index).temperatureMax_degC;
    case 4015:
      return <f64>telemetry(index).soc;
    case 4016:
      return <f64>telemetry(index).socSigma;
    case 4017:
      return <f64>telemetry(index).currentLimit_A;
    case 4018:
      return <f64>telemetry(index).reference_A;
    case 4019:
      return <f64>telemetry(index).starts;
    case 4020:
      return <f64>telemetry(index).fastRuns;
    case 4021:
      return <f64>telemetry(index).firstTrip;
    case 4022:
      return <f64>telemetry(index).firstTripTime_ticks;
    case 5000:
      return <f64>truth().time_s;
    case 5001:
      return <f64>truth().busVoltageL_V;
    case 5002:
      return <f64>truth().busVoltageS_V;
    case 5003:
      return <f64>truth().busbarCurrent_A;
    case 5004:
      return <f64>truth().psuCurrent_A;
    case 5005:
      return <f64>truth().cbuCurrent_A;
    case 5006:
      return <f64>truth().bbuCurrent_A;
    case 5007:
      return <f64>truth().loadCurrent_A;
    case 5008:
      return <f64>truth().loadDemand_W;
    case 5009:
      return <f64>truth().loadConnected;
    case 5010:
      return <f64>truth().utility_pu;
    case 5011:
      return <f64>truth().input_pu;
    case 5012:
      return <f64>truth().onGenerator;
    case 5013:
      return <f64>truth().generatorFrequency_pu;
    case 5014:
      return <f64>truth().psuEnergy_J;
    case 5015:
      return <f64>truth().psuSetPoint_V;
    case 5016:
      return <f64>truth().capacitorVoltage_V;
    case 5017:
      return <f64>truth().capacitorCellMax_V;
    case 5018:
      return <f64>truth().packVoltage_V;
    case 5019:
      return <f64>truth().packSoc;
    case 5020:
      return <f64>truth().cellVoltageMin_V;
    case 5021:
      return <f64>truth().cellVoltageMax_V;
    case 5022:
      return <f64>truth().hottestCell_degC;
    case 6000:
      return <f64>moduleTruth(index).kind;
    case 6001:
      return <f64>moduleTruth(index).contactorClosed;
    case 6002:
      return <f64>moduleTruth(index).switchClosed;
    case 6003:
      return <f64>moduleTruth(index).fuseBlown;
    case 6004:
      return <f64>moduleTruth(index).converterState;
    case 6005:
      return <f64>moduleTruth(index).sourceLimited;
    case 6006:
      return <f64>moduleTruth(index).converterCurrent_A;
    case 6007:
      return <f64>moduleTruth(index).storageCurrent_A;
    case 6008:
      return <f64>moduleTruth(index).storageVoltage_V;
    case 6009:
      return <f64>moduleTruth(index).soc;
    case 6010:
      return <f64>moduleTruth(index).hottestCell_degC;
    case 6011:
      return <f64>moduleTruth(index).cellVoltageMin_V;
    case 6012:
      return <f64>moduleTruth(index).cellVoltageMax_V;
    case 6013:
      return <f64>moduleTruth(index).bleeders;
    case 6014:
      return <f64>moduleTruth(index).capacityHealth;
    case 6015:
      return <f64>moduleTruth(index).lifeUsed;
    case 7000:
      return <f64>metrics().busVoltageMin_V;
    case 7001:
      return <f64>metrics().busVoltageMinAt_s;
    case 7002:
      return <f64>metrics().busVoltageMax_V;
    case 7003:
      return <f64>metrics().outsideWindow_s;
    case 7004:
      return <f64>metrics().capacitorTakeover_s;
    case 7005:
      return <f64>metrics().batteryDelivers_s;
    case 7006:
      return <f64>metrics().batteryCarries_s;
    case 7007:
      return <f64>metrics().batteryCarries99_s;
    case 7008:
      return <f64>metrics().handoffTime_s;
    case 7009:
      return <f64>metrics().capacitorCarried_s;
    case 7010:
      return <f64>metrics().capacitorEnergyUsed_J;
    case 7011:
      return <f64>metrics().capacitorVoltageMin_V;
    case 7012:
      return <f64>metrics().capacitorVoltageMax_V;
    case 7013:
      return <f64>metrics().capacitorCellMax_V;
    case 7014:
      return <f64>metrics().psuEnergyMargin_s;
    case 7015:
      return <f64>metrics().psuModulePowerMax_W;
    case 7016:
      return <f64>metrics().chargePowerMax_W;
    case 7017:
      return <f64>metrics().busBelowTrip_s;
    case 7018:
      return <f64>metrics().batteryResponse_s;
    case 7019:
      return <f64>metrics().transfers;
    case 7020:
      return <f64>metrics().overshoot_V;
    case 7021:
      return <f64>metrics().settling_s;
    case 7022:
      return <f64>metrics().finalBusVoltage_V;
    case 7023:
      return <f64>metrics().secondDip_V;
    case 7024:
      return <f64>metrics().batterySlewMax_A_per_s;
    case 7025:
      return <f64>metrics().loadSlewMax_W_per_s;
    case 7026:
      return <f64>metrics().generatorVoltageMin_pu;
    case 7027:
      return <f64>metrics().hottestCell_degC;
    case 7028:
      return <f64>metrics().cellVoltageMin_V;
    case 7029:
      return <f64>metrics().cellVoltageMax_V;
    case 7030:
      return <f64>metrics().unservedEnergy_J;
    case 7031:
      return <f64>metrics().loadDropouts;
    case 7032:
      return <f64>metrics().protectionTrips;
    case 7033:
      return <f64>metrics().energyResidual_J;
    case 7034:
      return <f64>metrics().systemEnergyResidual_J;
    case 7035:
      return <f64>metrics().loadEnergy_J;
    case 7036:
      return <f64>metrics().simulatedTime_s;
    case 8000:
      return <f64>ledger().utilityIn_J;
    case 8001:
      return <f64>ledger().batteryEmf_J;
    case 8002:
      return <f64>ledger().load_J;
    case 8003:
      return <f64>ledger().storePsu_J;
    case 8004:
      return <f64>ledger().storeBus_J;
    case 8005:
      return <f64>ledger().storeCapacitor_J;
    case 8006:
      return <f64>ledger().storeLink_J;
    case 8007:
      return <f64>ledger().storePack_J;
    case 8008:
      return <f64>ledger().lossBusEsr_J;
    case 8009:
      return <f64>ledger().lossBusbar_J;
    case 8010:
      return <f64>ledger().lossConverter_J;
    case 8011:
      return <f64>ledger().lossCapacitorEsr_J;
    case 8012:
      return <f64>ledger().lossCapacitorInternal_J;
    case 8013:
      return <f64>ledger().lossPackResistance_J;
    case 8014:
      return <f64>ledger().lossDisconnect_J;
    case 8015:
      return <f64>ledger().lossPackToAir_J;
    case 8016:
      return <f64>ledger().failedStore_J;
    case 8017:
      return <f64>ledger().residualPower_J;
    case 8018:
      return <f64>ledger().residualSystem_J;
  }
  return NaN;
}

export function writeRegister(bank: i32, index: i32, field: i32, element: i32, value: f64): void {
  switch (bank * 1000 + field) {
    case 0:
      plantParameters().busNominal_V = <f64>value;
      return;
    case 1:
      plantParameters().busWindowLow_V = <f64>value;
      return;
    case 2:
      plantParameters().busWindowHigh_V = <f64>value;
      return;
    case 3:
      plantParameters().busCapacitanceS_F = <f64>value;
      return;
    case 4:
      plantParameters().busCapacitanceL_F = <f64>value;
      return;
    case 5:
      plantParameters().busEsrS_ohm = <f64>value;
      return;
    case 6:
      plantParameters().busEsrL_ohm = <f64>value;
      return;
    case 7:
      plantParameters().busbarInductance_H = <f64>value;
      return;
    case 8:
      plantParameters().busbarResistance_ohm = <f64>value;
      return;
    case 9:
      plantParameters().psuModules = <i32>value;
      return;
    case 10:
      plantParameters().psuModulePower_W = <f64>value;
      return;
    case 11:
      plantParameters().psuSetPoint_V = <f64>value;
      return;
    case 12:
      plantParameters().psuDroopVoltage_V = <f64>value;
      return;
    case 13:
      plantParameters().psuHoldUpEnergy_J = <f64>value;
      return;
    case 14:
      plantParameters().psuInputLimit_ratio = <f64>value;
      return;
    case 15:
      plantParameters().psuPulseLimit_ratio = <f64>value;
      return;
    case 16:
      plantParameters().psuLoopGain_A_per_V = <f64>value;
      return;
    case 17:
      plantParameters().psuLoopIntegral_A_per_Vs = <f64>value;
      return;
    case 18:
      plantParameters().psuLag_s = <f64>value;
      return;
    case 19:
      plantParameters().psuPreWarningDrop_V = <f64>value;
      return;
    case 20:
      plantParameters().psuPreWarningSlew_V_per_s = <f64>value;
      return;
    case 21:
      plantParameters().psuFallTime_s = <f64>value;
      return;
    case 22:
      plantParameters().acLossDetection_s = <f64>value;
      return;
    case 23:
      plantParameters().psuInputRippleFrequency_Hz = <f64>value;
      return;
    case 24:
      plantParameters().psuWalkIn_s = <f64>value;
      return;
    case 25:
      plantParameters().psuHoldOff_s = <f64>value;
      return;
    case 26:
      plantParameters().psuWalkInAfter_s = <f64>value;
      return;
    case 27:
      plantParameters().generatorRating_W = <f64>value;
      return;
    case 28:
      plantParameters().generatorSignalDelay_s = <f64>value;
      return;
    case 29:
      plantParameters().generatorCrank_s = <f64>value;
      return;
    case 30:
      plantParameters().generatorTransferGap_s = <f64>value;
      return;
    case 31:
      plantParameters().generatorReturn_s = <f64>value;
      return;
    case 32:
      plantParameters().generatorBlockLoad_ratio = <f64>value;
      return;
    case 33:
      plantParameters().generatorBlockInterval_s = <f64>value;
      return;
    case 34:
      plantParameters().generatorVoltageDip_pu = <f64>value;
      return;
    case 35:
      plantParameters().generatorFrequencyDip_pu = <f64>value;
      return;
    case 36:
      plantParameters().generatorVoltageTime_s = <f64>value;
      return;
    case 37:
      plantParameters().generatorFrequencyTime_s = <f64>value;
      return;
    case 38:
      plantParameters().generatorDamping = <f64>value;
      return;
    case 39:
      plantParameters().loadPower_W = <f64>value;
      return;
    case 40:
      plantParameters().loadSlew_A_per_s = <f64>value;
      return;
    case 41:
      plantParameters().loadLockout_V = <f64>value;
      return;
    case 42:
      plantParameters().loadLockoutDelay_s = <f64>value;
      return;
    case 43:
      plantParameters().loadFloor_V = <f64>value;
      return;
    case 44:
      plantParameters().loadPattern = <i32>value;
      return;
    case 45:
      plantParameters().patternStart_s = <f64>value;
      return;
    case 46:
      plantParameters().patternLow_W = <f64>value;
      return;
    case 47:
      plantParameters().patternHigh_W = <f64>value;
      return;
    case 48:
      plantParameters().patternPeriod_s = <f64>value;
      return;
    case 49:
      plantParameters().patternDuty = <f64>value;
      return;
    case 50:
      plantParameters().patternRise_s = <f64>value;
      return;
    case 51:
      plantParameters().patternFall_s = <f64>value;
      return;
    case 52:
      plantParameters().patternPeriodJitter = <f64>value;
      return;
    case 53:
      plantParameters().patternAmplitudeJitter = <f64>value;
      return;
    case 54:
      plantParameters().checkpointEvery = <i32>value;
      return;
    case 55:
      plantParameters().checkpointTime_s = <f64>value;
      return;
    case 56:
      plantParameters().traceRepeat = <i32>value;
      return;
    case 57:
      plantParameters().cbuModules = <i32>value;
      return;
    case 58:
      plantParameters().cbuConverterLimit_A = <f64>value;
      return;
    case 59:
      plantParameters().cbuConverterSlew_A_per_s = <f64>value;
      return;
    case 60:
      plantParameters().cbuConverterLag_s = <f64>value;
      return;
    case 61:
      plantParameters().cbuConverterLatency_s = <f64>value;
      return;
    case 62:
      plantParameters().cbuLossIdle_W = <f64>value;
      return;
    case 63:
      plantParameters().cbuLossLinear_V = <f64>value;
      return;
    case 64:
      plantParameters().cbuLossResistive_ohm = <f64>value;
      return;
    case 65:
      plantParameters().capacitorCells = <i32>value;
      return;
    case 66:
      plantParameters().capacitorC0_F = <f64>value;
      return;
    case 67:
      plantParameters().capacitorKv_F_per_V = <f64>value;
      return;
    case 68:
      plantParameters().capacitorEsr_ohm = <f64>value;
      return;
    case 69:
      plantParameters().capacitorR2_ohm = <f64>value;
      return;
    case 70:
      plantParameters().capacitorC2_F = <f64>value;
      return;
    case 71:
      plantParameters().capacitorCapacitanceSpread = <f64>value;
      return;
    case 72:
      plantParameters().capacitorEsrSpread = <f64>value;
      return;
    case 73:
      plantParameters().capacitorLeakSpread = <f64>value;
      return;
    case 74:
      plantParameters().capacitorBleedAbove_V = <f64>value;
      return;
    case 75:
      plantParameters().capacitorBleeder_ohm = <f64>value;
      return;
    case 76:
      plantParameters().capacitorLeak_ohm = <f64>value;
      return;
    case 77:
      plantParameters().capacitorInitial_V = <f64>value;
      return;
    case 78:
      plantParameters().capacitorRated_V = <f64>value;
      return;
    case 79:
      plantParameters().capacitorLife_s = <f64>value;
      return;
    case 80:
      plantParameters().capacitorAge = <f64>value;
      return;
    case 81:
      plantParameters().capacitorAgeing_ratio = <f64>value;
      return;
    case 82:
      plantParameters().capacitorMaximum_V = <f64>value;
      return;
    case 83:
      plantParameters().capacitorHeatCapacity_J_per_K = <f64>value;
      return;
    case 84:
      plantParameters().capacitorThermalResistance_K_per_W = <f64>value;
      return;
    case 85:
      plantParameters().bbuModules = <i32>value;
      return;
    case 86:
      plantParameters().bbuConverterLimit_A = <f64>value;
      return;
    case 87:
      plantParameters().bbuConverterSlew_A_per_s = <f64>value;
      return;
    case 88:
      plantParameters().bbuConverterLag_s = <f64>value;
      return;
    case 89:
      plantParameters().bbuConverterLatency_s = <f64>value;
      return;
    case 90:
      plantParameters().bbuLossIdle_W = <f64>value;
      return;
    case 91:
      plantParameters().bbuLossLinear_V = <f64>value;
      return;
    case 92:
      plantParameters().bbuLossResistive_ohm = <f64>value;
      return;
    case 93:
      plantParameters().bbuChargePower_W = <f64>value;
      return;
    case 94:
      plantParameters().cellChemistry = <i32>value;
      return;
    case 95:
      plantParameters().packSeries = <i32>value;
      return;
    case 96:
      plantParameters().packParallel = <i32>value;
      return;
    case 97:
      plantParameters().packInitialSoc = <f64>value;
      return;
    case 98:
      plantParameters().packSocSpan = <f64>value;
      return;
    case 99:
      plantParameters().ambientTemperature_degC = <f64>value;
      return;
    case 100:
      plantParameters().cellCapacitySpread = <f64>value;
      return;
    case 101:
      plantParameters().cellResistanceSpread = <f64>value;
      return;
    case 102:
      plantParameters().packCapacityHealth = <f64>value;
      return;
    case 103:
      plantParameters().packResistanceHealth = <f64>value;
      return;
    case 104:
      plantParameters().packAgeing_ratio = <f64>value;
      return;
    case 105:
      plantParameters().cellAgeingSpread = <f64>value;
      return;
    case 106:
      plantParameters().packFan_ratio = <f64>value;
      return;
    case 107:
      plantParameters().packInletRise_K = <f64>value;
      return;
    case 108:
      plantParameters().contactParallel_ohm = <f64>value;
      return;
    case 109:
      plantParameters().contactSeries_ohm = <f64>value;
      return;
    case 110:
      plantParameters().groupBleeder_ohm = <f64>value;
      return;
    case 111:
      plantParameters().contactorClose_s = <f64>value;
      return;
    case 112:
      plantParameters().contactorOpen_s = <f64>value;
      return;
    case 113:
      plantParameters().contactorBreakLimit_A = <f64>value;
      return;
    case 114:
      plantParameters().switchOpen_s = <f64>value;
      return;
    case 115:
      plantParameters().prechargeResistance_ohm = <f64>value;
      return;
    case 116:
      plantParameters().dcLinkCapacitance_F = <f64>value;
      return;
    case 117:
      plantParameters().prechargeRating_W = <f64>value;
      return;
    case 118:
      plantParameters().prechargePulse_J = <f64>value;
      return;
    case 119:
      plantParameters().fuseRating_A = <f64>value;
      return;
    case 120:
      plantParameters().fuseFusing_ratio = <f64>value;
      return;
    case 121:
      plantParameters().fuseMelting_A2s = <f64>value;
      return;
    case 122:
      plantParameters().shortLoopInductance_H = <f64>value;
      return;
    case 123:
      plantParameters().busVoltageRange_V = <f64>value;
      return;
    case 124:
      plantParameters().busVoltageGainSpread = <f64>value;
      return;
    case 125:
      plantParameters().busVoltageNoise_V = <f64>value;
      return;
    case 126:
      plantParameters().storageVoltageRange_V = <f64>value;
      return;
    case 127:
      plantParameters().moduleCurrentRange_A = <f64>value;
      return;
    case 128:
      plantParameters().moduleCurrentOffset_A = <f64>value;
      return;
    case 129:
      plantParameters().moduleCurrentGain = <f64>value;
      return;
    case 130:
      plantParameters().moduleCurrentOffsetSpread_A = <f64>value;
      return;
    case 131:
      plantParameters().moduleCurrentGainSpread = <f64>value;
      return;
    case 132:
      plantParameters().moduleCurrentNoise_A = <f64>value;
      return;
    case 133:
      plantParameters().groupVoltageNoise_V = <f64>value;
      return;
    case 134:
      plantParameters().thermistorNoise_K = <f64>value;
      return;
    case 135:
      plantParameters().sensorNoise = <i32>value;
      return;
    case 136:
      plantParameters().sensorQuantisation = <i32>value;
      return;
    case 137:
      plantParameters().startState = <i32>value;
      return;
    case 138:
      plantParameters().controlMode = <i32>value;
      return;
    case 139:
      plantParameters().timeMode = <i32>value;
      return;
    case 140:
      plantParameters().stepsPerTick = <i32>value;
      return;
    case 1000:
      firmwareParameters().handoffStrategy = <i32>value;
      return;
    case 1001:
      firmwareParameters().tripVoltage_V = <f32>value;
      return;
    case 1002:
      firmwareParameters().tripDebounce_s = <f32>value;
      return;
    case 1003:
      firmwareParameters().tripSlope_V_per_s = <f32>value;
      return;
    case 1004:
      firmwareParameters().releaseVoltage_V = <f32>value;
      return;
    case 1005:
      firmwareParameters().releaseHold_s = <f32>value;
      return;
    case 1006:
      firmwareParameters().minimumDwell_s = <f32>value;
      return;
    case 1007:
      firmwareParameters().handoffTimeConstant_s = <f32>value;
      return;
    case 1008:
      firmwareParameters().handoffLeak_s = <f32>value;
      return;
    case 1009:
      firmwareParameters().handoffSlew_A_per_s = <f32>value;
      return;
    case 1010:
      firmwareParameters().syncStartFraction = <f32>value;
      return;
    case 1011:
      firmwareParameters().shareTimeout_s = <f32>value;
      return;
    case 1012:
      firmwareParameters().walkIn_s = <f32>value;
      return;
    case 1013:
      firmwareParameters().cbuEngage_V = <f32>value;
      return;
    case 1014:
      firmwareParameters().cbuAbsorb_V = <f32>value;
      return;
    case 1015:
      firmwareParameters().cbuDroop_ohm = <f32>value;
      return;
    case 1016:
      firmwareParameters().cbuCurrentLimit_A = <f32>value;
      return;
    case 1017:
      firmwareParameters().cbuSlew_A_per_s = <f32>value;
      return;
    case 1018:
      firmwareParameters().cbuLimitRamp_A_per_s = <f32>value;
      return;
    case 1019:
      firmwareParameters().cbuTarget_V = <f32>value;
      return;
    case 1020:
      firmwareParameters().cbuWindowLow_V = <f32>value;
      return;
    case 1021:
      firmwareParameters().cbuWindowHigh_V = <f32>value;
      return;
    case 1022:
      firmwareParameters().cbuReturnGain_A_per_V = <f32>value;
      return;
    case 1023:
      firmwareParameters().cbuReturnLimit_A = <f32>value;
      return;
    case 1024:
      firmwareParameters().cbuReturnDeadband_V = <f32>value;
      return;
    case 1025:
      firmwareParameters().cbuBalance_ratio = <f32>value;
      return;
    case 1026:
      firmwareParameters().bbuSetPoint_V = <f32>value;
      return;
    case 1027:
      firmwareParameters().bbuDroop_ohm = <f32>value;
      return;
    case 1028:
      firmwareParameters().bbuCurrentLimit_A = <f32>value;
      return;
    case 1029:
      firmwareParameters().bbuLimitRamp_A_per_s = <f32>value;
      return;
    case 1030:
      firmwareParameters().bbuStartRamp_A_per_s = <f32>value;
      return;
    case 1031:
      firmwareParameters().bbuStartBudget_s = <f32>value;
      return;
    case 1032:
      firmwareParameters().derateTemperatureStart_degC = <f32>value;
      return;
    case 1033:
      firmwareParameters().derateTemperatureEnd_degC = <f32>value;
      return;
    case 1034:
      firmwareParameters().derateSocStart = <f32>value;
      return;
    case 1035:
      firmwareParameters().derateSocEnd = <f32>value;
      return;
    case 1036:
      firmwareParameters().derateGroupVoltageStart_V = <f32>value;
      return;
    case 1037:
      firmwareParameters().derateGroupVoltageEnd_V = <f32>value;
      return;
    case 1038:
      firmwareParameters().derateRecoverHold_s = <f32>value;
      return;
    case 1039:
      firmwareParameters().derateRecoverSlope_per_s = <f32>value;
      return;
    case 1040:
      firmwareParameters().chargeCurrent_A = <f32>value;
      return;
    case 1041:
      firmwareParameters().chargeVoltage_V = <f32>value;
      return;
    case 1042:
      firmwareParameters().chargeEnd_A = <f32>value;
      return;
    case 1043:
      firmwareParameters().chargePower_W = <f32>value;
      return;
    case 1044:
      firmwareParameters().chargeFeed_W = <f32>value;
      return;
    case 1045:
      firmwareParameters().rechargeBelow = <f32>value;
      return;
    case 1046:
      firmwareParameters().rechargeDelay_s = <f32>value;
      return;
    case 1047:
      firmwareParameters().balanceAbove_V = <f32>value;
      return;
    case 1048:
      firmwareParameters().balanceStart_V = <f32>value;
      return;
    case 1049:
      firmwareParameters().balanceCurrent_A = <f32>value;
      return;
    case 1050:
      firmwareParameters().balanceTemperatureMax_degC = <f32>value;
      return;
    case 1051:
      firmwareParameters().balanceMost = <i32>value;
      return;
    case 1052:
      firmwareParameters().reserveSoc = <f32>value;
      return;
    case 1053:
      firmwareParameters().shavingRamp_A_per_s = <f32>value;
      return;
    case 1054:
      firmwareParameters().outagesMost = <i32>value;
      return;
    case 1055:
      firmwareParameters().outagesWindow_s = <f32>value;
      return;
    case 1056:
      firmwareParameters().outagesAction = <i32>value;
      return;
    case 1057:
      firmwareParameters().cellOvervoltageTrip_V = <f32>value;
      return;
    case 1058:
      firmwareParameters().cellOvervoltageWarning_V = <f32>value;
      return;
    case 1059:
      firmwareParameters().cellUndervoltageTrip_V = <f32>value;
      return;
    case 1060:
      firmwareParameters().cellUndervoltageWarning_V = <f32>value;
      return;
    case 1061:
      firmwareParameters().voltageDebounce_samples = <f32>value;
      return;
    case 1062:
      firmwareParameters().voltageDelay_s = <f32>value;
      return;
    case 1063:
      firmwareParameters().dischargeTemperatureMax_degC = <f32>value;
      return;
    case 1064:
      firmwareParameters().dischargeTemperatureMin_degC = <f32>value;
      return;
    case 1065:
      firmwareParameters().chargeTemperatureMax_degC = <f32>value;
      return;
    case 1066:
      firmwareParameters().chargeTemperatureMin_degC = <f32>value;
      return;
    case 1067:
      firmwareParameters().temperatureWarningMargin_K = <f32>value;
      return;
    case 1068:
      firmwareParameters().temperatureDebounce_samples = <f32>value;
      return;
    case 1069:
      firmwareParameters().temperatureDelay_s = <f32>value;
      return;
    case 1070:
      firmwareParameters().dischargeCurrentMax_A = <f32>value;
      return;
    case 1071:
      firmwareParameters().chargeCurrentMax_A = <f32>value;
      return;
    case 1072:
      firmwareParameters().currentDebounce_samples = <f32>value;
      return;
    case 1073:
      firmwareParameters().currentDelay_s = <f32>value;
      return;
    case 1074:
      firmwareParameters().shortCircuitCurrent_A = <f32>value;
      return;
    case 1075:
      firmwareParameters().shortCircuitDebounce_samples = <f32>value;
      return;
    case 1076:
      firmwareParameters().staleSensor_s = <f32>value;
      return;
    case 1077:
      firmwareParameters().prechargeMatch_ratio = <f32>value;
      return;
    case 1078:
      firmwareParameters().prechargeTau_s = <f32>value;
      return;
    case 1079:
      firmwareParameters().contactorTimeout_s = <f32>value;
      return;
    case 1080:
      firmwareParameters().groupImbalanceMax_V = <f32>value;
      return;
    case 1081:
      firmwareParameters().openWire_V = <f32>value;
      return;
    case 1082:
      firmwareParameters().voltageMatch_ratio = <f32>value;
      return;
    case 1083:
      firmwareParameters().thermistorSpreadMax_K = <f32>value;
      return;
    case 1084:
      firmwareParameters().converterDeviation_ratio = <f32>value;
      return;
    case 1085:
      firmwareParameters().shareDeviation_ratio = <f32>value;
      return;
    case 1086:
      firmwareParameters().plausibilityDebounce_samples = <f32>value;
      return;
    case 1087:
      firmwareParameters().plausibilityDelay_s = <f32>value;
      return;
    case 1088:
      firmwareParameters().cbuOvervoltageTrip_V = <f32>value;
      return;
    case 1089:
      firmwareParameters().cbuUndervoltageTrip_V = <f32>value;
      return;
    case 1090:
      firmwareParameters().recoveryHysteresis_ratio = <f32>value;
      return;
    case 1091:
      firmwareParameters().recoveryTime_s = <f32>value;
      return;
    case 1092:
      firmwareParameters().ratedCapacity_Ah = <f32>value;
      return;
    case 1093:
      firmwareParameters().initialSoc = <f32>value;
      return;
    case 1094:
      firmwareParameters().initialSocSigma = <f32>value;
      return;
    case 1095:
      firmwareParameters().coulombicEfficiency = <f32>value;
      return;
    case 1096:
      firmwareParameters().currentOffsetSigma_A = <f32>value;
      return;
    case 1097:
      firmwareParameters().busVoltageFullScale_V = <f32>value;
      return;
    case 1098:
      firmwareParameters().storageVoltageFullScale_V = <f32>value;
      return;
    case 1099:
      firmwareParameters().moduleCurrentFullScale_A = <f32>value;
      return;
    case 1100:
      firmwareParameters().groupCount = <i32>value;
      return;
    case 1101:
      firmwareParameters().moduleCount = <i32>value;
      return;
    case 1102:
      firmwareParameters().capacitorCount = <i32>value;
      return;
    case 2000:
      sample(index).time_ticks = <u32>value;
      return;
    case 2001:
      sample(index).shareSequence = <u32>value;
      return;
    case 2002:
      sample(index).shareCbu_A = <f32>value;
      return;
    case 2003:
      sample(index).shareBbu_A = <f32>value;
      return;
    case 2004:
      sample(index).lines = <u32>value;
      return;
    case 2005:
      sample(index).valid = <u32>value;
      return;
    case 2006:
      sample(index).busVoltage_code = <f32>value;
      return;
    case 2007:
      sample(index).busVoltageSequence = <u32>value;
      return;
    case 2008:
      sample(index).moduleCurrent_code = <i16>value;
      return;
    case 2009:
      sample(index).storageVoltage_code = <u16>value;
      return;
    case 2010:
      sample(index).linkVoltage_code = <u16>value;
      return;
    case 2011:
      sample(index).moduleSequence = <u32>value;
      return;
    case 2012:
      sample(index).groupSequence = <u32>value;
      return;
    case 2013:
      sample(index).thermistorSequence = <u32>value;
      return;
    case 2014:
      sample(index).setGroupVoltage_code(element, <u16>value);
      return;
    case 2015:
      sample(index).capacitorCellMax_code = <u16>value;
      return;
    case 2016:
      sample(index).setThermistor_code(element, <i16>value);
      return;
    case 2017:
      sample(index).shaving_W = <f32>value;
      return;
    case 2018:
      sample(index).slot = <u8>value;
      return;
    case 2019:
      sample(index).setChargeAsked(element, <u8>value);
      return;
    case 3000:
      command(index).converterReference_A = <f32>value;
      return;
    case 3001:
      command(index).shareOut_A = <f32>value;
      return;
    case 3002:
      command(index).converterEnable = <u8>value;
      return;
    case 3003:
      command(index).mainContactor = <u8>value;
      return;
    case 3004:
      command(index).prechargeContactor = <u8>value;
      return;
    case 3005:
      command(index).switchClosed = <u8>value;
      return;
    case 3006:
      command(index).syncOut = <u8>value;
      return;
    case 3007:
      command(index).setBleeders(element, <u8>value);
      return;
    case 3008:
      command(index).chargeAsks = <u8>value;
      return;
    case 4000:
      telemetry(index).handoffState = <i32>value;
      return;
    case 4001:
      telemetry(index).contactorState = <i32>value;
      return;
    case 4002:
      telemetry(index).batteryPhase = <i32>value;
      return;
    case 4003:
      telemetry(index).bindingLimit = <i32>value;
      return;
    case 4004:
      telemetry(index).faults = <u32>value;
      return;
    case 4005:
      telemetry(index).warnings = <u32>value;
      return;
    case 4006:
      telemetry(index).openWire = <i32>value;
      return;
    case 4007:
      telemetry(index).suspects = <u32>value;
      return;
    case 4008:
      telemetry(index).busVoltage_V = <f32>value;
      return;
    case 4009:
      telemetry(index).moduleCurrent_A = <f32>value;
      return;
    case 4010:
      telemetry(index).storageVoltage_V = <f32>value;
      return;
    case 4011:
      telemetry(index).groupVoltageMin_V = <f32>value;
      return;
    case 4012:
      telemetry(index).groupVoltageMax_V = <f32>value;
      return;
    case 4013:
      telemetry(index).temperatureMin_degC = <f32>value;
      return;
    case 4014:
      telemetry(index).temperatureMax_degC = <f32>value;
      return;
    case 4015:
      telemetry(index).soc = <f32>value;
      return;
    case 4016:
      telemetry(index).socSigma = <f32>value;
      return;
    case 4017:
      telemetry(index).currentLimit_A = <f32>value;
      return;
    case 4018:
      telemetry(index).reference_A = <f32>value;
      return;
    case 4019:
      telemetry(index).starts = <u32>value;
      return;
    case 4020:
      telemetry(index).fastRuns = <u32>value;
      return;
    case 4021:
      telemetry(index).firstTrip = <i32>value;
      return;
    case 4022:
      telemetry(index).firstTripTime_ticks = <u32>value;
      return;
    case 5000:
      truth().time_s = <f64>value;
      return;
    case 5001:
      truth().busVoltageL_V = <f64>value;
      return;
    case 5002:
      truth().busVoltageS_V = <f64>value;
      return;
    case 5003:
      truth().busbarCurrent_A = <f64>value;
      return;
    case 5004:
      truth().psuCurrent_A = <f64>value;
      return;
    case 5005:
      truth().cbuCurrent_A = <f64>value;
      return;
    case 5006:
      truth().bbuCurrent_A = <f64>value;
      return;
    case 5007:
      truth().loadCurrent_A = <f64>value;
      return;
    case 5008:
      truth().loadDemand_W = <f64>value;
      return;
    case 5009:
      truth().loadConnected = <f64>value;
      return;
    case 5010:
      truth().utility_pu = <f64>value;
      return;
    case 5011:
      truth().input_pu = <f64>value;
      return;
    case 5012:
      truth().onGenerator = <f64>value;
      return;
    case 5013:
      truth().generatorFrequency_pu = <f64>value;
      return;
    case 5014:
      truth().psuEnergy_J = <f64>value;
      return;
    case 5015:
      truth().psuSetPoint_V = <f64>value;
      return;
    case 5016:
      truth().capacitorVoltage_V = <f64>value;
      return;
    case 5017:
      truth().capacitorCellMax_V = <f64>value;
      return;
    case 5018:
      truth().packVoltage_V = <f64>value;
      return;
    case 5019:
      truth().packSoc = <f64>value;
      return;
    case 5020:
      truth().cellVoltageMin_V = <f64>value;
      return;
    case 5021:
      truth().cellVoltageMax_V = <f64>value;
      return;
    case 5022:
      truth().hottestCell_degC = <f64>value;
      return;
    case 6000:
      moduleTruth(index).kind = <i32>value;
      return;
    case 6001:
      moduleTruth(index).contactorClosed = <i32>value;
      return;
    case 6002:
      moduleTruth(index).switchClosed = <i32>value;
      return;
    case 6003:
      moduleTruth(index).fuseBlown = <i32>value;
      return;
    case 6004:
      moduleTruth(index).converterState = <i32>value;
      return;
    case 6005:
      moduleTruth(index).sourceLimited = <i32>value;
      return;
    case 6006:
      moduleTruth(index).converterCurrent_A = <f64>value;
      return;
    case 6007:
      moduleTruth(index).storageCurrent_A = <f64>value;
      return;
    case 6008:
      moduleTruth(index).storageVoltage_V = <f64>value;
      return;
    case 6009:
      moduleTruth(index).soc = <f64>value;
      return;
    case 6010:
      moduleTruth(index).hottestCell_degC = <f64>value;
      return;
    case 6011:
      moduleTruth(index).cellVoltageMin_V = <f64>value;
      return;
    case 6012:
      moduleTruth(index).cellVoltageMax_V = <f64>value;
      return;
    case 6013:
      moduleTruth(index).bleeders = <i32>value;
      return;
    case 6014:
      moduleTruth(index).capacityHealth = <f64>value;
      return;
    case 6015:
      moduleTruth(index).lifeUsed = <f64>value;
      return;
    case 7000:
      metrics().busVoltageMin_V = <f64>value;
      return;
    case 7001:
      metrics().busVoltageMinAt_s = <f64>value;
      return;
    case 7002:
      metrics().busVoltageMax_V = <f64>value;
      return;
    case 7003:
      metrics().outsideWindow_s = <f64>value;
      return;
    case 7004:
      metrics().capacitorTakeover_s = <f64>value;
      return;
    case 7005:
      metrics().batteryDelivers_s = <f64>value;
      return;
    case 7006:
      metrics().batteryCarries_s = <f64>value;
      return;
    case 7007:
      metrics().batteryCarries99_s = <f64>value;
      return;
    case 7008:
      metrics().handoffTime_s = <f64>value;
      return;
    case 7009:
      metrics().capacitorCarried_s = <f64>value;
      return;
    case 7010:
      metrics().capacitorEnergyUsed_J = <f64>value;
      return;
    case 7011:
      metrics().capacitorVoltageMin_V = <f64>value;
      return;
    case 7012:
      metrics().capacitorVoltageMax_V = <f64>value;
      return;
    case 7013:
      metrics().capacitorCellMax_V = <f64>value;
      return;
    case 7014:
      metrics().psuEnergyMargin_s = <f64>value;
      return;
    case 7015:
      metrics().psuModulePowerMax_W = <f64>value;
      return;
    case 7016:
      metrics().chargePowerMax_W = <f64>value;
      return;
    case 7017:
      metrics().busBelowTrip_s = <f64>value;
      return;
    case 7018:
      metrics().batteryResponse_s = <f64>value;
      return;
    case 7019:
      metrics().transfers = <f64>value;
      return;
    case 7020:
      metrics().overshoot_V = <f64>value;
      return;
    case 7021:
      metrics().settling_s = <f64>value;
      return;
    case 7022:
      metrics().finalBusVoltage_V = <f64>value;
      return;
    case 7023:
      metrics().secondDip_V = <f64>value;
      return;
    case 7024:
      metrics().batterySlewMax_A_per_s = <f64>value;
      return;
    case 7025:
      metrics().loadSlewMax_W_per_s = <f64>value;
      return;
    case 7026:
      metrics().generatorVoltageMin_pu = <f64>value;
      return;
    case 7027:
      metrics().hottestCell_degC = <f64>value;
      return;
    case 7028:
      metrics().cellVoltageMin_V = <f64>value;
      return;
    case 7029:
      metrics().cellVoltageMax_V = <f64>value;
      return;
    case 7030:
      metrics().unservedEnergy_J = <f64>value;
      return;
    case 7031:
      metrics().loadDropouts = <f64>value;
      return;
    case 7032:
      metrics().protectionTrips = <f64>value;
      return;
    case 7033:
      metrics().energyResidual_J = <f64>value;
      return;
    case 7034:
      metrics().systemEnergyResidual_J = <f64>value;
      return;
    case 7035:
      metrics().loadEnergy_J = <f64>value;
      return;
    case 7036:
      metrics().simulatedTime_s = <f64>value;
      return;
    case 8000:
      ledger().utilityIn_J = <f64>value;
      return;
    case 8001:
      ledger().batteryEmf_J = <f64>value;
      return;
    case 8002:
      ledger().load_J = <f64>value;
      return;
    case 8003:
      ledger().storePsu_J = <f64>value;
      return;
    case 8004:
      ledger().storeBus_J = <f64>value;
      return;
    case 8005:
      ledger().storeCapacitor_J = <f64>value;
      return;
    case 8006:
      ledger().storeLink_J = <f64>value;
      return;
    case 8007:
      ledger().storePack_J = <f64>value;
      return;
    case 8008:
      ledger().lossBusEsr_J = <f64>value;
      return;
    case 8009:
      ledger().lossBusbar_J = <f64>value;
      return;
    case 8010:
      ledger().lossConverter_J = <f64>value;
      return;
    case 8011:
      ledger().lossCapacitorEsr_J = <f64>value;
      return;
    case 8012:
      ledger().lossCapacitorInternal_J = <f64>value;
      return;
    case 8013:
      ledger().lossPackResistance_J = <f64>value;
      return;
    case 8014:
      ledger().lossDisconnect_J = <f64>value;
      return;
    case 8015:
      ledger().lossPackToAir_J = <f64>value;
      return;
    case 8016:
      ledger().failedStore_J = <f64>value;
      return;
    case 8017:
      ledger().residualPower_J = <f64>value;
      return;
    case 8018:
      ledger().residualSystem_J = <f64>value;
      return;
  }
}
