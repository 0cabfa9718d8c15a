import { command, firmwareParameters, sample } from '../abi/simulationBanks';
import { FastState } from '../firmware/fastState';
import { Measurement } from '../firmware/measure';

let measured!: Measurement;

/** Reads the parameter bank and the first sample bank; both are written by the test. */
export function testMeasureInit(): void {
  firmwareParameters().reset();
  sample(0).reset();
  measured = new Measurement(firmwareParameters(), sample(0), new FastState(sample(0), command(0)));
}

export function testMeasureBegin(): void {
  measured.begin();
}

export function testMeasureFast(): i32 {
  measured.look();
  return measured.current_code;
}

export function testMeasureSlow(): void {
  measured.slow();
}

export function testMeasureBus_V(): f32 {
  return measured.bus_V;
}

export function testMeasureCurrent_A(): f32 {
  return measured.current_A;
}

export function testMeasureStorage_V(): f32 {
  return measured.storage_V;
}

export function testMeasureLink_V(): f32 {
  return measured.link_V;
}

export function testMeasureShareCbu_A(): f32 {
  return measured.shareCbu_A;
}

export function testMeasureShareBbu_A(): f32 {
  return measured.shareBbu_A;
}

export function testMeasureGroupMin_V(): f32 {
  return measured.groupMin_V;
}

export function testMeasureGroupMax_V(): f32 {
  return measured.groupMax_V;
}

export function testMeasureColdest_degC(): f32 {
  return measured.coldest_degC;
}

export function testMeasureHottest_degC(): f32 {
  return measured.hottest_degC;
}

export function testMeasureFastAge(): f64 {
  return <f64>measured.fastAge;
}

export function testMeasureSlowAge(): f64 {
  return <f64>measured.slowAge;
}

export function testMeasureShareAge(): f64 {
  return <f64>measured.shareAge;
}
