// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

// Addresses of the banks in the coupled simulation.
import { PlantParameters } from './PlantParameters';
import { FirmwareParameters } from './FirmwareParameters';
import { Sample } from './Sample';
import { Command } from './Command';
import { Telemetry } from './Telemetry';
import { Truth } from './Truth';
import { ModuleTruth } from './ModuleTruth';
import { Metrics } from './Metrics';
import { Ledger } from './Ledger';

export function plantParameters(): PlantParameters {
  return changetype<PlantParameters>(1024);
}

export function firmwareParameters(): FirmwareParameters {
  return changetype<FirmwareParameters>(2112);
}

export function sample(index: i32): Sample {
  return changetype<Sample>(<usize>2560 + <usize>index * 384);
}

export function command(index: i32): Command {
  return changetype<Command>(<usize>27136 + <usize>index * 128);
}

export function telemetry(index: i32): Telemetry {
  return changetype<Telemetry>(<usize>35328 + <usize>index * 128);
}

export function truth(): Truth {
  return changetype<Truth>(43520);
}

export function moduleTruth(index: i32): ModuleTruth {
  return changetype<ModuleTruth>(<usize>43712 + <usize>index * 128);
}

export function metrics(): Metrics {
  return changetype<Metrics>(51904);
}

export function ledger(): Ledger {
  return changetype<Ledger>(52224);
}
