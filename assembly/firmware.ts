/** Entry of build/firmware.wasm: the controller of one module, for a bench. Zero imports, fixed memory, flat exports. */
import { LAYOUT_HASH } from './abi/enumerations';
import { command, firmwareParameters, sample, telemetry } from './abi/firmwareBanks';
import { FirmwareModule } from './firmware/module';
import { ParameterStore } from './firmware/store/parameterStore';

// Set once by init: an address, no state of a run.
let module!: FirmwareModule;
const parameterStore = new ParameterStore(firmwareParameters(), LAYOUT_HASH);

export function layoutHash(): u32 {
  return LAYOUT_HASH;
}

/** Writes the defaults of the table into the parameter bank. */
export function resetParameters(): void {
  firmwareParameters().reset();
}

/** Where the saved parameters lie, two copies of them: the host keeps these bytes while there is no power. */
export function storeAddress(): usize {
  return parameterStore.address;
}

export function storeSize(): usize {
  return parameterStore.bytes;
}

/** The parameter bank into the older copy. */
export function saveParameters(): void {
  parameterStore.save(i32.MAX_VALUE);
}

/** The newer whole copy into the parameter bank, before `init`. False, and nothing touched, where there is none. */
export function loadParameters(): bool {
  return parameterStore.load();
}

/** `kind`: ModuleKind. Reads the parameter bank; once per instance. */
export function init(kind: i32): void {
  module = new FirmwareModule(kind, firmwareParameters(), sample(), command(), telemetry());
}

/** Contactors closed for long; the sample bank holds what the sensors see now. */
export function warmStart(): void {
  module.warmStart();
}

/** Contactors open; the module precharges and closes by itself. */
export function coldStart(): void {
  module.coldStart();
}

/** Every 10 us, after the sample bank was refreshed and its time advanced by one. */
export function tick(): void {
  module.tick();
}

/** Address of the black box's head (BlackBoxHead). */
export function blackBox(): usize {
  return module.blackBox;
}
