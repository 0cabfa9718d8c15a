// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

// Addresses of the banks in the firmware image.
import { FirmwareParameters } from './FirmwareParameters';
import { Sample } from './Sample';
import { Command } from './Command';
import { Telemetry } from './Telemetry';

export function firmwareParameters(): FirmwareParameters {
  return changetype<FirmwareParameters>(1024);
}

export function sample(): Sample {
  return changetype<Sample>(1472);
}

export function command(): Command {
  return changetype<Command>(1856);
}

export function telemetry(): Telemetry {
  return changetype<Telemetry>(1984);
}
